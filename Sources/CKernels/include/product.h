#pragma once

#include "stored.h"

/// A matrix in memory: element (i, j) at place i * row + j * column of `stored`, where row or column is 1. Rows may
/// overlap. Halves are for products in bfloat16 alone; on the left-hand side their column must be 1.
typedef struct {
  meit_stored stored;
  long row, column;
} meit_matrix;

/// In what numbers products are made; sums are in single precision always.
typedef enum { meit_single, meit_bfloat16 } meit_precision;

/// Whether this processor has what these products are written for (AVX-512, and its bfloat16); nothing else here may be
/// called in a precision without.
int meit_product_is_available(meit_precision precision);

/// Columns in a panel of the packed right-hand side.
long meit_product_panel(void);
/// Rows of a tile of the left-hand side, and the most that are worked through at once.
long meit_product_tile_rows(void);
long meit_product_rows(void);
/// Floats from one packed tile of the left-hand side to the next.
long meit_product_tile_size(void);
/// Floats that hold the packed panels of a right-hand side of `depth` rows and `columns` columns, and the packed tiles
/// of a left-hand side of `rows` rows and `depth` columns.
long meit_product_right_size(meit_precision precision, long depth, long columns);
long meit_product_left_size(meit_precision precision, long rows, long depth);

/// Packs the panels [first, last) of b [depth, columns], `meit_product_panel` columns each.
void meit_product_pack_right(
  meit_precision precision, meit_matrix b, long depth, long columns, long first, long last, float *packed);
/// Packs the tiles [first, last) of a [rows, depth], `meit_product_tile_rows` rows each.
void meit_product_pack_left(
  meit_precision precision, meit_matrix a, long rows, long depth, long first, long last, float *packed);

/// A factor on the right: packed as a whole or, where `packed` is null, on the way.
typedef struct {
  meit_matrix source;
  const float *packed;
} meit_right_factor;

/// A factor on the left: the same, where `packed` is the first tile of the rows in question and `tiles` counts those of
/// all that were packed.
typedef struct {
  meit_matrix source;
  const float *packed;
  long tiles;
} meit_left_factor;

/// c [rows, columns] = factor * a b, or += when `accumulating`, for the panels [first, last) of b. Each element is
/// summed in the order of the depth, whatever the ranges and whatever was packed before.
void meit_product_multiply(
  meit_precision precision, meit_left_factor a, long rows, long depth, meit_right_factor b, long columns, long first,
  long last, float *c, long c_row, float factor, int accumulating);
