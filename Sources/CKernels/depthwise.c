#include "depthwise.h"

#include "clones.h"

// How many rows back in time tap k looks, as an offset in memory.
INLINE long offset_of(long k, long taps, int reversed) { return reversed ? taps - 1 - k : k - taps + 1; }

CLONES void meit_depthwise(
  const float *restrict x, const float *restrict weight, const float *restrict bias, float *restrict y, long steps,
  long channels, long taps, int reversed) {
  for (long t = 0; t < steps; t++) {
    for (long e = 0; e < channels; e++) y[t * channels + e] = bias[e];
    for (long k = 0; k < taps; k++) {
      long from = t + offset_of(k, taps, reversed);
      if (from < 0 || from >= steps) continue;
      for (long e = 0; e < channels; e++) y[t * channels + e] += weight[k * channels + e] * x[from * channels + e];
    }
  }
}

CLONES void meit_depthwise_adjoint(
  const float *restrict x, const float *restrict weight, const float *restrict dy, float *restrict dx,
  float *restrict dweight, float *restrict dbias, long steps, long channels, long taps, int reversed) {
  for (long i = 0; i < steps * channels; i++) dx[i] = 0;
  for (long t = 0; t < steps; t++) {
    for (long e = 0; e < channels; e++) dbias[e] += dy[t * channels + e];
    for (long k = 0; k < taps; k++) {
      long from = t + offset_of(k, taps, reversed);
      if (from < 0 || from >= steps) continue;
      for (long e = 0; e < channels; e++) {
        dx[from * channels + e] += weight[k * channels + e] * dy[t * channels + e];
        dweight[k * channels + e] += x[from * channels + e] * dy[t * channels + e];
      }
    }
  }
}
