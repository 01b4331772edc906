#pragma once

/// One AdamW step (Loshchilov and Hutter, 2019, algorithm 2) on `count` parameters. `correction1` and `correction2`
/// are 1 - beta^t, `rest1` and `rest2` 1 - beta: of single precision their differences would lose digits.
void meit_adamw(
  float *parameter, const float *gradient, float *first, float *second, long count, float rate, float beta1,
  float beta2, float rest1, float rest2, float epsilon, float decay, float correction1, float correction2,
  float scale);
