#include "selective_scan.h"

#include "clones.h"

// States are kept as rows of meit_scan_channels lanes, one row for each of the N states: loops run over lanes. Lanes
// beyond the scan's channels are computed on zeros.
enum { lanes = meit_scan_channels };

long meit_scan_saved(long steps, long states) {
  return (steps + meit_scan_steps - 1) / meit_scan_steps * states * lanes;
}

long meit_scan_scratch(long states) { return (2 * meit_scan_steps + 4) * states * lanes; }

// A [N, lanes] = -exp(logA [E, N]), 0 beyond the channels.
INLINE void transition(const meit_scan *s, float *restrict a) {
  for (long n = 0; n < s->states; n++)
    for (long i = 0; i < lanes; i++) a[n * lanes + i] = i < s->channels ? -exp_of(s->log_a[i * s->states + n]) : 0.0f;
}

INLINE long row_at(const meit_scan *s, long step) { return s->reversed ? s->steps - 1 - step : step; }

INLINE void load(const meit_scan *s, const float *restrict x, long row, float *restrict lane) {
  for (long i = 0; i < s->channels; i++) lane[i] = x[row * s->stride + i];
}

CLONES void meit_selective_scan(const meit_scan *s, float *restrict y, float *restrict saved) {
  float a[meit_scan_states * lanes], h[meit_scan_states * lanes], u[lanes] = {0}, dt[lanes] = {0}, sum[lanes];
  long size = s->states * lanes;
  transition(s, a);
  for (long i = 0; i < size; i++) h[i] = 0;
  for (long step = 0; step < s->steps; step++) {
    if (saved && step % meit_scan_steps == 0) memcpy(saved + step / meit_scan_steps * size, h, size * sizeof(float));
    long row = row_at(s, step);
    load(s, s->u, row, u), load(s, s->dt, row, dt);
    for (long i = 0; i < lanes; i++) sum[i] = 0;
    for (long n = 0; n < s->states; n++) {
      float b = s->b[row * s->states + n], c = s->c[row * s->states + n];
      float *restrict state = h + n * lanes;
      const float *restrict rate = a + n * lanes;
      for (long i = 0; i < lanes; i++) {
        state[i] = exp_of(dt[i] * rate[i]) * state[i] + dt[i] * b * u[i];
        sum[i] += c * state[i];
      }
    }
    for (long i = 0; i < s->channels; i++) y[row * s->stride + i] = sum[i] + s->d[i] * u[i];
  }
}

// The decays and the states after each step of one stretch, from the state before it; states[0] is that state.
INLINE void replay(
  const meit_scan *s, const float *restrict a, long first, long count, float *restrict decays, float *restrict states) {
  float u[lanes] = {0}, dt[lanes] = {0};
  long size = s->states * lanes;
  for (long k = 0; k < count; k++) {
    long row = row_at(s, first + k);
    load(s, s->u, row, u), load(s, s->dt, row, dt);
    for (long n = 0; n < s->states; n++) {
      float b = s->b[row * s->states + n];
      const float *restrict before = states + k * size + n * lanes;
      float *restrict after = states + (k + 1) * size + n * lanes, *restrict decay = decays + k * size + n * lanes;
      for (long i = 0; i < lanes; i++) {
        decay[i] = exp_of(dt[i] * a[n * lanes + i]);
        after[i] = decay[i] * before[i] + dt[i] * b * u[i];
      }
    }
  }
}

CLONES void meit_selective_scan_adjoint(
  const meit_scan *s, const float *restrict dy, const float *restrict saved, float *restrict scratch,
  float *restrict du, float *restrict ddt, float *restrict db, float *restrict dc, float *restrict dlog_a,
  float *restrict dd) {
  long size = s->states * lanes;
  float *restrict a = scratch, *restrict dh = a + size, *restrict da = dh + size, *restrict decays = da + size;
  float *restrict states = decays + meit_scan_steps * size;
  float u[lanes] = {0}, dt[lanes] = {0}, g[lanes] = {0}, for_u[lanes], for_dt[lanes], for_d[lanes] = {0};
  transition(s, a);
  for (long i = 0; i < size; i++) dh[i] = 0, da[i] = 0;
  for (long stretch = (s->steps - 1) / meit_scan_steps; stretch >= 0; stretch--) {
    long first = stretch * meit_scan_steps;
    long count = s->steps - first < meit_scan_steps ? s->steps - first : meit_scan_steps;
    memcpy(states, saved + stretch * size, size * sizeof(float));
    replay(s, a, first, count, decays, states);
    for (long k = count - 1; k >= 0; k--) {
      long row = row_at(s, first + k);
      load(s, s->u, row, u), load(s, s->dt, row, dt), load(s, dy, row, g);
      for (long i = 0; i < lanes; i++) for_u[i] = 0, for_dt[i] = 0, for_d[i] += g[i] * u[i];
      for (long n = 0; n < s->states; n++) {
        float b = s->b[row * s->states + n], c = s->c[row * s->states + n], for_b = 0, for_c = 0;
        const float *restrict before = states + k * size + n * lanes, *restrict after = before + size;
        const float *restrict decay = decays + k * size + n * lanes;
        for (long i = 0; i < lanes; i++) {
          float slope = dh[n * lanes + i] + c * g[i], past = slope * before[i] * decay[i];
          for_c += g[i] * after[i];
          for_b += slope * dt[i] * u[i];
          for_u[i] += slope * dt[i] * b;
          for_dt[i] += past * a[n * lanes + i] + slope * b * u[i];
          da[n * lanes + i] += past * dt[i];
          dh[n * lanes + i] = slope * decay[i];
        }
        db[row * s->states + n] += for_b, dc[row * s->states + n] += for_c;
      }
      for (long i = 0; i < s->channels; i++) {
        du[row * s->stride + i] = for_u[i] + s->d[i] * g[i];
        ddt[row * s->stride + i] = for_dt[i];
      }
    }
  }
  for (long i = 0; i < s->channels; i++) {
    dd[i] += for_d[i];
    // dA / dlogA = A.
    for (long n = 0; n < s->states; n++) dlog_a[i * s->states + n] += da[n * lanes + i] * a[n * lanes + i];
  }
}
