#pragma once

/// The innermost part of a matrix product on one kind of processor.
typedef struct {
  /// The tile of c that is kept in registers.
  long rows, columns;
  /// Elements from one step of the depth to the next in a packed strip of a.
  long stride;
  /// How much of the depth one packed element holds: 1, or a pair in bfloat16.
  long together;
  /// c [rows, columns] = factor * a b or c += factor * a b: a packed by columns `stride` apart, b by rows.
  void (*multiply)(const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds);
  /// The same for the left half of the columns.
  void (*multiply_half)(const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds);
  /// packed[p * stride + j] = source[p * deep + j * across] for j below `filled`, 0 from there to `stride`; of a pair
  /// the second lies in the upper half.
  void (*pack)(const float *source, long deep, long across, long depth, long filled, long stride, float *packed);
} tile_kernel;

/// The kernels for this processor in single precision and in bfloat16, or null where there is none.
const tile_kernel *meit_tile_kernel(void);
const tile_kernel *meit_tile_kernel_bfloat16(void);
