#include "product_tile.h"

#if defined(__x86_64__)
#include "transpose16.h"

#define BF16 __attribute__((target("arch=x86-64-v4,avx512bf16")))

// Two steps of the depth in each element, summed in single precision.
#define TARGET BF16
#define ADD_PRODUCT(sum, value, factors) _mm512_dpbf16_ps(sum, (__m512bh)(value), (__m512bh)(factors))
#include "product_tile_body.h"

BF16 static __mmask16 lanes(long count) { return count >= 16 ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1); }

// Sixteen columns of a strip, from a source whose depth lies side by side: 32 of it become 16 pairs.
BF16 static void pack_turned(const float *source, long across, long depth, long filled, long stride, float *packed) {
  long steps = (depth + 1) / 2;
  for (long s = 0; s < steps; s += 16) {
    __m512 r[16];
    long left = depth - 2 * s;
    for (int j = 0; j < 16; j++) {
      const float *row = source + j * across + 2 * s;
      __m512 low = j < filled ? _mm512_maskz_loadu_ps(lanes(left), row) : _mm512_setzero_ps();
      __m512 high = j < filled ? _mm512_maskz_loadu_ps(lanes(left - 16), row + 16) : _mm512_setzero_ps();
      r[j] = (__m512)_mm512_cvtne2ps_pbh(high, low);
    }
    transpose16(r);
    long rows = steps - s < 16 ? steps - s : 16;
    for (int i = 0; i < 16; i++)
      if (i < rows) _mm512_storeu_ps(packed + (s + i) * stride, r[i]);
  }
}

BF16 static void pack(
  const float *source, long deep, long across, long depth, long filled, long stride, float *packed) {
  for (long j = 0; j < stride; j += 16) {
    if (deep == 1 && across != 1) {
      pack_turned(source + j * across, across, depth, filled - j, stride, packed + j);
      continue;
    }
    __mmask16 valid = lanes(filled - j);
    for (long p = 0; p < depth; p += 2) {
      const float *first = source + p * deep + j * across;
      __m512 low = _mm512_maskz_loadu_ps(valid, first);
      __m512 high = p + 1 < depth ? _mm512_maskz_loadu_ps(valid, first + deep) : _mm512_setzero_ps();
      __m512i lower = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(low));
      __m512i upper = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(high));
      _mm512_storeu_si512(packed + p / 2 * stride + j, _mm512_or_si512(lower, _mm512_slli_epi32(upper, 16)));
    }
  }
}

static const tile_kernel bfloat16 = {14, 32, 16, 2, whole_tile, half_tile, pack};

const tile_kernel *meit_tile_kernel_bfloat16(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512bf16") ? &bfloat16 : 0;
}
#else
const tile_kernel *meit_tile_kernel_bfloat16(void) { return 0; }
#endif
