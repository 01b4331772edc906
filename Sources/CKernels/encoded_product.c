#include "encoded_product.h"

#include "partial_sums.h"

// Weights that are decoded at once: whole blocks of every encoding.
enum { piece = 512, all = meit_lanes * meit_phases };

CLONES static void add_products(const float *restrict w, const float *restrict x, long count, float *restrict sums) {
  long whole = count / all * all;
  for (long k = 0; k < whole; k += all)
    for (int lane = 0; lane < all; lane++) sums[lane] += w[k + lane] * x[k + lane];
  for (long k = whole; k < count; k++) sums[k - whole] += w[k] * x[k];
}

void meit_encoded_product_plain(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  long elements = meit_block_elements(w->encoding), bytes = meit_block_bytes(w->encoding);
  float decoded[piece], sums[meit_encoded_rows][all];
  for (long j = first; j < last; j++) {
    const uint8_t *row = (const uint8_t *)w->base + j * (w->depth / elements * bytes);
    memset(sums, 0, sizeof sums);
    for (long start = 0; start < w->depth; start += piece) {
      long count = w->depth - start < piece ? w->depth - start : piece;
      meit_decode(w->encoding, row + start / elements * bytes, decoded, count);
      for (long i = 0; i < rows; i++) add_products(decoded, x + i * w->depth + start, count, sums[i]);
    }
    for (long i = 0; i < rows; i++) y[i * y_row + j] = total_of(sums[i]);
  }
}

void meit_encoded_product(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  meit_encoded_kernel *fast = meit_encoded_product_v4();
  (fast ? fast : meit_encoded_product_plain)(w, first, last, x, rows, y, y_row);
}

int meit_encoded_product_is_fast(void) { return meit_encoded_product_v4() != 0; }
