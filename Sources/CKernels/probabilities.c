#include "probabilities.h"

#include "clones.h"

INLINE float greatest(const float *x, long count, float start) {
  float most = start;
  for (long i = 0; i < count; i++) most = x[i] > most ? x[i] : most;
  return most;
}

INLINE float exponentiate(float *x, long count, float shift) {
  float sum = 0;
  for (long i = 0; i < count; i++) x[i] = exp_of(x[i] - shift), sum += x[i];
  return sum;
}

CLONES void meit_masked_softmax(
  float *scores, long rows, long columns, long stride, long prefix, const int32_t *restrict first,
  const int32_t *restrict last) {
  for (long row = 0; row < rows; row++) {
    float *restrict x = scores + row * stride;
    long start = prefix + first[row], end = prefix + last[row];
    float most = greatest(x, prefix, -INFINITY);
    most = greatest(x + start, end - start, most);
    float sum = exponentiate(x, prefix, most) + exponentiate(x + start, end - start, most);
    float reciprocal = 1.0f / sum;
    for (long i = 0; i < prefix; i++) x[i] *= reciprocal;
    for (long i = prefix; i < start; i++) x[i] = 0;
    for (long i = start; i < end; i++) x[i] *= reciprocal;
    for (long i = end; i < columns; i++) x[i] = 0;
  }
}

CLONES void meit_softmax_adjoint(const float *restrict p, float *restrict dp, long rows, long columns, long stride) {
  for (long row = 0; row < rows; row++, p += stride, dp += stride) {
    float sum = 0;
    for (long i = 0; i < columns; i++) sum += p[i] * dp[i];
    for (long i = 0; i < columns; i++) dp[i] = p[i] * (dp[i] - sum);
  }
}

CLONES void meit_cross_entropy(
  float *logits, const int32_t *restrict targets, float factor, float *restrict losses, long rows, long vocabulary) {
  for (long row = 0; row < rows; row++) {
    float *restrict x = logits + row * vocabulary;
    float wanted = x[targets[row]];
    float most = greatest(x, vocabulary, -INFINITY);
    if (factor == 0) {
      float sum = 0;
      for (long i = 0; i < vocabulary; i++) sum += exp_of(x[i] - most);
      losses[row] = logf(sum) + most - wanted;
      continue;
    }
    float sum = exponentiate(x, vocabulary, most);
    losses[row] = logf(sum) + most - wanted;
    float scale = factor / sum;
    for (long i = 0; i < vocabulary; i++) x[i] *= scale;
    x[targets[row]] -= factor;
  }
}

CLONES long meit_argmax(const float *restrict x, long count) {
  enum { piece = 256 };
  float most = greatest(x, count, -INFINITY);
  for (long start = 0; start < count; start += piece) {
    long end = start + piece < count ? start + piece : count;
    int has = 0;
    for (long i = start; i < end; i++) has |= x[i] == most;
    for (long i = start; has && i < end; i++)
      if (x[i] == most) return i;
  }
  return 0;
}
