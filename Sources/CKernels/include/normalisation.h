#pragma once

/// Layer norm of each row: y = (x - mean) / sqrt(variance + epsilon) * weight + bias. `moments` receives each row's
/// mean and reciprocal deviation. A null bias is 0.
void meit_layer_norm(
  const float *x, const float *weight, const float *bias, float epsilon, float *y, float *moments, long rows,
  long width);
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
