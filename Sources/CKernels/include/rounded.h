#pragma once
#include "encoded.h"

/// Products whose activations are rounded to the kind of number that the weights are, as GGML does:
/// - Q8_0 and Q4_0: each 32 activations of a row become whole numbers up to 127 times a scale of their own, a single
///   float. The products of a block are added up exactly; the sum times both scales is added to the result, block after
///   block.
/// - bf16: activations are rounded to nearest even. Each of 32 partial sums takes every thirty-second pair of depths,
///   the odd product before the even one, with one rounding each; then they are added up as in the encoded product.
///
/// Results are the same bits on every processor and whatever rows are computed together.
int meit_rounds(meit_encoding encoding);

/// The rows of x that are multiplied together.
enum { meit_tile_rows = 16 };

/// The bytes of `rows` rounded rows of x, which are to begin at a multiple of 64.
long meit_rounded_bytes(meit_encoding encoding, long rows, long depth);

/// Rounds row `row` of x [rows, depth] to its place. A block with an activation that is not finite makes its products
/// not a number.
void meit_round_row(meit_encoding encoding, const float *x, long rows, long depth, long row, void *rounded);

/// y[i, j] = x[i] . w[j] for the rows [first, last) of w and all rows of x: y rows `y_row` apart.
void meit_rounded_product(
  const meit_encoded_matrix *w, long first, long last, const void *rounded, long rows, float *y, long y_row);

/// Whether the product is written for this processor, not only compiled for it.
int meit_rounded_product_is_fast(meit_encoding encoding);

/// The same product on any processor, which the product above falls back to.
void meit_rounded_product_plain(
  const meit_encoded_matrix *w, long first, long last, const void *rounded, long rows, float *y, long y_row);
