#pragma once

/// The widest state of a selective scan.
enum { meit_scan_states = 256, meit_scan_channels = 64, meit_scan_steps = 32 };

/// One sequence's input to a selective scan (Gu and Dao, "Mamba", 2023, equation 2), for `channels` of its E channels
/// (at most meit_scan_channels): h = exp(dt A) h + dt B u, y = C h + D u, with A = -exp(logA).
typedef struct {
  /// [T, E] at the first of the channels: input and step.
  const float *u, *dt;
  /// [T, N].
  const float *b, *c;
  /// [E, N] and [E] at the first of the channels.
  const float *log_a, *d;
  long steps, channels, states;
  /// E, the distance of two rows of u.
  long stride;
  /// Whether time runs from the last row to the first.
  int reversed;
} meit_scan;

/// How many floats hold the states at the start of every meit_scan_steps steps.
long meit_scan_saved(long steps, long states);

/// y [T, E] at the first channel; `saved`, where wanted, takes the states for the adjoint.
void meit_selective_scan(const meit_scan *scan, float *y, float *saved);

/// The gradients: du and ddt [T, E] at the first channel are written; db and dc [T, N], dlog_a [channels, N] and
/// dd [channels] are added to. `scratch` has room for meit_scan_scratch(states) floats.
void meit_selective_scan_adjoint(
  const meit_scan *scan, const float *dy, const float *saved, float *scratch, float *du, float *ddt, float *db,
  float *dc, float *dlog_a, float *dd);

/// How many floats the adjoint needs to work with.
long meit_scan_scratch(long states);
