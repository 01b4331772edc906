#pragma once
// Weights decoded in registers on AVX-512, bit for bit as `meit_decode` does.

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "encoded.h"
#include "totals_v4.h"

// The bytes of 256 weights, and of 32 where these are whole blocks.
INLINE_V4 long bytes_of_256(meit_encoding encoding) {
  static const long bytes[] = {1024, 512, 512, 272, 144, 160, 176, 192, 144, 176, 210};
  return bytes[encoding];
}

INLINE_V4 long bytes_of_32(meit_encoding encoding) { return bytes_of_256(encoding) / 8; }

// Half floats as floats: looking a scale up takes less than converting it.
static float halves[1 << 16];
static pthread_once_t prepared = PTHREAD_ONCE_INIT;

V4 static void prepare(void) {
  for (int first = 0; first < 1 << 16; first += 16) {
    __m256i bits = _mm256_add_epi16(
      _mm256_set1_epi16((short)first), _mm256_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    _mm512_storeu_ps(halves + first, _mm512_cvtph_ps(bits));
  }
}

INLINE_V4 __m512 scale_at(const uint8_t *block) {
  uint16_t half;
  memcpy(&half, block, sizeof half);
  return _mm512_set1_ps(halves[half]);
}

INLINE_V4 __m512 half_floats(meit_encoding encoding, __m256i halves) {
  if (encoding == meit_f16) return _mm512_cvtph_ps(halves);
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16));
}

INLINE_V4 __m512i bytes_at(const uint8_t *from) {
  return _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)from));
}

// scale * steps + offset: the values of a block, from which its weights are picked by the low bits of each lane.
INLINE_V4 __m512 values_of(float first, __m512 scale, __m512 offset) {
  __m512 steps = _mm512_add_ps(
    _mm512_setr_ps(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), _mm512_set1_ps(first));
  return _mm512_add_ps(_mm512_mul_ps(steps, scale), offset);
}

INLINE_V4 void block8_at(const uint8_t *block, __m512 *low, __m512 *high) {
  __m512 scale = scale_at(block);
  __m128i first = _mm_loadu_si128((const __m128i *)(block + 2));
  __m128i second = _mm_loadu_si128((const __m128i *)(block + 18));
  *low = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(first)), scale);
  *high = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(second)), scale);
}

// Four bits: with an offset from byte 2, or around 8.
INLINE_V4 void block4_at(const uint8_t *block, int has_offset, __m512 *low, __m512 *high) {
  __m512 values = has_offset ? values_of(0, scale_at(block), scale_at(block + 2))
                             : values_of(-8, scale_at(block), _mm512_setzero_ps());
  __m512i quants = bytes_at(block + (has_offset ? 4 : 2));
  *low = _mm512_permutexvar_ps(quants, values);
  *high = _mm512_permutexvar_ps(_mm512_srli_epi32(quants, 4), values);
}

// The weights with these low four bits, and the fifth where the mask says so, among 32 values.
INLINE_V4 __m512 picked(__m512i low, __mmask16 fifth, __m512 lower, __m512 upper) {
  __m512i index = _mm512_and_si512(low, _mm512_set1_epi32(15));
  return _mm512_permutex2var_ps(lower, _mm512_mask_or_epi32(index, fifth, index, _mm512_set1_epi32(16)), upper);
}

// Five bits: with an offset from byte 2, or around 16; the fifth bits in one word before the halves.
INLINE_V4 void block5_at(const uint8_t *block, int has_offset, __m512 *low, __m512 *high) {
  __m512 scale = scale_at(block), offset = has_offset ? scale_at(block + 2) : _mm512_setzero_ps();
  __m512 lower = values_of(has_offset ? 0 : -16, scale, offset), upper = values_of(has_offset ? 16 : 0, scale, offset);
  const uint8_t *bits = block + (has_offset ? 4 : 2);
  uint32_t fifth;
  memcpy(&fifth, bits, sizeof fifth);
  __m512i quants = bytes_at(bits + 4);
  *low = picked(quants, (__mmask16)fifth, lower, upper);
  *high = picked(_mm512_srli_epi32(quants, 4), (__mmask16)(fifth >> 16), lower, upper);
}

