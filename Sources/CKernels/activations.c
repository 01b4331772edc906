#include "activations.h"

#include "clones.h"

typedef struct { float value, slope; } point;

INLINE point relu_at(float x) { return (point){x > 0 ? x : 0, x > 0 ? 1 : 0}; }

INLINE point gelu_at(float x) {
  float cumulative = 0.5f * (1.0f + erf_of(x * 0.70710678f));
  float density = 0.39894228f * exp_of(-0.5f * x * x);
  return (point){x * cumulative, cumulative + x * density};
}

INLINE point gelu_tanh_at(float x) {
  float inner = 0.79788456f * (x + 0.044715f * x * x * x);
  float t = tanh_of(inner);
  float slope = 0.79788456f * (1.0f + 3.0f * 0.044715f * x * x);
  return (point){0.5f * x * (1.0f + t), 0.5f * (1.0f + t) + 0.5f * x * (1.0f - t * t) * slope};
}

INLINE point silu_at(float x) {
  float s = sigmoid_of(x);
  return (point){x * s, s * (1.0f + x * (1.0f - s))};
}

INLINE point tanh_at(float x) {
  float t = tanh_of(x);
  return (point){t, 1.0f - t * t};
}

INLINE point sigmoid_at(float x) {
  float s = sigmoid_of(x);
  return (point){s, s * (1.0f - s)};
}

// log(1 + e^x), by way of log1p for the digits near 0.
INLINE point softplus_at(float x) {
  return (point){(x > 0 ? x : 0) + log1pf(exp_of(x > 0 ? -x : x)), sigmoid_of(x)};
}

// One loop for each non-linearity, so that each is inlined and vectorised by itself.
#define EACH(expression)                                                        \
  switch (f) {                                                                  \
  case meit_relu: LOOP(relu_at, expression)                                     \
  case meit_gelu: LOOP(gelu_at, expression)                                     \
  case meit_gelu_tanh: LOOP(gelu_tanh_at, expression)                           \
  case meit_silu: LOOP(silu_at, expression)                                     \
  case meit_tanh: LOOP(tanh_at, expression)                                     \
  case meit_sigmoid: LOOP(sigmoid_at, expression)                               \
  case meit_softplus: LOOP(softplus_at, expression)                             \
  }
#define LOOP(at, expression)                                                    \
  for (long i = 0; i < count; i++) {                                            \
    point p = at(x[i]);                                                         \
    expression;                                                                 \
  }                                                                             \
  return;

CLONES void meit_activate(meit_activation f, const float *restrict x, float *restrict y, long count) {
  EACH(y[i] = p.value)
}

CLONES void meit_activate_adjoint(
  meit_activation f, const float *restrict x, const float *restrict dy, float *restrict dx, long count) {
  EACH(dx[i] = p.slope * dy[i])
}

CLONES void meit_activate_gated(
  meit_activation f, const float *restrict x, const float *restrict up, float *restrict y, long count) {
  EACH(y[i] = p.value * up[i])
}

CLONES void meit_activate_gated_adjoint(
  meit_activation f, const float *restrict x, const float *restrict up, const float *restrict dy,
  float *restrict dgate, float *restrict dup, long count) {
  EACH(dup[i] = p.value * dy[i]; dgate[i] = p.slope * up[i] * dy[i])
}
