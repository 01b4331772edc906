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

// A sum of few rows is added to the whole, not each row: so it keeps more digits.
enum { rows_together = 16 };

CLONES void meit_column_moments(const float *restrict x, float *restrict moments, long rows, long width) {
  float part[width];
  float *restrict mean = moments, *restrict squares = moments + width;
  memset(moments, 0, 2 * width * sizeof *moments);
  for (int pass = 0; pass < 2; pass++) {
    float *restrict sums = pass ? squares : mean;
    for (long start = 0; start < rows; start += rows_together) {
      long end = start + rows_together < rows ? start + rows_together : rows;
      memset(part, 0, sizeof part);
      for (long row = start; row < end; row++) {
        const float *restrict from = x + row * width;
        if (pass)
          for (long i = 0; i < width; i++) part[i] += (from[i] - mean[i]) * (from[i] - mean[i]);
        else
          for (long i = 0; i < width; i++) part[i] += from[i];
      }
      for (long i = 0; i < width; i++) sums[i] += part[i];
    }
    if (!pass)
      for (long i = 0; i < width; i++) mean[i] /= rows;
  }
}

CLONES void meit_normalise_columns(
  const float *restrict x, const float *restrict mean, const float *restrict scale, const float *restrict bias,
  const float *restrict added, float *restrict y, int rectified, long rows, long width) {
// The same bits as a sum of its own.
#pragma clang fp reassociate(off)
  float floor = rectified ? 0.0f : -INFINITY;
  for (long row = 0; row < rows; row++, x += width, y += width) {
    if (added) {
      const float *restrict more = added + row * width;
      for (long i = 0; i < width; i++) {
        float value = (x[i] - mean[i]) * scale[i] + bias[i];
        value += more[i];
        y[i] = value > floor ? value : floor;
      }
    } else {
      for (long i = 0; i < width; i++) {
        float value = (x[i] - mean[i]) * scale[i] + bias[i];
        y[i] = value > floor ? value : floor;
      }
    }
  }
}

CLONES void meit_batch_norm_sums(
  const float *restrict x, const float *restrict mean, const float *restrict dy, const float *restrict y,
  float *restrict masked, float *restrict sums, long rows, long width) {
  float part[2 * width];
  float *restrict sum = part, *restrict product = part + width;
  for (long start = 0; start < rows; start += rows_together) {
    long end = start + rows_together < rows ? start + rows_together : rows;
    memset(part, 0, sizeof part);
    for (long row = start; row < end; row++) {
      const float *restrict from = x + row * width, *restrict gradient = dy + row * width;
      const float *restrict output = y ? y + row * width : 0;
      float *restrict target = masked ? masked + row * width : 0;
      if (y && masked)
        for (long i = 0; i < width; i++) {
          float g = output[i] > 0 ? gradient[i] : 0;
          target[i] = g;
          sum[i] += g, product[i] += g * (from[i] - mean[i]);
        }
      else if (y)
        for (long i = 0; i < width; i++) {
          float g = output[i] > 0 ? gradient[i] : 0;
          sum[i] += g, product[i] += g * (from[i] - mean[i]);
        }
      else
        for (long i = 0; i < width; i++) sum[i] += gradient[i], product[i] += gradient[i] * (from[i] - mean[i]);
    }
    for (long i = 0; i < 2 * width; i++) sums[i] += part[i];
  }
}

CLONES void meit_batch_norm_adjoint(
  const float *restrict x, const float *restrict mean, const float *restrict dy, const float *restrict y,
  const float *restrict a, const float *restrict b, const float *restrict c, float *restrict dx, long rows, long width) {
  for (long row = 0; row < rows; row++, x += width, dy += width, dx += width) {
    if (y) {
      for (long i = 0; i < width; i++) dx[i] = a[i] * ((y[i] > 0 ? dy[i] : 0) - b[i] - (x[i] - mean[i]) * c[i]);
      y += width;
    } else {
      for (long i = 0; i < width; i++) dx[i] = a[i] * (dy[i] - b[i] - (x[i] - mean[i]) * c[i]);
    }
  }
}
