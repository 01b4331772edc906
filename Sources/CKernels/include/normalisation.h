#pragma once

/// Layer norm of each row: y = (x - mean) / sqrt(variance + epsilon) * weight + bias. `moments` receives each row's
/// mean and reciprocal deviation. A null bias is 0.
void meit_layer_norm(
  const float *x, const float *weight, const float *bias, float epsilon, float *y, float *moments, long rows, long width);
/// The adjoint for one range of rows: dx, and dweight and dbias (either may be null) accumulated.
void meit_layer_norm_adjoint(
  const float *x, const float *weight, const float *moments, const float *dy, float *dx, float *dweight, float *dbias,
  long rows, long width);

/// RMS norm of each row: y = x / sqrt(mean(x * x) + epsilon) * weight. `moments` receives each row's reciprocal root.
void meit_rms_norm(const float *x, const float *weight, float epsilon, float *y, float *moments, long rows, long width);
/// The adjoint for one range of rows: dx, and dweight (may be null) accumulated.
void meit_rms_norm_adjoint(
  const float *x, const float *weight, const float *moments, const float *dy, float *dx, float *dweight, long rows,
  long width);

/// moments[0, :] = the column means of x, moments[1, :] = the column sums of squares about them. The rows should fit
/// the cache, as they are read twice.
void meit_column_moments(const float *x, float *moments, long rows, long width);
/// y = (x - mean) * scale + bias by column, plus `added` (of x's shape, or null), then max(0, y) when `rectified`.
void meit_normalise_columns(
  const float *x, const float *mean, const float *scale, const float *bias, const float *added, float *y, int rectified,
  long rows, long width);
/// sums[0, :] += column sums of dy, sums[1, :] += those of dy * (x - mean), where dy counts as 0 wherever the rectified
/// output y (null when not rectified) is 0. `masked` (null when not wanted) receives dy with these zeros.
void meit_batch_norm_sums(
  const float *x, const float *mean, const float *dy, const float *y, float *masked, float *sums, long rows, long width);
/// dx = a * (dy - b - (x - mean) * c) by column, with the same convention for y.
void meit_batch_norm_adjoint(
  const float *x, const float *mean, const float *dy, const float *y, const float *a, const float *b, const float *c,
  float *dx, long rows, long width);
