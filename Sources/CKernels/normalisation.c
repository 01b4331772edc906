#include "normalisation.h"

#include "clones.h"

CLONES void meit_layer_norm(
  const float *restrict x, const float *restrict weight, const float *restrict bias, float epsilon, float *restrict y,
  float *restrict moments, long rows, long width) {
  for (long row = 0; row < rows; row++, x += width, y += width) {
    float sum = 0, squares = 0;
    for (long i = 0; i < width; i++) sum += x[i];
    float mean = sum / width;
    for (long i = 0; i < width; i++) squares += (x[i] - mean) * (x[i] - mean);
    float reciprocal = 1.0f / sqrtf(squares / width + epsilon);
    if (bias)
      for (long i = 0; i < width; i++) y[i] = (x[i] - mean) * reciprocal * weight[i] + bias[i];
    else
      for (long i = 0; i < width; i++) y[i] = (x[i] - mean) * reciprocal * weight[i];
    moments[2 * row] = mean, moments[2 * row + 1] = reciprocal;
  }
}

CLONES void meit_layer_norm_adjoint(
  const float *restrict x, const float *restrict weight, const float *restrict moments, const float *restrict dy,
  float *restrict dx, float *restrict dweight, float *restrict dbias, long rows, long width) {
  for (long row = 0; row < rows; row++, x += width, dy += width, dx += width) {
    float mean = moments[2 * row], reciprocal = moments[2 * row + 1];
    float sum = 0, product = 0;
    for (long i = 0; i < width; i++) {
      float g = dy[i] * weight[i];
      sum += g, product += g * (x[i] - mean);
    }
    float first = sum / width, second = product * reciprocal * reciprocal / width;
    for (long i = 0; i < width; i++) dx[i] = reciprocal * (dy[i] * weight[i] - first - (x[i] - mean) * second);
    if (dweight)
      for (long i = 0; i < width; i++) dweight[i] += dy[i] * (x[i] - mean) * reciprocal;
    if (dbias)
      for (long i = 0; i < width; i++) dbias[i] += dy[i];
  }
}

CLONES void meit_rms_norm(
  const float *restrict x, const float *restrict weight, float epsilon, float *restrict y, float *restrict moments,
  long rows, long width) {
  for (long row = 0; row < rows; row++, x += width, y += width) {
    float squares = 0;
    for (long i = 0; i < width; i++) squares += x[i] * x[i];
    float reciprocal = 1.0f / sqrtf(squares / width + epsilon);
    for (long i = 0; i < width; i++) y[i] = x[i] * reciprocal * weight[i];
    moments[row] = reciprocal;
  }
}

CLONES void meit_rms_norm_adjoint(
  const float *restrict x, const float *restrict weight, const float *restrict moments, const float *restrict dy,
  float *restrict dx, float *restrict dweight, long rows, long width) {
  for (long row = 0; row < rows; row++, x += width, dy += width, dx += width) {
    float reciprocal = moments[row], product = 0;
    for (long i = 0; i < width; i++) product += dy[i] * weight[i] * x[i];
    float second = product * reciprocal * reciprocal / width;
    for (long i = 0; i < width; i++) dx[i] = reciprocal * (dy[i] * weight[i] - x[i] * second);
    if (dweight)
      for (long i = 0; i < width; i++) dweight[i] += dy[i] * x[i] * reciprocal;
  }
}
