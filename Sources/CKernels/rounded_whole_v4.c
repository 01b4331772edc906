#include "rounded_product.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "least.h"
#include "transpose16.h"

// No sum may be rounded otherwise than the plain product does.
#pragma clang fp reassociate(off) contract(off)

#define WHOLE __attribute__((target("arch=x86-64-v4,avx512vnni")))
#define INLINE_WHOLE WHOLE static inline __attribute__((always_inline))

enum { group = meit_tile_rows };

INLINE_WHOLE long bytes_of(meit_encoding encoding) { return encoding == meit_q8_0 ? 34 : 18; }

INLINE_WHOLE __m512i unsigned_bytes(__m512i bytes) { return _mm512_xor_si512(bytes, _mm512_set1_epi8((char)0x80)); }
INLINE_WHOLE __m512i low_halves(__m512i bytes) { return _mm512_and_si512(bytes, _mm512_set1_epi8(15)); }

// Four times sixteen bytes, `stride` apart.
INLINE_WHOLE __m512i quarters(const uint8_t *from, long stride) {
  __m512i all = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)from));
  all = _mm512_mask_broadcast_i32x4(all, 0x00f0, _mm_loadu_si128((const __m128i *)(from + stride)));
  all = _mm512_mask_broadcast_i32x4(all, 0x0f00, _mm_loadu_si128((const __m128i *)(from + 2 * stride)));
  return _mm512_mask_broadcast_i32x4(all, 0xf000, _mm_loadu_si128((const __m128i *)(from + 3 * stride)));
}

// MARK: One row of x
// The blocks of w are read one after the other, since one stream is what memory is fastest at, and asked for `ahead`
// bytes before they are needed, past the outer caches: what a token's small steps work on stays in them. Sixteen blocks
// are multiplied at once, whatever rows they belong to; the products of sixteen rows are then turned, and added up block
// after block.

enum { ahead = 4096 };

INLINE_WHOLE __m512i words_at(const uint8_t *from) { return _mm512_loadu_si512(from); }

// The scales of sixteen blocks, each the first word of its block: nine words apart, or seventeen.
INLINE_WHOLE __m256i scales_of(meit_encoding encoding, const uint8_t *w) {
  const __m512i places = _mm512_castsi256_si512(
    encoding == meit_q8_0 ? _mm256_setr_epi16(0, 17, 34, 51, 4, 21, 38, 55, 8, 25, 42, 59, 12, 29, 46, 63)
                          : _mm256_setr_epi16(0, 9, 18, 27, 36, 45, 54, 63, 8, 17, 26, 35, 44, 53, 62, 0));
  __m512i scales = _mm512_permutex2var_epi16(words_at(w), places, words_at(w + 64));
  __m512i next = _mm512_permutex2var_epi16(words_at(w + 128), places, words_at(w + 192));
  if (encoding == meit_q4_0) {
    uint16_t last;
    memcpy(&last, w + 15 * 18, sizeof last);
    scales = _mm512_mask_mov_epi16(scales, 0x7f00, next);
    return _mm512_castsi512_si256(_mm512_mask_set1_epi16(scales, 0x8000, (short)last));
  }
  __m512i third = _mm512_permutex2var_epi16(words_at(w + 256), places, words_at(w + 320));
  __m512i fourth = _mm512_permutex2var_epi16(words_at(w + 384), places, words_at(w + 448));
  scales = _mm512_mask_mov_epi16(scales, 0x00f0, next);
  scales = _mm512_mask_mov_epi16(scales, 0x0f00, third);
  return _mm512_castsi512_si256(_mm512_mask_mov_epi16(scales, 0xf000, fourth));
}

// The sum of each four lanes of four vectors: that of lanes 4 l to 4 l + 3 of vector v in lane 4 l + v.
INLINE_WHOLE __m512i fours_added(const __m512i t[4]) {
  __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(t[0], t[1]), _mm512_unpackhi_epi32(t[0], t[1]));
  __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(t[2], t[3]), _mm512_unpackhi_epi32(t[2], t[3]));
  return _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
}

