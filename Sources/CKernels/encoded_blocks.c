#include "bfloat.h"
#include "encoded.h"
#include "half.h"

// A product and a sum stay two roundings, as in GGML's reference code.
#pragma clang fp reassociate(off) contract(off)

static const struct {
  long elements, bytes;
} blocks[] = {
  [meit_f32] = {1, 4},     [meit_f16] = {1, 2},     [meit_bf16] = {1, 2},     [meit_q8_0] = {32, 34},
  [meit_q4_0] = {32, 18},  [meit_q4_1] = {32, 20},  [meit_q5_0] = {32, 22},   [meit_q5_1] = {32, 24},
  [meit_q4_k] = {256, 144}, [meit_q5_k] = {256, 176}, [meit_q6_k] = {256, 210},
};

long meit_block_elements(meit_encoding encoding) { return blocks[encoding].elements; }
long meit_block_bytes(meit_encoding encoding) { return blocks[encoding].bytes; }

INLINE float bfloat_at(const uint8_t *bytes) {
  uint16_t bits;
  memcpy(&bits, bytes, sizeof bits);
  return float_of_bfloat(bits);
}

// Scale, then 32 signed bytes.
INLINE void block8(const uint8_t *restrict b, float *restrict out) {
  float scale = half_at(b);
  for (int j = 0; j < 32; j++) out[j] = (float)(int8_t)b[2 + j] * scale;
}

// Weight j in the low, weight j + 16 in the high half of byte j; the middle is 8.
INLINE void block4(const uint8_t *restrict b, float *restrict out) {
  float scale = half_at(b);
  for (int j = 0; j < 16; j++) {
    out[j] = (float)((b[2 + j] & 15) - 8) * scale;
    out[j + 16] = (float)((b[2 + j] >> 4) - 8) * scale;
  }
}

// The same with an offset in place of the middle.
INLINE void block4_offset(const uint8_t *restrict b, float *restrict out) {
  float scale = half_at(b), offset = half_at(b + 2);
  for (int j = 0; j < 16; j++) {
    out[j] = (float)(b[4 + j] & 15) * scale + offset;
    out[j + 16] = (float)(b[4 + j] >> 4) * scale + offset;
  }
}

// Five bits: the fifth bits of all weights in one word before the halves. `offset` in place of the middle, 16.
INLINE void block5(const uint8_t *restrict b, float *restrict out, int has_offset) {
  float scale = half_at(b), offset = has_offset ? half_at(b + 2) : 0;
  const uint8_t *fifth = b + (has_offset ? 4 : 2), *low = fifth + 4;
  uint32_t high;
  memcpy(&high, fifth, sizeof high);
  for (int j = 0; j < 16; j++) {
    int first = (low[j] & 15) | (int)(high >> j & 1) << 4, second = low[j] >> 4 | (int)(high >> (j + 16) & 1) << 4;
    out[j] = has_offset ? (float)first * scale + offset : (float)(first - 16) * scale;
    out[j + 16] = has_offset ? (float)second * scale + offset : (float)(second - 16) * scale;
  }
}

// Scale and minimum of sub-block j of Q4_K and Q5_K: six bits each, eight pairs in the twelve bytes from byte 4.
INLINE void scale_and_minimum(const uint8_t *b, int j, float *scale, float *minimum) {
  const uint8_t *packed = b + 4;
  int s = j < 4 ? packed[j] & 63 : (packed[j + 4] & 15) | (packed[j - 4] >> 6) << 4;
  int m = j < 4 ? packed[j + 4] & 63 : packed[j + 4] >> 4 | (packed[j] >> 6) << 4;
  *scale = half_at(b) * (float)s;
  *minimum = half_at(b + 2) * (float)m;
}

// 128 bytes of four-bit weights from byte 16: 32 weights low, the next 32 high. With a fifth bit 32 bytes of those come
// first; bit j belongs to sub-block j.
INLINE void block4_k(const uint8_t *restrict b, float *restrict out, int has_fifth) {
  const uint8_t *quants = b + (has_fifth ? 48 : 16);
  for (int j = 0; j < 8; j++) {
    float scale, minimum;
    scale_and_minimum(b, j, &scale, &minimum);
    for (int l = 0; l < 32; l++) {
      int quant = quants[j / 2 * 32 + l] >> (j % 2 * 4) & 15;
      if (has_fifth) quant |= (b[16 + l] >> j & 1) << 4;
      out[j * 32 + l] = scale * (float)quant - minimum;
    }
  }
}

