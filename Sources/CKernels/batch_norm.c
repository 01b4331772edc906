#include "batch_norm.h"

#include "bfloat.h"

// A sum of few rows is added to the whole, not each row: so it keeps more digits.
enum { rows_together = 16 };

#define STORED float
#define NAMED(name) name##_of_floats
#define LOAD(value) (value)
#define STORE(value) (value)
#include "batch_norm_body.h"
#undef STORED
#undef NAMED
#undef LOAD
#undef STORE

#define STORED uint16_t
#define NAMED(name) name##_of_halves
#define LOAD(value) float_of_bfloat(value)
#define STORE(value) bfloat_of(value)
#include "batch_norm_body.h"

#define CALL(name, ...) (x.is_half ? name##_of_halves(x.base, __VA_ARGS__) : name##_of_floats(x.base, __VA_ARGS__))

void meit_column_moments(meit_stored x, float *moments, long rows, long width) { CALL(moments, moments, rows, width); }

void meit_normalise_columns(
  meit_stored x, const float *mean, const float *scale, const float *bias, const void *added, void *y, int rectified,
  long rows, long width) {
  CALL(normalise, mean, scale, bias, added, y, rectified, rows, width);
}

void meit_batch_norm_sums(
  meit_stored x, const float *mean, const float *dy, const void *y, float *masked, float *sums, long rows, long width) {
  CALL(sums, mean, dy, y, masked, sums, rows, width);
}

void meit_batch_norm_adjoint(
  meit_stored x, const float *mean, const float *dy, const void *y, const float *a, const float *b, const float *c,
  float *dx, long rows, long width) {
  CALL(adjoint, mean, dy, y, a, b, c, dx, rows, width);
}
