#include "rounded_product.h"

#if defined(__x86_64__)
#include <string.h>

#include "least.h"
#include "totals_v4.h"

// No sum may be rounded otherwise than the plain product does.
#pragma clang fp reassociate(off) contract(off)

#define BF16 __attribute__((target("arch=x86-64-v4,avx512bf16")))
#define INLINE_BF16 BF16 static inline __attribute__((always_inline))

// Up to two rows of x go with row after row of w, since one stream is what memory is fastest at; more rows of x with
// four rows of w at a time, a piece of their depth with all rows of x before the next.
enum { few = 2, step = 64, piece = 2048, ahead = 8192 };

INLINE_BF16 __m512bh pairs_at(const uint16_t *from, long count) {
  __mmask32 valid = count >= 32 ? 0xffffffff : count <= 0 ? 0 : (1u << count) - 1;
  return (__m512bh)_mm512_maskz_loadu_epi16(valid, from);
}

// sums[i][j] += x[i] . w[j] over the next `count` depths, at most 64.
INLINE_BF16 void add_step(
  const uint16_t *const *w, int height, const uint16_t *x, long x_row, int width, long count,
  element sums[][group]) {
#pragma clang loop unroll(full)
  for (int phase = 0; phase < phases; phase++) {
    __m512bh weights[group];
#pragma clang loop unroll(full)
    for (int j = 0; j < height; j++) weights[j] = pairs_at(w[j] + 32 * phase, count - 32 * phase);
#pragma clang loop unroll(full)
    for (int i = 0; i < width; i++) {
      __m512bh factors = pairs_at(x + i * x_row + 32 * phase, count - 32 * phase);
#pragma clang loop unroll(full)
      for (int j = 0; j < height; j++) sums[i][j][phase] = _mm512_dpbf16_ps(sums[i][j][phase], weights[j], factors);
    }
  }
}

INLINE_BF16 void copy(element from[][group], element to[][group], int width, int height) {
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < height; j++)
#pragma clang loop unroll(full)
      for (int phase = 0; phase < phases; phase++) to[i][j][phase] = from[i][j][phase];
}

// The same over `count` depths, with the sums in registers.
INLINE_BF16 void add_steps(
  const uint16_t *const *rows, int height, const uint16_t *x, long x_row, int width, long count, int prefetches,
  element sums[][group]) {
  element own[few][group];
  const uint16_t *w[group];
  for (int j = 0; j < height; j++) w[j] = rows[j];
  copy(sums, own, width, height);
  long k = 0;
  for (; k + step <= count; k += step, x += step) {
    if (prefetches) {
      _mm_prefetch((const char *)w[0] + ahead, _MM_HINT_NTA);
      _mm_prefetch((const char *)w[0] + ahead + 64, _MM_HINT_NTA);
    }
    add_step(w, height, x, x_row, width, step, own);
#pragma clang loop unroll(full)
    for (int j = 0; j < height; j++) w[j] += step;
  }
  if (k < count) add_step(w, height, x, x_row, width, count - k, own);
  copy(own, sums, width, height);
}

INLINE_BF16 void product_of_few(
  const meit_encoded_matrix *w, long first, long last, const uint16_t *x, long x_row, int width, float *y,
  long y_row) {
  __m512 rows[few][all];
  for (int i = 0; i < width; i++)
    for (int j = 0; j < all; j++) rows[i][j] = _mm512_setzero_ps();
  for (long top = first; top < last; top += all) {
    long count = least(all, last - top);
    for (long j = 0; j < count; j++) {
      const uint16_t *row = (const uint16_t *)w->base + (top + j) * w->depth;
      element sums[few][group];
      for (int i = 0; i < width; i++)
        for (int phase = 0; phase < phases; phase++) sums[i][0][phase] = _mm512_setzero_ps();
      add_steps(&row, 1, x, x_row, width, w->depth, 1, sums);
#pragma clang loop unroll(full)
      for (int i = 0; i < width; i++) rows[i][j] = _mm512_add_ps(sums[i][0][0], sums[i][0][1]);
    }
    for (int i = 0; i < width; i++)
      _mm512_mask_storeu_ps(y + i * y_row + top, lanes(count), totals(rows[i]));
  }
}

BF16 static void product_of_many(
  const meit_encoded_matrix *w, long first, long last, const uint16_t *x, long x_row, long rows, float *y,
  long y_row) {
  element sums[meit_tile_rows][group];
  for (long j = first; j < last; j += group) {
    memset(sums, 0, (size_t)(rows + group - 1) / group * group * sizeof *sums);
    for (long start = 0; start < w->depth; start += piece) {
      const uint16_t *pieces[group];
      for (int i = 0; i < group; i++)
        pieces[i] = (const uint16_t *)w->base + least(j + i, last - 1) * w->depth + start;
      long count = least(piece, w->depth - start);
      for (long row = 0; row < rows; row += few) {
        const uint16_t *from = x + row * x_row + start;
        for (int i = 0; i < group; i++) ask_for(pieces[i] + group * w->depth, 2 * count, row / few, (rows + 1) / few);
        if (row + 1 < rows) add_steps(pieces, group, from, x_row, few, count, 0, sums + row);
        else add_steps(pieces, group, from, x_row, 1, count, 0, sums + row);
      }
    }
    for (long row = 0; row < rows; row += group)
      store_sums(sums + row, y + row * y_row + j, y_row, least(group, rows - row), least(group, last - j));
  }
}

BF16 static void product(
  const meit_encoded_matrix *w, long first, long last, const void *tile, long rows, float *y, long y_row) {
  long x_row = meit_bfloat_row(w->depth);
  switch (rows) {
  case 1: product_of_few(w, first, last, tile, x_row, 1, y, y_row); return;
  case 2: product_of_few(w, first, last, tile, x_row, 2, y, y_row); return;
  default: product_of_many(w, first, last, tile, x_row, rows, y, y_row); return;
  }
}

meit_rounded_kernel *meit_bfloat_product_v4(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512bf16") ? product : 0;
}
#else
meit_rounded_kernel *meit_bfloat_product_v4(void) { return 0; }
#endif
