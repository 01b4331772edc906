#include "optimiser.h"

#include "clones.h"

CLONES void meit_adamw(
  float *restrict parameter, const float *restrict gradient, float *restrict first, float *restrict second, long count,
  float rate, float beta1, float beta2, float rest1, float rest2, float epsilon, float decay, float correction1,
  float correction2, float scale) {
  float step = rate / correction1, root = 1.0f / sqrtf(correction2), keep = 1.0f - rate * decay;
  for (long i = 0; i < count; i++) {
    float g = gradient[i] * scale;
    first[i] = beta1 * first[i] + rest1 * g;
    second[i] = beta2 * second[i] + rest2 * g * g;
    float deviation = __builtin_elementwise_sqrt(second[i]) * root + epsilon;
    parameter[i] = parameter[i] * keep - step * first[i] / deviation;
  }
}
