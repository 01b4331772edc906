#pragma once

/// A matrix in memory: element (i, j) at base[i * row + j * column], where row or column is 1. Rows may overlap.
typedef struct {
  const void *base;
  long row, column;
  /// Whether the elements are bfloat16 and not floats: for products in bfloat16 alone, and on the right-hand side.
  int is_half;
} meit_matrix;

/// In what numbers products are made; sums are in single precision always.
typedef enum { meit_single, meit_bfloat16 } meit_precision;

/// Whether this processor has what these products are written for (AVX-512, and its bfloat16); nothing else here may be
/// called in a precision without.
int meit_product_is_available(meit_precision precision);

/// Columns in a panel of the packed right-hand side.
long meit_product_panel(meit_precision precision);
/// Rows after which the work on the left-hand side is cut with least waste.
long meit_product_rows(meit_precision precision);
/// Floats that hold the packed panels of a right-hand side of `depth` rows and `columns` columns.
long meit_product_packed_size(meit_precision precision, long depth, long columns);

/// Packs the panels [first, last) of b [depth, columns], `meit_product_panel` columns each.
void meit_product_pack(
  meit_precision precision, meit_matrix b, long depth, long columns, long first, long last, float *packed);

/// c [rows, columns] = factor * a b, or += when `accumulating`, for the panels [first, last) of b, which is packed or,
/// where `packed` is null, packed on the way. Each element is summed in the order of the depth, whatever the ranges.
void meit_product_multiply(
  meit_precision precision, meit_matrix a, long rows, long depth, const float *packed, meit_matrix b, long columns,
  long first, long last, float *c, long c_row, float factor, int accumulating);
