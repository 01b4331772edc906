#pragma once
#include <immintrin.h>

#define V4 __attribute__((target("arch=x86-64-v4")))
#define INLINE_V4 V4 static inline __attribute__((always_inline))

// The lanes of a vector of sixteen that hold the first `count` elements.
INLINE_V4 __mmask16 lanes(long count) { return count >= 16 ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1); }
