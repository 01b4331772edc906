#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A running gnuplot that reads its script from a pipe (gnuplot-iostream's `Gnuplot`).
typedef struct CGnuplotPipe CGnuplotPipe;

/// Starts `command` by the shell; null when no pipe could be opened. From the first call on SIGPIPE is ignored in the
/// whole process: a gnuplot that ends early must not take us with it.
CGnuplotPipe *_Nullable gnuplot_open(const char *_Nonnull command);

/// Sends `count` bytes and flushes them; false when gnuplot no longer reads.
bool gnuplot_write(CGnuplotPipe *_Nonnull pipe, const char *_Nonnull bytes, size_t count);

/// Ends the script, waits for the command to finish and frees `pipe`.
void gnuplot_close(CGnuplotPipe *_Nonnull pipe);

#ifdef __cplusplus
}
#endif
