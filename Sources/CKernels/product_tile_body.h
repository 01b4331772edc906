// The tiles of one precision: included by the file that defines TARGET, the processor, and ADD_PRODUCT, which adds to
// sixteen sums the products of one packed element with sixteen others.

// A tile of 14 rows by `vectors` times 16 columns, in intrinsics: of plain vector types compilers for this target make
// halves, since they prefer 256 bits.
TARGET static inline __attribute__((always_inline)) void tile(
  const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds, int vectors) {
  enum { rows = 14 };
  __m512 sum[rows][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = _mm512_setzero_ps();
  for (long p = 0; p < depth; p++, a += 16, b += 32) {
    __m512 left = _mm512_loadu_ps(b), right = _mm512_loadu_ps(b + 16);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      __m512 value = _mm512_set1_ps(a[i]);
      sum[i][0] = ADD_PRODUCT(sum[i][0], value, left);
      if (vectors == 2) sum[i][1] = ADD_PRODUCT(sum[i][1], value, right);
    }
  }
  __m512 scale = _mm512_set1_ps(factor);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++, c += c_row)
    for (int j = 0; j < vectors; j++) {
      __m512 before = adds ? _mm512_loadu_ps(c + 16 * j) : _mm512_setzero_ps();
      _mm512_storeu_ps(c + 16 * j, _mm512_fmadd_ps(scale, sum[i][j], before));
    }
}

TARGET static void whole_tile(const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds) {
  tile(a, b, depth, c, c_row, factor, adds, 2);
}

TARGET static void half_tile(const float *a, const float *b, long depth, float *c, long c_row, float factor, int adds) {
  tile(a, b, depth, c, c_row, factor, adds, 1);
}
