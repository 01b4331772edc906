#include "product.h"

#include <stdlib.h>

#include "clones.h"
#include "product_tile.h"

// The depth is worked through in pieces, so that a panel of b stays in the first cache and a block of a in the second.
enum { steps_most = 256, block_rows_most = 256 };

static const tile_kernel *kernel(meit_precision precision) {
  static const tile_kernel *single, *half;
  if (precision == meit_bfloat16) {
    if (!half) half = meit_tile_kernel_bfloat16();
    return half;
  }
  if (!single) single = meit_tile_kernel();
  return single;
}

int meit_product_is_available(meit_precision precision) { return kernel(precision) != 0; }
long meit_product_panel(meit_precision precision) { return kernel(precision)->columns; }
long meit_product_rows(meit_precision precision) {
  const tile_kernel *tile = kernel(precision);
  return tile->rows * (block_rows_most / tile->rows);
}

static long least(long a, long b) { return a < b ? a : b; }
static long steps(const tile_kernel *tile, long depth) { return (depth + tile->together - 1) / tile->together; }

long meit_product_packed_size(meit_precision precision, long depth, long columns) {
  const tile_kernel *tile = kernel(precision);
  return (columns + tile->columns - 1) / tile->columns * tile->columns * steps(tile, depth);
}

void meit_product_pack(
  meit_precision precision, meit_matrix b, long depth, long columns, long first, long last, float *packed) {
  const tile_kernel *tile = kernel(precision);
  for (long panel = first; panel < last; panel++) {
    long start = panel * tile->columns, filled = least(tile->columns, columns - start);
    float *target = packed + panel * tile->columns * steps(tile, depth);
    tile->pack(b.base + start * b.column, b.row, b.column, depth, filled, tile->columns, target);
  }
}

// Room for a packed block of a, kept by each thread.
static float *block_room(void) {
  static _Thread_local float *room;
  if (!room) room = aligned_alloc(64, sizeof(float) * steps_most * 2 * block_rows_most);
  return room;
}

// A tile that sticks out of c is computed beside it and copied.
static void edge_tile(
  const tile_kernel *tile, const float *a, const float *b, long depth, float *c, long c_row, long rows, long columns,
  float factor, int adds) {
  float beside[16 * 32];
  long width = tile->columns;
  (2 * columns <= width ? tile->multiply_half : tile->multiply)(a, b, depth, beside, width, factor, 0);
  for (long i = 0; i < rows; i++)
    for (long j = 0; j < columns; j++)
      c[i * c_row + j] = adds ? c[i * c_row + j] + beside[i * width + j] : beside[i * width + j];
}

void meit_product_multiply(
  meit_precision precision, meit_matrix a, long rows, long depth, const float *packed, long columns, long first,
  long last, float *c, long c_row, float factor, int accumulating) {
  const tile_kernel *tile = kernel(precision);
  float *block = block_room();
  long block_rows = meit_product_rows(precision), all = steps(tile, depth);
  for (long p = 0; p < all; p += steps_most) {
    long piece = least(steps_most, all - p), start = p * tile->together;
    int adds = accumulating || p > 0;
    for (long top = 0; top < rows; top += block_rows) {
      long height = least(block_rows, rows - top);
      for (long i = 0; i < height; i += tile->rows)
        tile->pack(
          a.base + (top + i) * a.row + start * a.column, a.column, a.row,
          least(piece * tile->together, depth - start), least(tile->rows, height - i), tile->stride,
          block + i / tile->rows * tile->stride * piece);
      for (long panel = first; panel < last; panel++) {
        const float *b = packed + panel * tile->columns * all + p * tile->columns;
        long left = panel * tile->columns, wide = least(tile->columns, columns - left);
        for (long i = 0; i < height; i += tile->rows) {
          long tall = least(tile->rows, height - i);
          float *target = c + (top + i) * c_row + left;
          const float *strip = block + i / tile->rows * tile->stride * piece;
          if (tall == tile->rows && wide == tile->columns)
            tile->multiply(strip, b, piece, target, c_row, factor, adds);
          else if (tall == tile->rows && 2 * wide == tile->columns)
            tile->multiply_half(strip, b, piece, target, c_row, factor, adds);
          else
            edge_tile(tile, strip, b, piece, target, c_row, tall, wide, factor, adds);
        }
      }
    }
  }
}
