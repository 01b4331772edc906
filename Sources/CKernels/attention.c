#include "attention.h"

#include "clones.h"

CLONES void meit_rotate(
  const float *restrict x, float *restrict y, const int32_t *restrict positions, const float *restrict cosines,
  const float *restrict sines, float direction, int interleaved, long rows, long heads, long width, long rotated) {
  long half = rotated / 2;
  for (long row = 0; row < rows; row++) {
    const float *restrict c = cosines + (long)positions[row] * half;
    const float *restrict s = sines + (long)positions[row] * half;
    for (long head = 0; head < heads; head++, x += width, y += width) {
      if (interleaved) {
        for (long i = 0; i < half; i++) {
          float a = x[2 * i], b = x[2 * i + 1], turn = direction * s[i];
          y[2 * i] = a * c[i] - b * turn, y[2 * i + 1] = b * c[i] + a * turn;
        }
      } else {
        for (long i = 0; i < half; i++) {
          float a = x[i], b = x[i + half], turn = direction * s[i];
          y[i] = a * c[i] - b * turn, y[i + half] = b * c[i] + a * turn;
        }
      }
      for (long i = rotated; i < width; i++) y[i] = x[i];
    }
  }
}

CLONES void meit_add_alibi(float *restrict scores, float slope, long rows, long columns, long stride, long prefix) {
  for (long row = 0; row < rows; row++)
    for (long column = 0; column < columns; column++) scores[row * stride + prefix + column] += slope * column;
}

INLINE float inner(const float *restrict a, const float *restrict b, long count) {
  float sum = 0;
  for (long i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

enum { part = 64 };

// mixed[j] += scores[i] * values[i, j] for up to `part` columns, in the order of the rows: all of them stay in registers.
INLINE void mix(
  const float *restrict scores, const float *restrict values, long rows, long stride, long width,
  float *restrict mixed) {
  if (width < part) {
    for (long i = 0; i < rows; i++)
      for (long j = 0; j < width; j++) mixed[j] += scores[i] * values[i * stride + j];
    return;
  }
  float sums[part];
  for (int j = 0; j < part; j++) sums[j] = mixed[j];
  for (long i = 0; i < rows; i++)
    for (int j = 0; j < part; j++) sums[j] += scores[i] * values[i * stride + j];
  for (int j = 0; j < part; j++) mixed[j] = sums[j];
}

CLONES void meit_attend_one(
  const float *restrict query, const float *prefix_keys, const float *prefix_values, long prefix, long prefix_stride,
  const float *keys, const float *values, long count, long stride, long width, float scale, float slope,
  float *restrict scores, float *restrict out) {
  float most = -INFINITY, sum = 0;
  for (long i = 0; i < prefix; i++) scores[i] = scale * inner(query, prefix_keys + i * prefix_stride, width);
  for (long i = 0; i < count; i++) scores[prefix + i] = scale * inner(query, keys + i * stride, width) + slope * i;
  for (long i = 0; i < prefix + count; i++) most = scores[i] > most ? scores[i] : most;
  for (long i = 0; i < prefix + count; i++) scores[i] = exp_of(scores[i] - most), sum += scores[i];
  for (long first = 0; first < width; first += part) {
    float mixed[part] = {0};
    long few = width - first < part ? width - first : part;
    mix(scores, prefix_values + first, prefix, prefix_stride, few, mixed);
    mix(scores + prefix, values + first, count, stride, few, mixed);
    for (long j = 0; j < few; j++) out[first + j] = mixed[j] / sum;
  }
}
