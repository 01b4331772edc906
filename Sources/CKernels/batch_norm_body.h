// The kernels of batch norm for one kind of stored numbers: included by the file that defines STORED, their type, LOAD
// and STORE, which turn them into floats and back, and NAMED, which tells the functions apart.

CLONES static void NAMED(moments)(const STORED *restrict x, float *restrict moments, long rows, long width) {
  float part[width];
  float *restrict mean = moments, *restrict squares = moments + width;
  memset(moments, 0, 2 * width * sizeof *moments);
  for (int pass = 0; pass < 2; pass++) {
    float *restrict sums = pass ? squares : mean;
    for (long start = 0; start < rows; start += rows_together) {
      long end = start + rows_together < rows ? start + rows_together : rows;
      memset(part, 0, sizeof part);
      for (long row = start; row < end; row++) {
        const STORED *restrict from = x + row * width;
        if (pass)
          for (long i = 0; i < width; i++) part[i] += (LOAD(from[i]) - mean[i]) * (LOAD(from[i]) - mean[i]);
        else
          for (long i = 0; i < width; i++) part[i] += LOAD(from[i]);
      }
      for (long i = 0; i < width; i++) sums[i] += part[i];
    }
    if (!pass)
      for (long i = 0; i < width; i++) mean[i] /= rows;
  }
}

CLONES static void NAMED(normalise)(
  const STORED *restrict x, const float *restrict mean, const float *restrict scale, const float *restrict bias,
  const STORED *restrict added, STORED *restrict y, int rectified, long rows, long width) {
// The same bits as a sum of its own.
#pragma clang fp reassociate(off)
  float floor = rectified ? 0.0f : -INFINITY;
  for (long row = 0; row < rows; row++, x += width, y += width) {
    const STORED *restrict more = added ? added + row * width : 0;
    if (more)
      for (long i = 0; i < width; i++) {
        float value = (LOAD(x[i]) - mean[i]) * scale[i] + bias[i];
        value += LOAD(more[i]);
        y[i] = STORE(value > floor ? value : floor);
      }
    else
      for (long i = 0; i < width; i++) {
        float value = (LOAD(x[i]) - mean[i]) * scale[i] + bias[i];
        y[i] = STORE(value > floor ? value : floor);
      }
  }
}

CLONES static void NAMED(sums)(
  const STORED *restrict x, const float *restrict mean, const float *restrict dy, const STORED *restrict y,
  float *restrict masked, float *restrict sums, long rows, long width) {
  float part[2 * width];
  float *restrict sum = part, *restrict product = part + width;
  for (long start = 0; start < rows; start += rows_together) {
    long end = start + rows_together < rows ? start + rows_together : rows;
    memset(part, 0, sizeof part);
    for (long row = start; row < end; row++) {
      const STORED *restrict from = x + row * width;
      const float *restrict gradient = dy + row * width;
      const STORED *restrict output = y ? y + row * width : 0;
      float *restrict target = masked ? masked + row * width : 0;
      if (y && masked)
        for (long i = 0; i < width; i++) {
          float g = LOAD(output[i]) > 0 ? gradient[i] : 0;
          target[i] = g;
          sum[i] += g, product[i] += g * (LOAD(from[i]) - mean[i]);
        }
      else if (y)
        for (long i = 0; i < width; i++) {
          float g = LOAD(output[i]) > 0 ? gradient[i] : 0;
          sum[i] += g, product[i] += g * (LOAD(from[i]) - mean[i]);
        }
      else
        for (long i = 0; i < width; i++) sum[i] += gradient[i], product[i] += gradient[i] * (LOAD(from[i]) - mean[i]);
    }
    for (long i = 0; i < 2 * width; i++) sums[i] += part[i];
  }
}

CLONES static void NAMED(adjoint)(
  const STORED *restrict x, const float *restrict mean, const float *restrict dy, const STORED *restrict y,
  const float *restrict a, const float *restrict b, const float *restrict c, float *restrict dx, long rows,
  long width) {
  for (long row = 0; row < rows; row++, x += width, dy += width, dx += width) {
    if (y) {
      for (long i = 0; i < width; i++) {
        float g = LOAD(y[i]) > 0 ? dy[i] : 0;
        dx[i] = a[i] * (g - b[i] - (LOAD(x[i]) - mean[i]) * c[i]);
      }
      y += width;
    } else {
      for (long i = 0; i < width; i++) dx[i] = a[i] * (dy[i] - b[i] - (LOAD(x[i]) - mean[i]) * c[i]);
    }
  }
}
