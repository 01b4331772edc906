#include "bfloat.h"
#include "least.h"
#include "rounded_product.h"

#pragma clang fp reassociate(off) contract(off)

int meit_rounds(meit_encoding encoding) {
  return encoding == meit_q8_0 || encoding == meit_q4_0 || encoding == meit_bf16;
}

static long tile_bytes(meit_encoding encoding, long rows, long depth) {
  if (encoding == meit_bf16) return rows * 2 * meit_bfloat_row(depth);
  if (meit_is_alone(rows, depth)) return meit_chunks_of(depth) * (long)sizeof(meit_row_chunk);
  return meit_tile_width(rows) * meit_blocks_of(depth) * (long)sizeof(meit_cell);
}

long meit_rounded_bytes(meit_encoding encoding, long rows, long depth) {
  long whole = rows / meit_tile_rows, rest = rows % meit_tile_rows;
  return whole * tile_bytes(encoding, meit_tile_rows, depth) + (rest ? tile_bytes(encoding, rest, depth) : 0);
}

// Weights are unsigned to the products: this far above their values.
INLINE int middle(meit_encoding encoding) { return encoding == meit_q8_0 ? 128 : 8; }

// The largest magnitude, or what is no number if one element is not finite.
INLINE float largest(const float *restrict x) {
  enum { lanes = 16 };
  float most[lanes], strange[lanes], all = 0;
  for (int k = 0; k < lanes; k++) {
    float a = fabsf(x[k]), b = fabsf(x[k + lanes]);
    most[k] = a > b ? a : b;
    strange[k] = x[k] * 0 + x[k + lanes] * 0;
  }
  for (int k = 0; k < lanes; k++) all = most[k] > all ? most[k] : all;
  float sum = 0;
  for (int k = 0; k < lanes; k++) sum += strange[k];
  return all + sum;
}

typedef struct {
  float *scale;
  int32_t *offset;
  int8_t *low, *high;  // the first sixteen, and the others
} block_place;

// The largest magnitude becomes 127. Blocks below the normal numbers become 0.
INLINE void round_block(const float *restrict x, int middle, block_place to) {
  enum { half = meit_block / 2 };
  float step = largest(x) / 127, inverse = step >= 0x1p-126f ? 1 / step : 0;
  int32_t sum = 0;
  int8_t values[meit_block];
  for (int k = 0; k < meit_block; k++) {
    float scaled = __builtin_elementwise_roundeven(x[k] * inverse);
    float bounded = scaled >= -127 ? scaled <= 127 ? scaled : 127 : -127;
    values[k] = (int8_t)(int32_t)bounded;
    sum += (int32_t)bounded;
  }
  memcpy(to.low, values, half);
  memcpy(to.high, values + half, half);
  *to.scale = step;
  *to.offset = -middle * sum;
}

INLINE block_place place_in_chunks(meit_row_chunk *chunks, long b) {
  meit_row_chunk *c = chunks + b / meit_chunk;
  long place = b % meit_chunk, lane = place / 4 * 16, v = place % 4;
  return (block_place){c->scales + place, c->offsets + place, c->values[v][0] + lane, c->values[v][1] + lane};
}

INLINE block_place place_in_cell(meit_cell *c) {
  return (block_place){&c->scale, &c->offset, c->values, c->values + meit_block / 2};
}

INLINE void round_alone(meit_encoding encoding, const float *x, long depth, meit_row_chunk *chunks) {
  long blocks = depth / meit_block, all = meit_chunks_of(depth) * meit_chunk;
  for (long b = 0; b < all; b++)
    round_block(x + b % blocks * meit_block, middle(encoding), place_in_chunks(chunks, b));
}

// The row's cells, and with the last row those that no row fills.
INLINE void round_cells(
  meit_encoding encoding, const float *x, long row, long filled, long depth, meit_cell *cells) {
  long width = meit_tile_width(filled), blocks = depth / meit_block;
  for (long b = 0; b < blocks; b++) {
    round_block(x + b * meit_block, middle(encoding), place_in_cell(cells + b * width + row));
    if (row == filled - 1 && filled < width)
      memset(cells + b * width + filled, 0, (size_t)(width - filled) * sizeof(meit_cell));
  }
}

INLINE void round_bfloats(const float *restrict x, long depth, uint16_t *restrict to) {
  for (long k = 0; k < depth; k++) to[k] = bfloat_of(x[k]);
  for (long k = depth; k < meit_bfloat_row(depth); k++) to[k] = 0;
}

CLONES void meit_round_row(meit_encoding encoding, const float *x, long rows, long depth, long row, void *rounded) {
  long tile = row / meit_tile_rows, place = row % meit_tile_rows;
  long filled = least(meit_tile_rows, rows - tile * meit_tile_rows);
  const float *from = x + row * depth;
  void *to = (void *)meit_tile_at(encoding, rounded, depth, tile);
  if (encoding == meit_bf16) round_bfloats(from, depth, (uint16_t *)to + place * meit_bfloat_row(depth));
  else if (meit_is_alone(filled, depth)) round_alone(encoding, from, depth, to);
  else round_cells(encoding, from, place, filled, depth, to);
}
