#pragma once
// IEEE 754 binary16.

#include "clones.h"

INLINE float half_at(const uint8_t *bytes) {
  _Float16 value;
  memcpy(&value, bytes, sizeof value);
  return (float)value;
}
