#pragma once
#include <stdint.h>

/// Replaces each row of scores [rows, columns] by its softmax. Row r sees the columns [first[r], last[r]) after
/// `prefix` columns that every row sees; the others become 0.
void meit_masked_softmax(
  float *scores, long rows, long columns, long stride, long prefix, const int32_t *first, const int32_t *last);
/// Replaces dp [rows, columns] by p * (dp - sum(dp * p)), row by row.
void meit_softmax_adjoint(const float *p, float *dp, long rows, long columns, long stride);

/// For each row of logits [rows, V]: losses[row] = log(sum(exp(logits))) - logits[target], and the logits become
/// factor * (softmax - onehot(target)) when `factor` is not 0.
void meit_cross_entropy(float *logits, const int32_t *targets, float factor, float *losses, long rows, long vocabulary);
/// The index of the greatest element, the first of equals.
long meit_argmax(const float *x, long count);
