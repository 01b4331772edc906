#include "encoded_product.h"

#if defined(__x86_64__)
#include "encoded_blocks_v4.h"
#include "least.h"
#include "totals_v4.h"

// Where x has few rows, w is read row by row, since one stream is what memory is fastest at, and asked for `ahead`
// bytes before it is needed; the sums of `all` rows are added up together. Where x has more, a piece of four rows of w
// is decoded once for all of them. Each element has two sums of sixteen, for the even and the odd sixteens of its
// depth.
enum { piece = 1024, ahead = 8192 };

// sums[i][j] += x[i] . w[j] over 32 weights of each of `height` rows of w, for `width` rows of x.
INLINE_V4 void add_products(
  meit_encoding encoding, const uint8_t *const *w, int height, const float *const *x, int width, long k, long depth,
  element sums[][group]) {
  element weights[group];
#pragma clang loop unroll(full)
  for (int j = 0; j < height; j++) weights_at(encoding, w[j], k, depth, &weights[j][0], &weights[j][1]);
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++)
#pragma clang loop unroll(full)
    for (int phase = 0; phase < phases; phase++) {
      long first = k + 16 * phase;
      __m512 factors = _mm512_maskz_loadu_ps(lanes(depth - first), x[i] + first);
#pragma clang loop unroll(full)
      for (int j = 0; j < height; j++)
        sums[i][j][phase] = _mm512_fmadd_ps(weights[j][phase], factors, sums[i][j][phase]);
    }
}

INLINE_V4 void move(element from[][group], element to[][group], int width, int height) {
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < height; j++)
#pragma clang loop unroll(full)
      for (int phase = 0; phase < phases; phase++) to[i][j][phase] = from[i][j][phase];
}

// The same over `depth` weights, with the sums in registers.
INLINE_V4 void add_all_products(
  meit_encoding encoding, const uint8_t *const *w, int height, const float *const *x, int width, long depth,
  int prefetches, element sums[][group]) {
  long whole = depth / 32 * 32, bytes = bytes_of_32(encoding);
  element own[group][group];
  move(sums, own, width, height);
  for (long k = 0; k < whole; k += 32) {
    if (prefetches)
      for (long line = 0; line < bytes; line += 64)
        _mm_prefetch((const char *)w[0] + k / 32 * bytes + ahead + line, _MM_HINT_T0);
    // With a constant difference between depth and k the masks vanish.
    add_products(encoding, w, height, x, width, k, k + 32, own);
  }
  if (whole < depth) add_products(encoding, w, height, x, width, whole, depth, own);
  move(own, sums, width, height);
}

INLINE_V4 void clear(element sums[][group], int width, int height) {
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++)
    for (int j = 0; j < height; j++)
      for (int phase = 0; phase < phases; phase++) sums[i][j][phase] = _mm512_setzero_ps();
}

// For 1 to 4 rows of x: the weights are decoded in registers and used at once.
INLINE_V4 void few(
  meit_encoding encoding, const meit_encoded_matrix *w, long first, long last, const float *x, int columns, float *y,
  long y_row) {
  long depth = w->depth, row_bytes = depth / meit_block_elements(encoding) * meit_block_bytes(encoding);
  const float *xs[group];
  for (int i = 0; i < columns; i++) xs[i] = x + i * depth;
  __m512 rows[group][all];
  for (int i = 0; i < columns; i++)
    for (int j = 0; j < all; j++) rows[i][j] = _mm512_setzero_ps();
  for (long top = first; top < last; top += all) {
    long count = least(all, last - top);
    for (long j = 0; j < count; j++) {
      const uint8_t *row = (const uint8_t *)w->base + (top + j) * row_bytes;
      element sums[group][group];
      clear(sums, columns, 1);
      add_all_products(encoding, &row, 1, xs, columns, depth, encoding != meit_f32, sums);
#pragma clang loop unroll(full)
      for (int i = 0; i < columns; i++) rows[i][j] = _mm512_add_ps(sums[i][0][0], sums[i][0][1]);
    }
    for (int i = 0; i < columns; i++) _mm512_mask_storeu_ps(y + i * y_row + top, lanes(count), totals(rows[i]));
  }
}

