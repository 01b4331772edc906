#pragma once
#include "encoded.h"

/// The product for processors with AVX-512, or null on others.
typedef void meit_encoded_kernel(
  const meit_encoded_matrix *w, long first, long last, const float *x, long rows, float *y, long y_row);
meit_encoded_kernel *meit_encoded_product_v4(void);