// Sub-block j of Q4_K or Q5_K, as `scale_and_minimum` of the plain decoder has it.
INLINE_V4 void block4_k_at(const uint8_t *block, int j, int has_fifth, __m512 *low, __m512 *high) {
  const uint8_t *packed = block + 4, *quants = block + (has_fifth ? 48 : 16) + j / 2 * 32;
  int s = j < 4 ? packed[j] & 63 : (packed[j + 4] & 15) | (packed[j - 4] >> 6) << 4;
  int m = j < 4 ? packed[j + 4] & 63 : packed[j + 4] >> 4 | (packed[j] >> 6) << 4;
  __m512 scale = _mm512_mul_ps(scale_at(block), _mm512_set1_ps((float)s));
  __m512 offset = _mm512_mul_ps(scale_at(block + 2), _mm512_set1_ps((float)-m));
  __m512 lower = values_of(0, scale, offset);
  __m128i shift = _mm_cvtsi32_si128(j % 2 * 4);
  __m512i first = _mm512_srl_epi32(bytes_at(quants), shift), second = _mm512_srl_epi32(bytes_at(quants + 16), shift);
  if (!has_fifth) {
    *low = _mm512_permutexvar_ps(first, lower);
    *high = _mm512_permutexvar_ps(second, lower);
    return;
  }
  __m512 upper = values_of(16, scale, offset);
  __m512i bit = _mm512_set1_epi32(1 << j);
  *low = picked(first, _mm512_test_epi32_mask(bytes_at(block + 16), bit), lower, upper);
  *high = picked(second, _mm512_test_epi32_mask(bytes_at(block + 32), bit), lower, upper);
}

// Sixteen weights of Q6_K, group `j` of its block.
INLINE_V4 __m512 group6_k_at(const uint8_t *block, int j) {
  int half = j / 8, part = j % 8 / 2, first = j % 2 * 16;
  __m512i low = _mm512_srl_epi32(bytes_at(block + half * 64 + part % 2 * 32 + first), _mm_cvtsi32_si128(part / 2 * 4));
  __m512i high = _mm512_srl_epi32(bytes_at(block + 128 + half * 32 + first), _mm_cvtsi32_si128(part * 2));
  __m512i quants = _mm512_or_si512(
    _mm512_and_si512(low, _mm512_set1_epi32(15)),
    _mm512_slli_epi32(_mm512_and_si512(high, _mm512_set1_epi32(3)), 4));
  __m512 scale = _mm512_mul_ps(scale_at(block + 208), _mm512_set1_ps((float)(int8_t)block[192 + j]));
  return _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_sub_epi32(quants, _mm512_set1_epi32(32))), scale);
}

// Weights k to k + 32 of a row: of plain floats those below `depth`, 0 behind it.
INLINE_V4 void weights_at(meit_encoding encoding, const uint8_t *row, long k, long depth, __m512 *low, __m512 *high) {
  const uint8_t *block = row + k / 32 * bytes_of_32(encoding), *large = row + k / 256 * bytes_of_256(encoding);
  int j = (int)(k % 256 / 32);
  switch (encoding) {
  case meit_f32:
    *low = _mm512_maskz_loadu_ps(lanes(depth - k), block);
    *high = _mm512_maskz_loadu_ps(lanes(depth - k - 16), block + 64);
    return;
  case meit_f16:
  case meit_bf16:
    *low = half_floats(encoding, _mm256_maskz_loadu_epi16(lanes(depth - k), block));
    *high = half_floats(encoding, _mm256_maskz_loadu_epi16(lanes(depth - k - 16), block + 32));
    return;
  case meit_q8_0: block8_at(block, low, high); return;
  case meit_q4_0: block4_at(block, 0, low, high); return;
  case meit_q4_1: block4_at(block, 1, low, high); return;
  case meit_q5_0: block5_at(block, 0, low, high); return;
  case meit_q5_1: block5_at(block, 1, low, high); return;
  case meit_q4_k: block4_k_at(large, j, 0, low, high); return;
  case meit_q5_k: block4_k_at(large, j, 1, low, high); return;
  case meit_q6_k:
    *low = group6_k_at(large, 2 * j);
    *high = group6_k_at(large, 2 * j + 1);
    return;
  }
}
