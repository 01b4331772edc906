#include "product.h"

#include <stdlib.h>

#include "least.h"
#include "product_tile.h"

// The depth is worked through in pieces, so that a panel of b stays in the first cache and a block of a in the second.
enum { block_tiles = 36, block_rows = block_tiles * tile_rows };

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
long meit_product_panel(void) { return tile_columns; }
long meit_product_tile_rows(void) { return tile_rows; }
long meit_product_rows(void) { return block_rows; }
long meit_product_tile_size(void) { return tile_size; }

static long steps(const tile_kernel *tile, long depth) { return (depth + tile->together - 1) / tile->together; }

long meit_product_right_size(meit_precision precision, long depth, long columns) {
  return (columns + tile_columns - 1) / tile_columns * tile_columns * steps(kernel(precision), depth);
}

// The matrix from an element on.
static meit_matrix from(meit_matrix m, long row, long column) {
  m.stored.base = (char *)m.stored.base + (row * m.row + column * m.column) * (m.stored.is_half ? 2 : 4);
  return m;
}

// Packs some columns of b, `size` packed elements from one panel to the next.
static void pack_panels(const tile_kernel *tile, meit_matrix b, long depth, long columns, long size, float *packed) {
  if (b.column == 1) {
    if (b.stored.is_half)
      tile->pack_half_columns(b.stored.base, b.row, depth, columns, packed, size);
    else
      tile->pack_columns(b.stored.base, b.row, depth, columns, tile_columns, tile_columns, size, packed);
    return;
  }
  for (long j = 0; j < columns; j += tile_columns, packed += size) {
    meit_matrix panel = from(b, 0, j);
    if (b.stored.is_half)
      tile->pack_half_turned(panel.stored.base, b.column, depth, columns - j, packed);
    else
      tile->pack_turned(panel.stored.base, b.column, depth, columns - j, packed);
  }
}

void meit_product_pack_right(
  meit_precision precision, meit_matrix b, long depth, long columns, long first, long last, float *packed) {
  const tile_kernel *tile = kernel(precision);
  long size = tile_columns * steps(tile, depth), left = first * tile_columns;
  pack_panels(
    tile, from(b, 0, left), depth, least(last * tile_columns, columns) - left, size, packed + first * size);
}

static tile_layout layout_of(meit_matrix a) { return a.column == 1 ? rows_together : steps_together; }

// Packs a block of a, one tile after the other.
static void pack_block(const tile_kernel *tile, meit_matrix a, long rows, long depth, float *block) {
  if (layout_of(a) == steps_together) {
    tile->pack_columns(a.stored.base, a.column, depth, rows, tile_rows, tile_stride, tile_size, block);
    return;
  }
  for (long i = 0; i < rows; i += tile_rows, block += tile_size) {
    const void *source = from(a, i, 0).stored.base;
    long filled = least(tile_rows, rows - i);
    if (a.stored.is_half)
      tile->pack_half_rows(source, a.row, depth, filled, block);
    else
      tile->pack_rows(source, a.row, depth, filled, block);
  }
}

// A piece of the depth: from which packed element on, how many of them, and what of the depth they hold.
typedef struct {
  long start, taken, first, depth;
} piece;

static piece piece_from(const tile_kernel *tile, long depth, long start) {
  long taken = least(tile_depth, steps(tile, depth) - start), first = start * tile->together;
  return (piece){start, taken, first, least(taken * tile->together, depth - first)};
}

static long tiles(long rows) { return (rows + tile_rows - 1) / tile_rows; }

long meit_product_left_size(meit_precision precision, long rows, long depth) {
  return tiles(rows) * tile_size * ((steps(kernel(precision), depth) + tile_depth - 1) / tile_depth);
}

void meit_product_pack_left(
  meit_precision precision, meit_matrix a, long rows, long depth, long first, long last, float *packed) {
  const tile_kernel *tile = kernel(precision);
  long top = first * tile_rows, height = least(last * tile_rows, rows) - top;
  for (long start = 0; start < steps(tile, depth); start += tile_depth, packed += tiles(rows) * tile_size) {
    piece p = piece_from(tile, depth, start);
    pack_block(tile, from(a, top, p.first), height, p.depth, packed + first * tile_size);
  }
}

// Room of each thread: for a packed block of a, and for a piece of a panel of b.
static float *room(void) {
  static _Thread_local float *room;
  if (!room) room = aligned_alloc(64, sizeof(float) * (block_tiles * tile_size + tile_columns * tile_depth));
  return room;
}

// A tile that sticks out of c is computed beside it and copied.
static void edge_tile(
  tile_product *multiply, const float *a, const float *b, long depth, float *c, long c_row, long rows, long columns,
  float factor, int adds) {
  float beside[tile_rows * tile_columns];
  multiply(a, b, depth, beside, tile_columns, factor, 0);
  for (long i = 0; i < rows; i++)
    for (long j = 0; j < columns; j++)
      c[i * c_row + j] = adds ? c[i * c_row + j] + beside[i * tile_columns + j] : beside[i * tile_columns + j];
}

// A tile of a with a panel of b, by the least of the products that make all of it. Where rows are missing a scaled sum
// is rounded before it is added, as beside c, so that which heights there are changes no bit.
static void multiply_tile(
  const tile_kernel *tile, tile_layout layout, const float *a, const float *b, long depth, float *c, long c_row,
  long rows, long columns, float factor, int adds) {
  int half = 2 * columns <= tile_columns, height = 0;
  while (!half && height + 1 < tile_heights && tile->heights[height + 1].rows >= rows) height++;
  tile_product *multiply = half ? tile->multiply_half[layout] : tile->heights[height].multiply[layout];
  int is_rounded_once = rows == tile_rows || factor == 1 || !adds;
  if (is_rounded_once && tile->heights[height].rows == rows && columns == (half ? tile_columns / 2 : tile_columns))
    multiply(a, b, depth, c, c_row, factor, adds);
  else
    edge_tile(multiply, a, b, depth, c, c_row, rows, columns, factor, adds);
}

void meit_product_multiply(
  meit_precision precision, meit_left_factor a, long rows, long depth, meit_right_factor b, long columns, long first,
  long last, float *c, long c_row, float factor, int accumulating) {
  const tile_kernel *tile = kernel(precision);
  tile_layout layout = layout_of(a.source);
  float *own = room(), *beside = own + block_tiles * tile_size;
  long all = steps(tile, depth);
  for (long start = 0; start < all; start += tile_depth, a.packed += a.packed ? a.tiles * tile_size : 0) {
    piece p = piece_from(tile, depth, start);
    for (long top = 0; top < rows; top += block_rows) {
      long height = least(block_rows, rows - top);
      const float *block = a.packed ? a.packed + top / tile_rows * tile_size : own;
      if (!a.packed) pack_block(tile, from(a.source, top, p.first), height, p.depth, own);
      for (long panel = first; panel < last; panel++) {
        long left = panel * tile_columns, wide = least(tile_columns, columns - left);
        const float *here = b.packed ? b.packed + (panel * all + start) * tile_columns : beside;
        if (!b.packed) pack_panels(tile, from(b.source, p.first, left), p.depth, wide, tile_columns * p.taken, beside);
        for (long row = 0; row < height; row += tile_rows)
          multiply_tile(
            tile, layout, block + row / tile_rows * tile_size, here, p.taken, c + (top + row) * c_row + left, c_row,
            least(tile_rows, height - row), wide, factor, accumulating || start > 0);
      }
    }
  }
}
