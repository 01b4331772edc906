#pragma once
#include <stdint.h>

#include "rounded.h"

enum { meit_block = 32, meit_chunk = 16 };

/// Thirty-two whole activations of a row in a tile of several rows. Those of one block of all rows lie side by side,
/// the next block's behind them.
typedef struct {
  float scale;
  int32_t offset;  // what the middle of the unsigned weights adds to the block's product, to be taken off
  int8_t values[meit_block];
} meit_cell;

/// Sixteen blocks of a row alone in its tile. Block 4 l + v has its first sixteen values at values[v][0][16 * l], the
/// other sixteen at values[v][1][16 * l], so that four blocks are multiplied at once. The chunks hold the row as often
/// as it takes to fill them, since so many rows of w are read as if they were one.
typedef struct {
  float scales[meit_chunk];
  int32_t offsets[meit_chunk];
  int8_t values[4][2][64];
} meit_row_chunk;

static inline long meit_blocks_of(long depth) { return (depth + meit_block - 1) / meit_block; }

/// The chunks that a row alone takes: so many that they hold it a whole number of times.
static inline long meit_chunks_of(long depth) {
  long chunks = meit_blocks_of(depth), times = meit_chunk;
  for (; times > 1 && chunks % 2 == 0; times /= 2) chunks /= 2;
  return chunks;
}

/// From a row of rounded bfloats to the next: an odd number of cache lines, for rows a power of two apart would all
/// have the same few places in the first cache.
static inline long meit_bfloat_row(long depth) { return (meit_blocks_of(depth) | 1) * meit_block; }

/// The rows that a tile of whole activations has room for, the filled ones first.
static inline long meit_tile_width(long rows) {
  long width = 1;
  while (width < rows && width < meit_tile_rows) width *= 2;
  return width;
}

/// Whether a tile of whole activations is one row in chunks, not cells: a row that is not too long for the kernel.
enum { meit_most_blocks = 1024 };
static inline int meit_is_alone(long rows, long depth) {
  return rows == 1 && meit_blocks_of(depth) <= meit_most_blocks;
}

/// Where a tile begins: all tiles before it are full.
static inline const void *meit_tile_at(meit_encoding encoding, const void *rounded, long depth, long tile) {
  long cells = meit_blocks_of(depth) * (long)sizeof(meit_cell);
  long row = encoding == meit_bf16 ? 2 * meit_bfloat_row(depth) : cells;
  return (const uint8_t *)rounded + tile * meit_tile_rows * row;
}

/// The product with one tile of x, written for a processor.
typedef void meit_rounded_kernel(
  const meit_encoded_matrix *w, long first, long last, const void *tile, long rows, float *y, long y_row);

/// The kernels for processors with AVX-512 and its products of bytes or of bfloat16, or null on others. That for whole
/// numbers takes sixteen rows of w at a time.
meit_rounded_kernel *meit_whole_product_v4(meit_encoding encoding);
meit_rounded_kernel *meit_bfloat_product_v4(void);
