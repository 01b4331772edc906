#include "peak.h"

#include "clones.h"

#if defined(__x86_64__)
#include <immintrin.h>

enum { chains = 14 };

__attribute__((target("arch=x86-64-v4"))) static double single(long rounds) {
  __m512 sum[chains], factor = _mm512_set1_ps(0.999f);
  for (int i = 0; i < chains; i++) sum[i] = _mm512_set1_ps((float)i);
  for (long round = 0; round < rounds; round++)
    for (int i = 0; i < chains; i++) sum[i] = _mm512_fmadd_ps(sum[i], factor, factor);
  for (int i = 0; i < chains; i++) __asm__ volatile("" : : "v"(sum[i]));
  return 2.0 * 16 * chains * rounds;
}

__attribute__((target("arch=x86-64-v4,avx512bf16"))) static double half(long rounds) {
  __m512 sum[chains];
  __m512bh factor = (__m512bh)_mm512_set1_epi16(0x3f00);
  for (int i = 0; i < chains; i++) sum[i] = _mm512_set1_ps((float)i);
  for (long round = 0; round < rounds; round++)
    for (int i = 0; i < chains; i++) sum[i] = _mm512_dpbf16_ps(sum[i], factor, factor);
  for (int i = 0; i < chains; i++) __asm__ volatile("" : : "v"(sum[i]));
  return 2.0 * 32 * chains * rounds;
}

double meit_peak_operations(int bfloat16, long rounds) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("x86-64-v4")) return 0;
  if (bfloat16) return __builtin_cpu_supports("avx512bf16") ? half(rounds) : 0;
  return single(rounds);
}
#else
double meit_peak_operations(int bfloat16, long rounds) { return 0; }
#endif

CLONES float meit_read(const float *from, long count) {
  enum { lanes = 128 };
  float sums[lanes] = {0}, sum = 0;
  for (long i = 0; i + lanes <= count; i += lanes)
    for (int lane = 0; lane < lanes; lane++) sums[lane] += from[i + lane];
  for (int lane = 0; lane < lanes; lane++) sum += sums[lane];
  return sum;
}