// The products of sixteen blocks.
INLINE_WHOLE __m512 chunk_products(meit_encoding encoding, const uint8_t *w, const meit_row_chunk *x) {
  long bytes = bytes_of(encoding);
  __m512i sums[4];
#pragma clang loop unroll(full)
  for (int v = 0; v < 4; v++) {
    __m512i bits = quarters(w + v * bytes + 2, 4 * bytes);
    __m512i low = encoding == meit_q8_0 ? unsigned_bytes(bits) : low_halves(bits);
    __m512i high = encoding == meit_q8_0 ? unsigned_bytes(quarters(w + v * bytes + 18, 4 * bytes))
                                         : low_halves(_mm512_srli_epi32(bits, 4));
    sums[v] = _mm512_dpbusd_epi32(_mm512_setzero_si512(), low, _mm512_loadu_si512(x->values[v][0]));
    sums[v] = _mm512_dpbusd_epi32(sums[v], high, _mm512_loadu_si512(x->values[v][1]));
  }
  __m512i product = _mm512_add_epi32(fours_added(sums), _mm512_loadu_si512(x->offsets));
  __m512 halves = _mm512_cvtph_ps(scales_of(encoding, w));
  return _mm512_mul_ps(_mm512_cvtepi32_ps(product), _mm512_mul_ps(halves, _mm512_loadu_ps(x->scales)));
}

// The sums of sixteen rows over their blocks.
INLINE_WHOLE __m512 rows_added(const float *products, long blocks) {
  __m512 sums = _mm512_setzero_ps();
  for (long start = 0; start < blocks; start += group) {
    __m512 columns[group];
#pragma clang loop unroll(full)
    for (int j = 0; j < group; j++) columns[j] = _mm512_loadu_ps(products + j * blocks + start);
    transpose16(columns);
    for (long b = 0; b < least(group, blocks - start); b++) sums = _mm512_add_ps(sums, columns[b]);
  }
  return sums;
}

INLINE_WHOLE void row_product(
  meit_encoding encoding, const meit_encoded_matrix *w, long first, long last, const meit_row_chunk *x, float *y) {
  long blocks = w->depth / meit_block, period = meit_chunks_of(w->depth), bytes = bytes_of(encoding);
  long chunk = meit_chunk * bytes;
  const uint8_t *at = (const uint8_t *)w->base + first * blocks * bytes;
  // The last sixteen are loaded with the last of a row, and not used.
  float products[group * meit_most_blocks + group];
  for (long j = first; j < last; j += group) {
    for (long c = 0, place = 0; c < blocks; c++, at += chunk, place = place + 1 < period ? place + 1 : 0) {
      for (long line = 0; line < chunk; line += 64) _mm_prefetch((const char *)at + ahead + line, _MM_HINT_NTA);
      _mm512_storeu_ps(products + c * group, chunk_products(encoding, at, x + place));
    }
    _mm512_storeu_ps(y + j, rows_added(products, blocks));
  }
}

// MARK: Several rows of x
// Sixteen rows of w are multiplied at a time, one in each lane, four depths in each step.

enum { piece = 64 };

// Sixteen bytes of each of sixteen rows, as four times the same word of all rows.
INLINE_WHOLE void words(const uint8_t *base, long stride, __m512i out[4]) {
  __m512i t[4];
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++) t[r] = quarters(base + r * stride, 4 * stride);
  __m512i low = _mm512_unpacklo_epi32(t[0], t[1]), next_low = _mm512_unpacklo_epi32(t[2], t[3]);
  __m512i high = _mm512_unpackhi_epi32(t[0], t[1]), next_high = _mm512_unpackhi_epi32(t[2], t[3]);
  out[0] = _mm512_unpacklo_epi64(low, next_low);
  out[1] = _mm512_unpackhi_epi64(low, next_low);
  out[2] = _mm512_unpacklo_epi64(high, next_high);
  out[3] = _mm512_unpackhi_epi64(high, next_high);
}

INLINE_WHOLE void weights_of(meit_encoding encoding, const uint8_t *base, long stride, __m512i out[8]) {
  words(base + 2, stride, out);
  if (encoding == meit_q8_0) words(base + 18, stride, out + 4);
#pragma clang loop unroll(full)
  for (int k = 0; k < 4; k++) {
    out[4 + k] = encoding == meit_q8_0 ? unsigned_bytes(out[4 + k]) : low_halves(_mm512_srli_epi32(out[k], 4));
    out[k] = encoding == meit_q8_0 ? unsigned_bytes(out[k]) : low_halves(out[k]);
  }
}

