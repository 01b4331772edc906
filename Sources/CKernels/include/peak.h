#pragma once

/// Multiplications and additions of `rounds` rounds of independent fused operations in registers, for the measure of
/// what a core can do at most; 0 where the processor lacks the precision's instructions.
double meit_peak_operations(int bfloat16, long rounds);

/// The sum of `count` floats, for the measure of how fast memory is read.
float meit_read(const float *from, long count);
