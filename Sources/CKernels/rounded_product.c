#include "rounded_product.h"

#include "half.h"
#include "least.h"
#include "partial_sums.h"

// Every sum is rounded as it stands here, so that all processors agree.
#pragma clang fp reassociate(off) contract(off)

// The block's scale, then whole numbers of one byte, or of half a byte with the first sixteen in the low halves.
INLINE float block_product(
  meit_encoding encoding, const uint8_t *w, float scale, int32_t offset, const int8_t *low, const int8_t *high) {
  enum { half = meit_block / 2 };
  int32_t sum = offset;
  for (int k = 0; k < half; k++) {
    int first = encoding == meit_q8_0 ? w[2 + k] ^ 0x80 : w[2 + k] & 15;
    int second = encoding == meit_q8_0 ? w[2 + half + k] ^ 0x80 : w[2 + k] >> 4;
    sum += first * low[k] + second * high[k];
  }
  return (float)sum * (half_at(w) * scale);
}

INLINE float whole_element(
  meit_encoding encoding, const uint8_t *w, long depth, const void *tile, long rows, long i) {
  float sum = 0;
  for (long b = 0; b < depth / meit_block; b++, w += meit_block_bytes(encoding)) {
    if (meit_is_alone(rows, depth)) {
      const meit_row_chunk *c = (const meit_row_chunk *)tile + b / meit_chunk;
      long place = b % meit_chunk, lane = place / 4 * 16, v = place % 4;
      sum += block_product(
        encoding, w, c->scales[place], c->offsets[place], c->values[v][0] + lane, c->values[v][1] + lane);
    } else {
      const meit_cell *c = (const meit_cell *)tile + b * meit_tile_width(rows) + i;
      sum += block_product(encoding, w, c->scale, c->offset, c->values, c->values + meit_block / 2);
    }
  }
  return sum;
}

INLINE float float_of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Pairs are read as one word each, the even element in its low half; behind the depth there are zeros.
INLINE float bfloat_element(const uint8_t *w, long depth, const uint16_t *x) {
  enum { all = meit_lanes * meit_phases };
  float sums[all] = {0};
  for (long k = 0; k < depth; k += 2 * all) {
    uint32_t a[all] = {0}, b[all] = {0};
    size_t bytes = 2 * (size_t)least(2 * all, depth - k);
    memcpy(a, w + 2 * k, bytes);
    memcpy(b, x + k, bytes);
    for (int i = 0; i < all; i++) {
      sums[i] = fmaf(float_of(a[i] & 0xffff0000), float_of(b[i] & 0xffff0000), sums[i]);
      sums[i] = fmaf(float_of(a[i] << 16), float_of(b[i] << 16), sums[i]);
    }
  }
  return total_of(sums);
}

CLONES static void multiply(
  const meit_encoded_matrix *w, long first, long last, const void *tile, long rows, float *y, long y_row) {
  long row_bytes = w->depth / meit_block_elements(w->encoding) * meit_block_bytes(w->encoding);
  long x_row = meit_bfloat_row(w->depth);
  for (long i = 0; i < rows; i++)
    for (long j = first; j < last; j++) {
      const uint8_t *row = (const uint8_t *)w->base + j * row_bytes;
      y[i * y_row + j] = w->encoding == meit_bf16
                           ? bfloat_element(row, w->depth, (const uint16_t *)tile + i * x_row)
                           : whole_element(w->encoding, row, w->depth, tile, rows, i);
    }
}

static meit_rounded_kernel *fast_kernel(meit_encoding encoding) {
  return encoding == meit_bf16 ? meit_bfloat_product_v4() : meit_whole_product_v4(encoding);
}

// The kernel on the rows of w that it takes together, the plain product on those left.
static void product(
  meit_rounded_kernel *fast, const meit_encoded_matrix *w, long first, long last, const void *rounded, long rows,
  float *y, long y_row) {
  long group = w->encoding == meit_bf16 ? 1 : meit_tile_rows;
  long middle = fast ? first + (last - first) / group * group : first;
  for (long i = 0; i < rows; i += meit_tile_rows) {
    const void *tile = meit_tile_at(w->encoding, rounded, w->depth, i / meit_tile_rows);
    long count = least(meit_tile_rows, rows - i);
    if (first < middle) fast(w, first, middle, tile, count, y + i * y_row, y_row);
    if (middle < last) multiply(w, middle, last, tile, count, y + i * y_row, y_row);
  }
}

void meit_rounded_product(
  const meit_encoded_matrix *w, long first, long last, const void *rounded, long rows, float *y, long y_row) {
  product(fast_kernel(w->encoding), w, first, last, rounded, rows, y, y_row);
}

int meit_rounded_product_is_fast(meit_encoding encoding) { return fast_kernel(encoding) != 0; }

void meit_rounded_product_plain(
  const meit_encoded_matrix *w, long first, long last, const void *rounded, long rows, float *y, long y_row) {
  product(0, w, first, last, rounded, rows, y, y_row);
}
