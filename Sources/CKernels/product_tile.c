#include "product_tile.h"

#if defined(__x86_64__)
#include "transpose16.h"

#define V4 __attribute__((target("arch=x86-64-v4")))

#define TARGET V4
#define ADD_PRODUCT(sum, value, factors) _mm512_fmadd_ps(value, factors, sum)
#include "product_tile_body.h"

// Sixteen columns of a strip, from a source whose depth lies side by side.
V4 static void pack_turned(const float *source, long across, long depth, long filled, long stride, float *packed) {
  for (long p = 0; p < depth; p += 16) {
    __m512 r[16];
    __mmask16 valid = depth - p >= 16 ? 0xffff : (__mmask16)((1u << (depth - p)) - 1);
    for (int j = 0; j < 16; j++)
      r[j] = j < filled ? _mm512_maskz_loadu_ps(valid, source + j * across + p) : _mm512_setzero_ps();
    transpose16(r);
    long rows = depth - p < 16 ? depth - p : 16;
    if (rows == 16)
      for (int i = 0; i < 16; i++) _mm512_storeu_ps(packed + (p + i) * stride, r[i]);
    else
      for (int i = 0; i < 16; i++)
        if (i < rows) _mm512_storeu_ps(packed + (p + i) * stride, r[i]);
  }
}

V4 static void pack_v4(
  const float *source, long deep, long across, long depth, long filled, long stride, float *packed) {
  for (long j = 0; j < stride; j += 16) {
    long here = filled - j < 0 ? 0 : filled - j < 16 ? filled - j : 16;
    if (deep == 1 && across != 1) {
      pack_turned(source + j * across, across, depth, here, stride, packed + j);
      continue;
    }
    __mmask16 valid = (__mmask16)((1u << here) - 1);
    for (long p = 0; p < depth; p++)
      _mm512_storeu_ps(packed + p * stride + j, _mm512_maskz_loadu_ps(valid, source + p * deep + j * across));
  }
}

static const tile_kernel v4 = {14, 32, 16, 1, whole_tile, half_tile, pack_v4};

const tile_kernel *meit_tile_kernel(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("x86-64-v4") ? &v4 : 0;
}
#else
const tile_kernel *meit_tile_kernel(void) { return 0; }
#endif
