#include "batch_norm.h"

#include "clones.h"

// A sum of few rows is added to the whole, not each row: so it keeps more digits.
enum { rows_together = 16 };

INLINE float from_half(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// To the nearest, of two as near to the even one.
INLINE uint16_t to_half(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
  return value != value ? (uint16_t)(bits >> 16 | 0x40) : (uint16_t)rounded;
}

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
#define LOAD(value) from_half(value)
#define STORE(value) to_half(value)
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