#define FEW(encoding)                                                                                                  \
  V4 static void few_##encoding(                                                                                       \
    const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {            \
    switch (rows) {                                                                                                    \
    case 1: few(meit_##encoding, w, first, last, x, 1, y, y_row); return;                                              \
    case 2: few(meit_##encoding, w, first, last, x, 2, y, y_row); return;                                              \
    case 3: few(meit_##encoding, w, first, last, x, 3, y, y_row); return;                                              \
    default: few(meit_##encoding, w, first, last, x, 4, y, y_row); return;                                             \
    }                                                                                                                  \
  }

FEW(f32) FEW(f16) FEW(bf16) FEW(q8_0) FEW(q4_0) FEW(q4_1) FEW(q5_0) FEW(q5_1) FEW(q4_k) FEW(q5_k) FEW(q6_k)

#define DECODE(encoding)                                                                                               \
  V4 static void decode_##encoding(const uint8_t *row, float *out, long count) {                                       \
    for (long k = 0; k < count; k += 32) {                                                                             \
      __m512 low, high;                                                                                                \
      weights_at(meit_##encoding, row, k, count, &low, &high);                                                         \
      _mm512_storeu_ps(out + k, low);                                                                                  \
      _mm512_storeu_ps(out + k + 16, high);                                                                            \
    }                                                                                                                  \
  }

DECODE(f16) DECODE(bf16) DECODE(q8_0) DECODE(q4_0) DECODE(q4_1) DECODE(q5_0) DECODE(q5_1) DECODE(q4_k) DECODE(q5_k)
DECODE(q6_k)

typedef void decoder(const uint8_t *row, float *out, long count);

static decoder *const decoders[] = {
  [meit_f16] = decode_f16,   [meit_bf16] = decode_bf16, [meit_q8_0] = decode_q8_0, [meit_q4_0] = decode_q4_0,
  [meit_q4_1] = decode_q4_1, [meit_q5_0] = decode_q5_0, [meit_q5_1] = decode_q5_1, [meit_q4_k] = decode_q4_k,
  [meit_q5_k] = decode_q5_k, [meit_q6_k] = decode_q6_k,
};

static meit_encoded_kernel *const kernels_for_few[] = {
  [meit_f32] = few_f32,   [meit_f16] = few_f16,   [meit_bf16] = few_bf16, [meit_q8_0] = few_q8_0,
  [meit_q4_0] = few_q4_0, [meit_q4_1] = few_q4_1, [meit_q5_0] = few_q5_0, [meit_q5_1] = few_q5_1,
  [meit_q4_k] = few_q4_k, [meit_q5_k] = few_q5_k, [meit_q6_k] = few_q6_k,
};

// A piece of four rows of w, as floats, with all rows of x, two at a time: so much of w is in the first cache, and x,
// which is not, is read at half the speed of the products. On the way the next `bytes` of each row at `next` are asked
// for.
INLINE_V4 void add_piece(
  const uint8_t *const pieces[group], long count, const float *x, long rows, long depth,
  const uint8_t *const next[group], long bytes, element sums[][group]) {
  for (long row = 0; row < rows; row += 2) {
    const float *xs[2] = {x + row * depth, x + least(row + 1, rows - 1) * depth};
    for (int i = 0; i < group; i++) ask_for(next[i], bytes, row / 2, (rows + 1) / 2);
    add_all_products(meit_f32, pieces, group, xs, 2, count, 0, sums + row);
  }
}

// For more rows of x.
V4 static void many(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  long depth = w->depth, elements = meit_block_elements(w->encoding), bytes = meit_block_bytes(w->encoding);
  long row_bytes = depth / elements * bytes;
  const uint8_t *base = w->base;
  _Alignas(64) float decoded[group][piece];
  element sums[meit_encoded_rows][group];
  for (long j = first; j < last; j += group) {
    for (long row = 0; row < rows; row += 2) clear(sums + row, 2, group);
    for (long start = 0; start < depth; start += piece) {
      long count = least(piece, depth - start);
      const uint8_t *pieces[group], *next[group];
      for (int i = 0; i < group; i++) {
        const uint8_t *source = base + least(j + i, last - 1) * row_bytes + start / elements * bytes;
        next[i] = source + group * row_bytes;
        if (w->encoding != meit_f32) decoders[w->encoding](source, decoded[i], count);
        pieces[i] = w->encoding == meit_f32 ? source : (const uint8_t *)decoded[i];
      }
      add_piece(pieces, count, x + start, rows, depth, next, count / elements * bytes, sums);
    }
    for (long row = 0; row < rows; row += group)
      store_sums(sums + row, y + row * y_row + j, y_row, least(group, rows - row), least(group, last - j));
  }
}

V4 static void product(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  if (rows <= group) return kernels_for_few[w->encoding](w, first, last, x, rows, y, y_row);
  many(w, first, last, x, rows, y, y_row);
}

meit_encoded_kernel *meit_encoded_product_v4(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("x86-64-v4")) return 0;
  pthread_once(&prepared, prepare);
  return product;
}
#else
meit_encoded_kernel *meit_encoded_product_v4(void) { return 0; }
#endif
