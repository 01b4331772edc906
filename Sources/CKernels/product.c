#include "product.h"

#include <stdlib.h>

#include "clones.h"
#include "product_tile.h"

// The depth is worked through in pieces, so that a panel of b stays in the first cache and a block of a in the second.
enum { depth_piece = 256, block_rows_most = 256 };

static const tile_kernel *kernel(void) {
  static const tile_kernel *chosen;
  if (!chosen) chosen = meit_tile_kernel();
  return chosen;
}

int meit_product_is_available(void) { return kernel() != 0; }

long meit_product_panel(void) { return kernel()->columns; }
long meit_product_rows(void) { return kernel()->rows * (block_rows_most / kernel()->rows); }

long meit_product_packed_size(long depth, long columns) {
  long panel = kernel()->columns;
  return (columns + panel - 1) / panel * panel * depth;
}

static long least(long a, long b) { return a < b ? a : b; }

void meit_product_pack(meit_matrix b, long depth, long columns, long first, long last, float *packed) {
  long width = kernel()->columns;
  for (long panel = first; panel < last; panel++) {
    long start = panel * width, filled = least(width, columns - start);
    float *target = packed + panel * width * depth;
    kernel()->pack(b.base + start * b.column, b.row, b.column, depth, filled, width, target);
  }
}

// Room for a packed block of a, kept by each thread.
static float *block_room(void) {
  static _Thread_local float *room;
  if (!room) room = aligned_alloc(64, sizeof(float) * depth_piece * 2 * block_rows_most);
  return room;
}

// A tile that sticks out of c is computed beside it and copied.
static void edge_tile(
  const float *a, const float *b, long depth, float *c, long c_row, long rows, long columns, float factor, int adds) {
  float beside[16 * 32];
  const tile_kernel *tile = kernel();
  long width = tile->columns;
  (2 * columns <= width ? tile->multiply_half : tile->multiply)(a, b, depth, beside, width, factor, 0);
  for (long i = 0; i < rows; i++)
    for (long j = 0; j < columns; j++)
      c[i * c_row + j] = adds ? c[i * c_row + j] + beside[i * width + j] : beside[i * width + j];
}

void meit_product_multiply(
  meit_matrix a, long rows, long depth, const float *packed, long columns, long first, long last, float *c, long c_row,
  float factor, int accumulating) {
  const tile_kernel *tile = kernel();
  float *block = block_room();
  long block_rows = meit_product_rows();
  for (long p = 0; p < depth; p += depth_piece) {
    long piece = least(depth_piece, depth - p);
    int adds = accumulating || p > 0;
    for (long top = 0; top < rows; top += block_rows) {
      long height = least(block_rows, rows - top);
      for (long i = 0; i < height; i += tile->rows)
        tile->pack(
          a.base + (top + i) * a.row + p * a.column, a.column, a.row, piece, least(tile->rows, height - i), tile->stride,
          block + i / tile->rows * tile->stride * piece);
      for (long panel = first; panel < last; panel++) {
        const float *b = packed + panel * tile->columns * depth + p * tile->columns;
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
            edge_tile(strip, b, piece, target, c_row, tall, wide, factor, adds);
        }
      }
    }
  }
}
