#include "encoded_product.h"

#include "clones.h"

// Weights that are decoded at once: whole blocks of every encoding.
enum { piece = 512, lanes = 16, phases = 2 };

// The order in which the partial sums of an element, of the even and the odd sixteens of its depth, are added up.
INLINE float total(const float *parts) {
  float s[lanes], quarters[4];
  for (int i = 0; i < lanes; i++) s[i] = parts[i] + parts[lanes + i];
  for (int i = 0; i < 4; i++) quarters[i] = (s[4 * i] + s[4 * i + 2]) + (s[4 * i + 1] + s[4 * i + 3]);
  return (quarters[0] + quarters[1]) + (quarters[2] + quarters[3]);
}

CLONES static void add_products(const float *restrict w, const float *restrict x, long count, float *restrict sums) {
  enum { all = lanes * phases };
  long whole = count / all * all;
  for (long k = 0; k < whole; k += all)
    for (int lane = 0; lane < all; lane++) sums[lane] += w[k + lane] * x[k + lane];
  for (long k = whole; k < count; k++) sums[k - whole] += w[k] * x[k];
}

void meit_encoded_product_plain(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  long elements = meit_block_elements(w->encoding), bytes = meit_block_bytes(w->encoding);
  float decoded[piece], sums[meit_encoded_rows][lanes * phases];
  for (long j = first; j < last; j++) {
    const uint8_t *row = (const uint8_t *)w->base + j * (w->depth / elements * bytes);
    memset(sums, 0, sizeof sums);
    for (long start = 0; start < w->depth; start += piece) {
      long count = w->depth - start < piece ? w->depth - start : piece;
      meit_decode(w->encoding, row + start / elements * bytes, decoded, count);
      for (long i = 0; i < rows; i++) add_products(decoded, x + i * w->depth + start, count, sums[i]);
    }
    for (long i = 0; i < rows; i++) y[i * y_row + j] = total(sums[i]);
  }
}

void meit_encoded_product(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row) {
  meit_encoded_kernel *fast = meit_encoded_product_v4();
  (fast ? fast : meit_encoded_product_plain)(w, first, last, x, rows, y, y_row);
}

int meit_encoded_product_is_fast(void) { return meit_encoded_product_v4() != 0; }
