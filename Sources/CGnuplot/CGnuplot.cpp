#include "CGnuplot.h"

#include <csignal>
#include <exception>
#include <gnuplot-iostream.h>

struct CGnuplotPipe {
  Gnuplot stream;
  explicit CGnuplotPipe(const char *command) : stream(command) {}
};

// No C++ exception may cross into Swift, so each function turns it into its plain result.

CGnuplotPipe *gnuplot_open(const char *command) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return new CGnuplotPipe(command);
  } catch (const std::exception &) {
    return nullptr;
  }
}

bool gnuplot_write(CGnuplotPipe *pipe, const char *bytes, size_t count) {
  try {
    pipe->stream.write(bytes, static_cast<std::streamsize>(count));
    pipe->stream.flush();
    return pipe->stream.good();
  } catch (const std::exception &) {
    return false;
  }
}

void gnuplot_close(CGnuplotPipe *pipe) {
  try {
    delete pipe;
  } catch (const std::exception &) {
    // The pipe is gone either way; the caller learns of a failure from gnuplot's exit status.
  }
}
