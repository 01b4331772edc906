// The tiles of one precision: included by the file that defines TARGET, the processor, and ADD_PRODUCT, which adds to
// sixteen sums the products of one packed element with sixteen others.

// A tile of `rows` of its 14 rows by `vectors` times 16 columns, in intrinsics: of plain vector types compilers for
// this target make halves, since they prefer 256 bits.
TARGET static inline __attribute__((always_inline)) void tile(
  const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds, tile_layout layout,
  int rows, int vectors) {
  const long row = layout == rows_together ? tile_stride : 1, step = layout == rows_together ? 1 : tile_stride;
  __m512 sum[tile_rows][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = _mm512_setzero_ps();
  for (long start = 0; start < depth; start += tile_stride, a += (tile_rows - 1) * tile_stride * (row > 1)) {
    long end = depth - start < tile_stride ? depth - start : tile_stride;
    for (long p = 0; p < end; p++, a += step, b += tile_columns) {
      __m512 left = _mm512_loadu_ps(b), right = _mm512_loadu_ps(b + 16);
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) {
        __m512 value = _mm512_set1_ps(a[i * row]);
        sum[i][0] = ADD_PRODUCT(sum[i][0], value, left);
        if (vectors == 2) sum[i][1] = ADD_PRODUCT(sum[i][1], value, right);
      }
    }
  }
  __m512 scale = _mm512_set1_ps(factor);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++, c += c_row)
    for (int j = 0; j < vectors; j++) {
      __m512 before = adds ? _mm512_loadu_ps(c + 16 * j) : _mm512_setzero_ps();
      _mm512_storeu_ps(c + 16 * j, _mm512_fmadd_ps(scale, sum[i][j], before));
    }
}

#define TILE(name, layout, rows, vectors) \
  TARGET static void name( \
    const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds) { \
    tile(a, b, depth, c, c_row, factor, adds, layout, rows, vectors); \
  }

TILE(whole_of_steps, steps_together, tile_rows, 2)
TILE(whole_of_rows, rows_together, tile_rows, 2)
TILE(eight_of_steps, steps_together, 8, 2)
TILE(eight_of_rows, rows_together, 8, 2)
TILE(four_of_steps, steps_together, 4, 2)
TILE(four_of_rows, rows_together, 4, 2)
TILE(half_of_steps, steps_together, tile_rows, 1)
TILE(half_of_rows, rows_together, tile_rows, 1)

#define MULTIPLICATIONS \
  .heights = \
    {{tile_rows, {whole_of_steps, whole_of_rows}}, \
     {8, {eight_of_steps, eight_of_rows}}, \
     {4, {four_of_steps, four_of_rows}}}, \
  .multiply_half = {half_of_steps, half_of_rows}

// Strips of `width` columns of a source whose columns lie side by side, a few steps of the depth at a time: `strip`
// packs up to 32 columns, of which those of the masks are there.
#define PACK_COLUMNS(strip) \
  for (long p = 0; p < depth; p += packed_together, packed += packed_together / together * stride) { \
    long taken = depth - p < packed_together ? depth - p : packed_together; \
    float *target = packed; \
    for (long j = 0; j < columns; j += width, target += size) { \
      long here = columns - j < width ? columns - j : width; \
      strip(source + p * deep + j, deep, taken, lanes(here), target, stride); \
      if (width > 16) strip(source + p * deep + j + 16, deep, taken, lanes(here - 16), target + 16, stride); \
    } \
  }

// Asks for what is read a little later: sources whose rows lie far apart are no stream that the processor foresees.
TARGET static inline void prefetch(const void *address) { _mm_prefetch(address, _MM_HINT_T0); }

// A panel of 32 columns from a source whose depth lies side by side, by what packs sixteen of them.
#define TURN_PANEL(name, element, turn) \
  TARGET static void name(const element *source, long across, long depth, long filled, float *packed) { \
    turn(source, across, depth, filled, packed); \
    turn(source + 16 * across, across, depth, filled - 16, packed + 16); \
  }
