#pragma once
// How sums of sixteen lanes become elements, in the order of `total_of`.

#include "lanes_v4.h"

enum { group = 4, all = 16, phases = 2 };

// Two sums of sixteen lanes that make one element.
typedef __m512 element[phases];

INLINE_V4 __m512 pairs_added(__m512 a, __m512 b) {
  return _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x88), _mm512_shuffle_f32x4(a, b, 0xdd));
}

// The totals of sixteen vectors, in their order.
INLINE_V4 __m512 totals(const __m512 sums[16]) {
  __m512 quarters[4];
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    __m512 a = sums[4 * i], b = sums[4 * i + 1], c = sums[4 * i + 2], d = sums[4 * i + 3];
    __m512d ab = _mm512_castps_pd(_mm512_add_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b)));
    __m512d cd = _mm512_castps_pd(_mm512_add_ps(_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d)));
    quarters[i] = _mm512_add_ps(
      _mm512_castpd_ps(_mm512_unpacklo_pd(ab, cd)), _mm512_castpd_ps(_mm512_unpackhi_pd(ab, cd)));
  }
  return pairs_added(pairs_added(quarters[0], quarters[1]), pairs_added(quarters[2], quarters[3]));
}

// Stores the totals of four rows of four, `y_row` apart: `count` of each row.
INLINE_V4 void store_tile(__m512 total, float *y, long y_row, long rows, long count) {
  __mmask8 valid = (__mmask8)lanes(count);
  _mm_mask_storeu_ps(y, valid, _mm512_castps512_ps128(total));
  if (rows > 1) _mm_mask_storeu_ps(y + y_row, valid, _mm512_extractf32x4_ps(total, 1));
  if (rows > 2) _mm_mask_storeu_ps(y + 2 * y_row, valid, _mm512_extractf32x4_ps(total, 2));
  if (rows > 3) _mm_mask_storeu_ps(y + 3 * y_row, valid, _mm512_extractf32x4_ps(total, 3));
}

// Stores the totals of four rows of x with `count` rows of w.
INLINE_V4 void store_sums(element sums[][group], float *y, long y_row, long rows, long count) {
  __m512 added[all];
#pragma clang loop unroll(full)
  for (int i = 0; i < group; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < group; j++) added[group * i + j] = _mm512_add_ps(sums[i][j][0], sums[i][j][1]);
  store_tile(totals(added), y, y_row, rows, count);
}

// A part of the bytes at `from`, asked for before they are needed.
INLINE_V4 void ask_for(const void *from, long bytes, long part, long parts) {
  for (long at = bytes * part / parts / 64 * 64; at < bytes * (part + 1) / parts; at += 64)
    _mm_prefetch((const char *)from + at, _MM_HINT_T0);
}