// sums[i] += the products of a block of sixteen rows with each of `width` rows of x.
INLINE_WHOLE void add_block(
  meit_encoding encoding, const uint8_t *w, long stride, __m512 scales, const meit_cell *x, int width, __m512 *sums) {
  __m512i weights[8];
  weights_of(encoding, w, stride, weights);
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++) {
    __m512i product = _mm512_set1_epi32(x[i].offset);
#pragma clang loop unroll(full)
    for (int k = 0; k < 8; k++) {
      int32_t four;
      memcpy(&four, x[i].values + 4 * k, sizeof four);
      product = _mm512_dpbusd_epi32(product, weights[k], _mm512_set1_epi32(four));
    }
    __m512 scale = _mm512_mul_ps(scales, _mm512_set1_ps(x[i].scale));
    sums[i] = _mm512_add_ps(sums[i], _mm512_mul_ps(_mm512_cvtepi32_ps(product), scale));
  }
}

// Sixteen rows of w with a tile. On the way the sixteen rows behind them are asked for.
INLINE_WHOLE void tile_of(
  meit_encoding encoding, const uint8_t *w, long blocks, const meit_cell *x, int width, long filled, float *y,
  long y_row) {
  long bytes = bytes_of(encoding), stride = blocks * bytes;
  __m512 sums[group];
  uint16_t scales[piece][group];
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++) sums[i] = _mm512_setzero_ps();
  for (long start = 0; start < blocks; start += piece) {
    long end = least(blocks, start + piece);
    for (int j = 0; j < group; j++)
      for (long b = start; b < end; b++) memcpy(&scales[b - start][j], w + j * stride + b * bytes, sizeof(uint16_t));
    for (long b = start; b < end; b++) {
      for (long line = 0; line < group * bytes; line += 64)
        _mm_prefetch((const char *)w + group * (stride + b * bytes) + line, _MM_HINT_T0);
      __m512 halves = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)scales[b - start]));
      add_block(encoding, w + b * bytes, stride, halves, x + b * width, width, sums);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < width; i++)
    if (i < filled) _mm512_storeu_ps(y + i * y_row, sums[i]);
}

INLINE_WHOLE void tile_product(
  meit_encoding encoding, const meit_encoded_matrix *w, long first, long last, const meit_cell *x, int width,
  long filled, float *y, long y_row) {
  long blocks = w->depth / meit_block, stride = blocks * bytes_of(encoding);
  for (long j = first; j < last; j += group)
    tile_of(encoding, (const uint8_t *)w->base + j * stride, blocks, x, width, filled, y + j, y_row);
}

#define PRODUCT(encoding)                                                                                              \
  WHOLE static void product_##encoding(                                                                                \
    const meit_encoded_matrix *w, long first, long last, const void *tile, long rows, float *y, long y_row) {          \
    if (meit_is_alone(rows, w->depth)) return row_product(meit_##encoding, w, first, last, tile, y);                   \
    switch (meit_tile_width(rows)) {                                                                                   \
    case 1: tile_product(meit_##encoding, w, first, last, tile, 1, rows, y, y_row); return;                            \
    case 2: tile_product(meit_##encoding, w, first, last, tile, 2, rows, y, y_row); return;                            \
    case 4: tile_product(meit_##encoding, w, first, last, tile, 4, rows, y, y_row); return;                            \
    case 8: tile_product(meit_##encoding, w, first, last, tile, 8, rows, y, y_row); return;                            \
    default: tile_product(meit_##encoding, w, first, last, tile, 16, rows, y, y_row); return;                          \
    }                                                                                                                  \
  }

PRODUCT(q8_0) PRODUCT(q4_0)

meit_rounded_kernel *meit_whole_product_v4(meit_encoding encoding) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("x86-64-v4") || !__builtin_cpu_supports("avx512vnni")) return 0;
  return encoding == meit_q8_0 ? product_q8_0 : encoding == meit_q4_0 ? product_q4_0 : 0;
}
#else
meit_rounded_kernel *meit_whole_product_v4(meit_encoding encoding) { return 0; }
#endif
