#pragma once

/// How a row of weights is encoded: plain floats, or the blocks of GGML (ggml-common.h), which hold 32 or 256 weights
/// with their scales.
typedef enum {
  meit_f32,
  meit_f16,
  meit_bf16,
  meit_q8_0,
  meit_q4_0,
  meit_q4_1,
  meit_q5_0,
  meit_q5_1,
  meit_q4_k,
  meit_q5_k,
  meit_q6_k,
} meit_encoding;

/// Weights that one block holds, and its bytes.
long meit_block_elements(meit_encoding encoding);
long meit_block_bytes(meit_encoding encoding);

/// Decodes whole blocks: `count` weights from `source`, which need not be aligned. Products are formed in the order of
/// GGML's reference code, so that results agree with it bit for bit.
void meit_decode(meit_encoding encoding, const void *source, float *out, long count);

/// Encodes whole blocks to nearest: f32, f16, bf16, Q8_0 and Q4_0 only. What is not finite becomes 0 in a block.
void meit_encode(meit_encoding encoding, const float *source, void *out, long count);

/// A matrix of weights whose rows are encoded one after the other, `depth` weights each.
typedef struct {
  meit_encoding encoding;
  const void *base;
  long depth;
} meit_encoded_matrix;

/// The most rows of x that one call of the product below takes.
enum { meit_encoded_rows = 32 };

/// y[i, j] = x[i] . w[j] for the rows [first, last) of w: x [rows, depth], y rows `y_row` apart. An element is summed
/// in the same order whatever `rows` and the ranges are, in single precision.
void meit_encoded_product(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row);

/// Whether the product is written for this processor, not only compiled for it.
int meit_encoded_product_is_fast(void);

/// The same product on any processor, which the product above falls back to.
void meit_encoded_product_plain(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row);
