#pragma once

#include "stored.h"

/// moments[0, :] = the column means of x, moments[1, :] = the column sums of squares about them. The rows should fit
/// the cache, as they are read twice.
void meit_column_moments(meit_stored x, float *moments, long rows, long width);

/// y = (x - mean) * scale + bias by column, plus `added` (null, or like x), then max(0, y) when `rectified`. y is
/// stored like x.
void meit_normalise_columns(
  meit_stored x, const float *mean, const float *scale, const float *bias, const void *added, void *y, int rectified,
  long rows, long width);

/// sums[0, :] += column sums of dy, sums[1, :] += those of dy * (x - mean), where dy counts as 0 wherever the rectified
/// output y (null when not rectified, or stored like x) is 0. `masked` (null when not wanted) receives dy with these
/// zeros.
void meit_batch_norm_sums(
  meit_stored x, const float *mean, const float *dy, const void *y, float *masked, float *sums, long rows, long width);

/// dx = a * (dy - b - (x - mean) * c) by column, with the same convention for y.
void meit_batch_norm_adjoint(
  meit_stored x, const float *mean, const float *dy, const void *y, const float *a, const float *b, const float *c,
  float *dx, long rows, long width);
