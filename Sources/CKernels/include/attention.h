#pragma once
#include <stdint.h>

/// y = x [rows, heads * width] with pairs of each head turned by position * frequency (Su et al., "RoFormer", 2021). Of
/// each head the first `rotated` elements turn, i with i + rotated / 2, or 2i with 2i + 1 when `interleaved`; the
/// others are copied. `cosines` and `sines` are [positions, rotated / 2]; `direction` is 1, or -1 for the adjoint.
void meit_rotate(
  const float *x, float *y, const int32_t *positions, const float *cosines, const float *sines, float direction,
  int interleaved, long rows, long heads, long width, long rotated);

/// scores[row, prefix + column] += slope * column, for ALiBi (Press et al., 2022).
void meit_add_alibi(float *scores, float slope, long rows, long columns, long stride, long prefix);

/// The attention of one query [width] over keys and values that lie `stride` apart, first `prefix` of them apart at
/// `prefix_keys` and `prefix_values`: out [width]. `scores` is room for prefix + count floats; `slope` is ALiBi's.
void meit_attend_one(
  const float *query, const float *prefix_keys, const float *prefix_values, long prefix, long prefix_stride,
  const float *keys, const float *values, long count, long stride, long width, float scale, float slope, float *scores,
  float *out);
