#pragma once

/// How the packed rows of a tile of a lie: for one step of the depth after the other an element of each row, or for
/// sixteen steps at a time sixteen elements of each row.
typedef enum { steps_together, rows_together, layouts } tile_layout;

enum {
  /// The tile of c that is kept in registers.
  tile_rows = 14,
  tile_columns = 32,
  /// Packed elements from one step of the depth to the next where steps lie together, and from one row to the next
  /// where rows do.
  tile_stride = 16,
  /// The most packed elements of the depth that a tile takes at once.
  tile_depth = 256,
  /// Packed elements from one tile of a to the next, whatever its layout: no power of two, since lines that far apart
  /// would share a few places of the first cache.
  tile_size = tile_stride * tile_depth + 16,
  /// Steps of the depth that are packed from one strip after the other: what they read stays in the first cache.
  packed_together = 16,
};

/// c [rows, columns] = factor * a b, or c += factor * a b: a packed in some layout, b by rows of 32.
typedef void tile_product(const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds);

/// Heights of a tile of c: a whole one, and the last of a matrix whose height is a power of two.
enum { tile_heights = 3 };

/// The innermost part of a matrix product on one kind of processor.
typedef struct {
  /// How much of the depth one packed element holds: 1, or a pair in bfloat16.
  long together;
  /// Products of the first rows of a packed tile, the most first; then of all of its rows with the left half of the
  /// columns alone.
  struct {
    long rows;
    tile_product *multiply[layouts];
  } heights[tile_heights];
  tile_product *multiply_half[layouts];
  /// Packs strips of `width` columns from a source whose columns lie side by side: packed[s * size + p * stride + j] =
  /// source[p * deep + s * width + j], 0 from the last column to the end of the last strip. Of a pair the second lies
  /// in the upper half.
  void (*pack_columns)(
    const float *source, long deep, long depth, long columns, long width, long stride, long size, float *packed);
  /// Packs one panel of 32 columns from a source whose depth lies side by side: packed[p * 32 + j] =
  /// source[j * across + p], 0 from `filled` columns on.
  void (*pack_turned)(const float *source, long across, long depth, long filled, float *packed);
  /// Packs a tile of a where rows lie together: packed[(p / 16 * 14 + i) * 16 + p % 16] =
  /// source[i * across + p].
  void (*pack_rows)(const float *source, long across, long depth, long filled, float *packed);
  /// The same from a source in bfloat16, columns by 32; null where there are none.
  void (*pack_half_columns)(
    const unsigned short *source, long deep, long depth, long columns, float *packed, long size);
  void (*pack_half_turned)(const unsigned short *source, long across, long depth, long filled, float *packed);
  void (*pack_half_rows)(const unsigned short *source, long across, long depth, long filled, float *packed);
} tile_kernel;

/// The kernels for this processor in single precision and in bfloat16, or null where there is none.
const tile_kernel *meit_tile_kernel(void);
const tile_kernel *meit_tile_kernel_bfloat16(void);
