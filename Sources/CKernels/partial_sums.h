#pragma once
#include "clones.h"

// Sixteen lanes, for the even and the odd sixteens of a depth.
enum { meit_lanes = 16, meit_phases = 2 };

// The order in which the partial sums of an element are added up.
INLINE float total_of(const float *parts) {
  float s[meit_lanes], quarters[4];
  for (int i = 0; i < meit_lanes; i++) s[i] = parts[i] + parts[meit_lanes + i];
  for (int i = 0; i < 4; i++) quarters[i] = (s[4 * i] + s[4 * i + 2]) + (s[4 * i + 1] + s[4 * i + 3]);
  return (quarters[0] + quarters[1]) + (quarters[2] + quarters[3]);
}