// 128 bytes of low four bits, 64 of high two bits, sixteen signed sub-scales, scale; the middle is 32.
INLINE void block6_k(const uint8_t *restrict b, float *restrict out) {
  float scale = half_at(b + 208);
  for (int group = 0; group < 16; group++) {
    float sub = scale * (float)(int8_t)b[192 + group];
    int half = group / 8, part = group % 8 / 2, first = group % 2 * 16;
    const uint8_t *low = b + half * 64 + part % 2 * 32 + first, *high = b + 128 + half * 32 + first;
    for (int l = 0; l < 16; l++) {
      int quant = (low[l] >> (part / 2 * 4) & 15) | (high[l] >> (part * 2) & 3) << 4;
      out[group * 16 + l] = sub * (float)(quant - 32);
    }
  }
}

CLONES void meit_decode(meit_encoding encoding, const void *source, float *restrict out, long count) {
  const uint8_t *restrict b = source;
  long elements = blocks[encoding].elements, bytes = blocks[encoding].bytes;
  switch (encoding) {
  case meit_f32: memcpy(out, source, 4 * (size_t)count); return;
  case meit_f16:
    for (long i = 0; i < count; i++) out[i] = half_at(b + 2 * i);
    return;
  case meit_bf16:
    for (long i = 0; i < count; i++) out[i] = bfloat_at(b + 2 * i);
    return;
  default: break;
  }
  for (long i = 0; i < count; i += elements, b += bytes) switch (encoding) {
    case meit_q8_0: block8(b, out + i); break;
    case meit_q4_0: block4(b, out + i); break;
    case meit_q4_1: block4_offset(b, out + i); break;
    case meit_q5_0: block5(b, out + i, 0); break;
    case meit_q5_1: block5(b, out + i, 1); break;
    case meit_q4_k: block4_k(b, out + i, 0); break;
    case meit_q5_k: block4_k(b, out + i, 1); break;
    case meit_q6_k: block6_k(b, out + i); break;
    default: return;
    }
}

// A whole number within bounds; what is not finite becomes 0, for no block can hold it.
INLINE int whole(float value, int least, int most) {
  float bounded = value < (float)least ? (float)least : value > (float)most ? (float)most : value;
  return value - value == 0 ? (int)bounded : 0;
}

// The largest magnitude becomes 127; halves are rounded away from zero.
INLINE void encode8(const float *restrict x, uint8_t *restrict out) {
  float most = 0;
  for (int j = 0; j < 32; j++) most = fabsf(x[j]) > most ? fabsf(x[j]) : most;
  float scale = most / 127, inverse = scale == 0 ? 0 : 1 / scale;
  _Float16 half = (_Float16)scale;
  memcpy(out, &half, 2);
  for (int j = 0; j < 32; j++) {
    float scaled = x[j] * inverse, down = __builtin_elementwise_trunc(scaled), rest = scaled - down;
    float rounded = rest >= 0.5f ? down + 1 : rest <= -0.5f ? down - 1 : down;
    out[2 + j] = (uint8_t)(int8_t)whole(rounded, -127, 127);
  }
}

// The value of largest magnitude becomes -8, the first of equals.
INLINE void encode4(const float *restrict x, uint8_t *restrict out) {
  float extreme = 0;
  for (int j = 0; j < 32; j++) extreme = fabsf(x[j]) > fabsf(extreme) ? x[j] : extreme;
  float scale = extreme / -8, inverse = scale == 0 ? 0 : 1 / scale;
  _Float16 half = (_Float16)scale;
  memcpy(out, &half, 2);
  for (int j = 0; j < 16; j++) {
    int low = whole(x[j] * inverse + 8.5f, 0, 15), high = whole(x[j + 16] * inverse + 8.5f, 0, 15);
    out[2 + j] = (uint8_t)(low | high << 4);
  }
}

CLONES void meit_encode(meit_encoding encoding, const float *restrict source, void *out, long count) {
  uint8_t *restrict b = out;
  switch (encoding) {
  case meit_f32: memcpy(out, source, 4 * (size_t)count); return;
  case meit_f16:
    for (long i = 0; i < count; i++) {
      _Float16 half = (_Float16)source[i];
      memcpy(b + 2 * i, &half, 2);
    }
    return;
  case meit_bf16:
    for (long i = 0; i < count; i++) {
      uint16_t half = bfloat_of(source[i]);
      memcpy(b + 2 * i, &half, 2);
    }
    return;
  case meit_q8_0:
    for (long i = 0; i < count; i += 32) encode8(source + i, b + i / 32 * 34);
    return;
  case meit_q4_0:
    for (long i = 0; i < count; i += 32) encode4(source + i, b + i / 32 * 18);
    return;
  default: return;
  }
}
