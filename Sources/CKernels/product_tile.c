#include "product_tile.h"

#if defined(__x86_64__)
#include "lanes_v4.h"
#include "transpose16.h"

#define TARGET V4
#define ADD_PRODUCT(sum, value, factors) _mm512_fmadd_ps(value, factors, sum)
#include "product_tile_body.h"

enum { together = 1 };

V4 static inline void pack_strip(
  const float *source, long deep, long depth, __mmask16 valid, float *packed, long stride) {
  for (long p = 0; p < depth; p++, source += deep) {
    prefetch(source + packed_together * deep);
    _mm512_storeu_ps(packed + p * stride, _mm512_maskz_loadu_ps(valid, source));
  }
}

V4 static void pack_columns(
  const float *source, long deep, long depth, long columns, long width, long stride, long size, float *packed) {
  PACK_COLUMNS(pack_strip)
}

// Sixteen columns of a panel.
V4 static void turn(const float *source, long across, long depth, long filled, float *packed) {
  for (long p = 0; p < depth; p += 16) {
    __m512 r[16];
    for (int j = 0; j < 16; j++) {
      const float *column = source + j * across + p;
      prefetch(column + 16 * across);
      r[j] = j < filled ? _mm512_maskz_loadu_ps(lanes(depth - p), column) : _mm512_setzero_ps();
    }
    transpose16(r);
    for (int i = 0; i < 16; i++)
      if (i < depth - p) _mm512_storeu_ps(packed + (p + i) * tile_columns, r[i]);
  }
}

TURN_PANEL(pack_turned, float, turn)

V4 static void pack_rows(const float *source, long across, long depth, long filled, float *packed) {
  for (long p = 0; p < depth; p += 16)
    for (long i = 0; i < tile_rows; i++, packed += 16) {
      const float *row = source + i * across + p;
      prefetch(row + tile_rows * across);
      _mm512_storeu_ps(packed, _mm512_maskz_loadu_ps(i < filled ? lanes(depth - p) : 0, row));
    }
}

static const tile_kernel v4 = {
  .together = together,
  MULTIPLICATIONS,
  .pack_columns = pack_columns,
  .pack_turned = pack_turned,
  .pack_rows = pack_rows,
};

const tile_kernel *meit_tile_kernel(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("x86-64-v4") ? &v4 : 0;
}
#else
const tile_kernel *meit_tile_kernel(void) { return 0; }
#endif
