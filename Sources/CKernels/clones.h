#pragma once
// What every kernel file shares: compilation for three generations of processors, and vectorisable mathematics.

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

// Called from a clone, and compiled for the clone's processor.
#define INLINE static inline __attribute__((always_inline))

#pragma clang fp reassociate(on) contract(fast)

/// e^x to 1 ulp of the smallest normal and above; 0 below -87.3, infinity above 88.7.
INLINE float exp_of(float x) {
  float clamped = x < -87.3f ? -87.3f : x > 88.7f ? 88.7f : x;
  float n = __builtin_elementwise_roundeven(clamped * 1.44269504f);
  float r = clamped - n * 0.693145752f - n * 1.42860677e-6f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  float value = p * power;
  return x < -87.3f ? 0.0f : value;
}

INLINE float sigmoid_of(float x) { return 1.0f / (1.0f + exp_of(-x)); }

INLINE float tanh_of(float x) {
  // Below the threshold 1 - 2 / (e^2x + 1) loses the leading digits: the odd series keeps them.
  float square = x * x;
  float series = x * (1.0f + square * (-0.333333333f + square * (0.133333333f + square * -0.0539682540f)));
  float whole = 1.0f - 2.0f / (exp_of(2.0f * x) + 1.0f);
  return square < 0.01f ? series : whole;
}

/// The error function, absolute error below 1.5e-7 (Abramowitz and Stegun 7.1.26), by its series near 0.
INLINE float erf_of(float x) {
  float a = x < 0 ? -x : x;
  float t = 1.0f / (1.0f + 0.3275911f * a);
  float p = t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
  float tail = 1.0f - p * exp_of(-a * a);
  float square = x * x;
  float series = 1.12837917f * a * (1.0f + square * (-0.333333333f + square * (0.1f + square * -0.0238095238f)));
  float value = a < 0.1f ? series : tail;
  return x < 0 ? -value : value;
}
