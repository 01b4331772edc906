#include "elementwise.h"

#include "bfloat.h"
#include "clones.h"

CLONES void meit_add(const float *restrict a, const float *restrict b, float *restrict y, int rectified, long count) {
  float floor = rectified ? 0.0f : -INFINITY;
  for (long i = 0; i < count; i++) {
    float sum = a[i] + b[i];
    y[i] = sum > floor ? sum : floor;
  }
}

CLONES void meit_accumulate(const float *restrict x, float factor, float *restrict y, long count) {
  for (long i = 0; i < count; i++) y[i] += factor * x[i];
}

CLONES void meit_multiply(const float *restrict a, const float *restrict b, float *restrict y, long count) {
  for (long i = 0; i < count; i++) y[i] = a[i] * b[i];
}

CLONES void meit_scale(const float *x, float factor, float *y, long count) {
  for (long i = 0; i < count; i++) y[i] = factor * x[i];
}

enum { block = 4096 };

CLONES double meit_dot(const float *restrict a, const float *restrict b, long count) {
  double total = 0;
  for (long start = 0; start < count; start += block) {
    long end = start + block < count ? start + block : count;
    float part = 0;
    for (long i = start; i < end; i++) part += a[i] * b[i];
    total += part;
  }
  return total;
}

CLONES double meit_sum(const float *restrict x, long count) {
  double total = 0;
  for (long start = 0; start < count; start += block) {
    long end = start + block < count ? start + block : count;
    float part = 0;
    for (long i = start; i < end; i++) part += x[i];
    total += part;
  }
  return total;
}

CLONES void meit_add_bias(const float *restrict bias, float *restrict y, long rows, long width) {
  for (long row = 0; row < rows; row++)
    for (long i = 0; i < width; i++) y[row * width + i] += bias[i];
}

CLONES void meit_sum_rows(const float *restrict x, float *restrict y, long rows, long width) {
  for (long row = 0; row < rows; row++)
    for (long i = 0; i < width; i++) y[i] += x[row * width + i];
}

// Two rounds of a 32-bit mixer keyed on both halves of the key: one decision per element, in vector lanes.
INLINE uint32_t bits_at(uint32_t index, uint32_t low, uint32_t high) {
  uint32_t h = index * 0x9E3779B9u + low;
  h ^= h >> 16, h *= 0x7feb352du, h ^= h >> 15, h *= 0x846ca68bu, h ^= h >> 16;
  h += high;
  h ^= h >> 16, h *= 0x7feb352du, h ^= h >> 15, h *= 0x846ca68bu, h ^= h >> 16;
  return h;
}

// What is kept of an element, or dropped, by one bit pattern after the other of a stream.
typedef struct {
  uint32_t threshold, low, high, start;
  float factor;
} droppings;

static droppings droppings_of(float rate, uint64_t key, uint64_t first) {
  uint32_t high = (uint32_t)(key >> 32) ^ (uint32_t)(first >> 32);
  return (droppings){(uint32_t)(rate * 16777216.0f), (uint32_t)key, high, (uint32_t)first, 1.0f / (1.0f - rate)};
}

INLINE float kept(droppings d, float x, long i) {
  uint32_t bits = bits_at(d.start + (uint32_t)i, d.low, d.high) >> 8;
  return bits >= d.threshold ? x * d.factor : 0.0f;
}

CLONES static void drop(const float *restrict x, float *restrict y, long count, droppings d) {
  for (long i = 0; i < count; i++) y[i] = kept(d, x[i], i);
}

CLONES static void drop_to_halves(const float *restrict x, uint16_t *restrict y, long count, droppings d) {
  for (long i = 0; i < count; i++) y[i] = bfloat_of(kept(d, x[i], i));
}

void meit_dropout(const float *x, meit_stored y, long count, float rate, uint64_t key, uint64_t first) {
  droppings d = droppings_of(rate, key, first);
  if (y.is_half)
    drop_to_halves(x, y.base, count, d);
  else
    drop(x, y.base, count, d);
}

CLONES void meit_add_dropout(
  const float *restrict x, float *restrict y, long count, float rate, uint64_t key, uint64_t first) {
  droppings d = droppings_of(rate, key, first);
  for (long i = 0; i < count; i++) y[i] += kept(d, x[i], i);
}
