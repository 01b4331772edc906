#include "product_tile.h"

#if defined(__x86_64__)
#include "lanes_v4.h"
#include "transpose16.h"

#define BF16 __attribute__((target("arch=x86-64-v4,avx512bf16")))

// Two steps of the depth in each element, summed in single precision.
#define TARGET BF16
#define ADD_PRODUCT(sum, value, factors) _mm512_dpbf16_ps(sum, (__m512bh)(value), (__m512bh)(factors))
#include "product_tile_body.h"

BF16 static inline __m512i halves(__m512 values) { return _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(values)); }
BF16 static inline __m512i pairs(__m512i lower, __m512i upper) {
  return _mm512_or_si512(lower, _mm512_slli_epi32(upper, 16));
}

enum { together = 2 };

#define STRIP(name, element, load) \
  BF16 static inline void name( \
    const element *source, long deep, long depth, __mmask16 valid, float *packed, long stride) { \
    for (; depth > 1; depth -= 2, source += 2 * deep, packed += stride) { \
      prefetch(source + packed_together * deep); \
      prefetch(source + (packed_together + 1) * deep); \
      _mm512_storeu_si512(packed, pairs(load(valid, source), load(valid, source + deep))); \
    } \
    if (depth == 1) _mm512_storeu_si512(packed, load(valid, source)); \
  }

BF16 static inline __m512i rounded(__mmask16 valid, const float *source) {
  return halves(_mm512_maskz_loadu_ps(valid, source));
}
BF16 static inline __m512i widened(__mmask16 valid, const unsigned short *source) {
  return _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(valid, source));
}

STRIP(pack_strip, float, rounded)
STRIP(pack_half_strip, unsigned short, widened)

BF16 static void pack_columns(
  const float *source, long deep, long depth, long columns, long width, long stride, long size, float *packed) {
  PACK_COLUMNS(pack_strip)
}

BF16 static void pack_half_columns(
  const unsigned short *source, long deep, long depth, long columns, float *packed, long size) {
  const long width = tile_columns, stride = tile_columns;
  PACK_COLUMNS(pack_half_strip)
}

// 32 of the depth as 16 pairs, where only `left` are there.
BF16 static inline __m512 depth_pairs(const float *source, long left) {
  __m512 low = _mm512_maskz_loadu_ps(lanes(left), source);
  __m512 high = _mm512_maskz_loadu_ps(lanes(left - 16), source + 16);
  return (__m512)_mm512_cvtne2ps_pbh(high, low);
}
BF16 static inline __m512 half_depth_pairs(const unsigned short *source, long left) {
  __mmask32 valid = left >= 32 ? 0xffffffff : left <= 0 ? 0 : (__mmask32)((1ull << left) - 1);
  return (__m512)_mm512_maskz_loadu_epi16(valid, source);
}

// Sixteen columns of a panel, whose elements are of the type that `load` takes.
#define TURN(name, element, load) \
  BF16 static void name(const element *source, long across, long depth, long filled, float *packed) { \
    for (long p = 0; p < depth; p += 32) { \
      __m512 r[16]; \
      for (int j = 0; j < 16; j++) { \
        const element *column = source + j * across + p; \
        prefetch(column + 16 * across); \
        if (sizeof *column == 4) prefetch(column + 16 * across + 16); \
        r[j] = j < filled ? load(column, depth - p) : _mm512_setzero_ps(); \
      } \
      transpose16(r); \
      long rows = (depth - p + 1) / 2; \
      for (int i = 0; i < 16; i++) \
        if (i < rows) _mm512_storeu_ps(packed + (p / 2 + i) * tile_columns, r[i]); \
    } \
  }

TURN(turn, float, depth_pairs)
TURN(turn_halves, unsigned short, half_depth_pairs)

TURN_PANEL(pack_turned, float, turn)
TURN_PANEL(pack_half_turned, unsigned short, turn_halves)

#define ROWS(name, element, load) \
  BF16 static void name(const element *source, long across, long depth, long filled, float *packed) { \
    for (long p = 0; p < depth; p += 32) \
      for (long i = 0; i < tile_rows; i++, packed += 16) { \
        const element *row = source + i * across + p; \
        prefetch(row + tile_rows * across); \
        if (sizeof *row == 4) prefetch(row + tile_rows * across + 16); \
        _mm512_storeu_ps(packed, load(row, i < filled ? depth - p : 0)); \
      } \
  }

ROWS(pack_rows, float, depth_pairs)
ROWS(pack_half_rows, unsigned short, half_depth_pairs)

static const tile_kernel bfloat16 = {
  .together = together,
  MULTIPLICATIONS,
  .pack_columns = pack_columns,
  .pack_turned = pack_turned,
  .pack_rows = pack_rows,
  .pack_half_columns = pack_half_columns,
  .pack_half_turned = pack_half_turned,
  .pack_half_rows = pack_half_rows,
};

const tile_kernel *meit_tile_kernel_bfloat16(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512bf16") ? &bfloat16 : 0;
}
#else
const tile_kernel *meit_tile_kernel_bfloat16(void) { return 0; }
#endif
