#pragma once

/// The pointwise non-linearities; `gelu` is exact (by erf), `gelu_tanh` is GPT-2's approximation.
typedef enum {
  meit_relu, meit_gelu, meit_gelu_tanh, meit_silu, meit_tanh, meit_sigmoid, meit_softplus
} meit_activation;

/// y = f(x).
void meit_activate(meit_activation f, const float *x, float *y, long count);
/// dx = f'(x) * dy.
void meit_activate_adjoint(meit_activation f, const float *x, const float *dy, float *dx, long count);
/// y = f(gate) * up.
void meit_activate_gated(meit_activation f, const float *gate, const float *up, float *y, long count);
/// dgate = f'(gate) * up * dy and dup = f(gate) * dy.
void meit_activate_gated_adjoint(
  meit_activation f, const float *gate, const float *up, const float *dy, float *dgate, float *dup, long count);
