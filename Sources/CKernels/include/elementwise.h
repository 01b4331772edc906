#pragma once
#include <stdint.h>

#include "stored.h"

/// y = a + b, then max(0, y) when `rectified`.
void meit_add(const float *a, const float *b, float *y, int rectified, long count);
/// y += factor * x.
void meit_accumulate(const float *x, float factor, float *y, long count);
/// y = a * b.
void meit_multiply(const float *a, const float *b, float *y, long count);
/// y = factor * x.
void meit_scale(const float *x, float factor, float *y, long count);
/// The sum of a * b, in double precision every 4,096 elements.
double meit_dot(const float *a, const float *b, long count);
/// The sum of x.
double meit_sum(const float *x, long count);
/// y[row, :] += bias for every row.
void meit_add_bias(const float *bias, float *y, long rows, long width);
/// y[:] += the sum over rows of x[row, :].
void meit_sum_rows(const float *x, float *y, long rows, long width);

/// y = x with each element kept with probability 1 - rate and divided by it, or else 0. Element i of the stream
/// `key` is kept or not depending on (key, first + i) alone.
void meit_dropout(const float *x, meit_stored y, long count, float rate, uint64_t key, uint64_t first);
/// y += the same.
void meit_add_dropout(const float *x, float *y, long count, float rate, uint64_t key, uint64_t first);
