#pragma once

/// A causal convolution of each channel by itself: y[t] = bias + Σ weight[k] x[t - K + 1 + k], x and y [T, E],
/// weight [K, E], bias [E]. When `reversed`, time runs from the last row to the first.
void meit_depthwise(
  const float *x, const float *weight, const float *bias, float *y, long steps, long channels, long taps,
  int reversed);

/// Its gradients: dx [T, E] is written, dweight [K, E] and dbias [E] are added to.
void meit_depthwise_adjoint(
  const float *x, const float *weight, const float *dy, float *dx, float *dweight, float *dbias, long steps,
  long channels, long taps, int reversed);
