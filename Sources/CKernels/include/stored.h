#pragma once

/// Numbers in memory: floats, or halves, which are bfloat16 with the bits of a float's upper half.
typedef struct {
  void *base;
  int is_half;
} meit_stored;
