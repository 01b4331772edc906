#define _GNU_SOURCE
#include "cmpi.h"

#include <dlfcn.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Values of Open MPI's interface (MPI 4.0, appendix A; unchanged since Open MPI 1.7).
typedef void *handle;
enum { serialized = 2, success = 0, longest_text = 256 };
#define IN_PLACE ((void *)1)

static struct {
  int (*init)(int *, char ***, int, int *);
  int (*finalize)(void);
  int (*abort)(handle, int);
  int (*rank)(handle, int *);
  int (*size)(handle, int *);
  int (*duplicate)(handle, handle *);
  int (*handler)(handle, handle);
  int (*all_to_all)(
      const void *, const int *, const int *, handle, void *, const int *, const int *, handle, handle, handle *);
  int (*all_gather)(const void *, int, handle, void *, const int *, const int *, handle, handle, handle *);
  int (*broadcast)(void *, int, handle, int, handle, handle *);
  int (*barrier)(handle, handle *);
  int (*test)(handle *, int *, void *);
  int (*text)(int, char *, int *);
  handle world, farewell, floats, bytes, errors_return;
} mpi;

static int find_all(void *library, char *reason, size_t room) {
  const struct {
    const char *name;
    void *place;
  } symbols[] = {
      {"MPI_Init_thread", &mpi.init},
      {"MPI_Finalize", &mpi.finalize},
      {"MPI_Abort", &mpi.abort},
      {"MPI_Comm_rank", &mpi.rank},
      {"MPI_Comm_size", &mpi.size},
      {"MPI_Comm_dup", &mpi.duplicate},
      {"MPI_Comm_set_errhandler", &mpi.handler},
      {"MPI_Ialltoallv", &mpi.all_to_all},
      {"MPI_Iallgatherv", &mpi.all_gather},
      {"MPI_Ibcast", &mpi.broadcast},
      {"MPI_Ibarrier", &mpi.barrier},
      {"MPI_Test", &mpi.test},
      {"MPI_Error_string", &mpi.text},
      {"ompi_mpi_comm_world", &mpi.world},
      {"ompi_mpi_float", &mpi.floats},
      {"ompi_mpi_byte", &mpi.bytes},
      {"ompi_mpi_errors_return", &mpi.errors_return},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *found = dlsym(library, symbols[i].name);
    if (!found) {
      snprintf(reason, room, "the MPI library has no %s: it is not Open MPI 1.7 or newer", symbols[i].name);
      return 1;
    }
    memcpy(symbols[i].place, &found, sizeof found);
  }
  return 0;
}

static int failed(int error, const char *call, char *reason, size_t room) {
  if (error == success) return 0;
  char text[longest_text] = "";
  cmpi_describe(error, text, sizeof text);
  snprintf(reason, room, "%s failed: %s", call, text);
  return 1;
}

int cmpi_join(int *rank, int *ranks, char *reason, size_t room) {
  // Global, since Open MPI's own plug-ins look for its symbols there.
  void *library = dlopen("libmpi.so.40", RTLD_NOW | RTLD_GLOBAL);
  if (!library) library = dlopen("libmpi.so", RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    snprintf(reason, room, "Open MPI cannot be loaded: %s", dlerror());
    return 1;
  }
  if (find_all(library, reason, room)) return 1;
  int level = 0;
  if (failed(mpi.init(0, 0, serialized, &level), "MPI_Init_thread", reason, room)) return 1;
  if (level < serialized) {
    snprintf(reason, room, "this MPI does not let another thread communicate while one computes");
    return 1;
  }
  return failed(mpi.rank(mpi.world, rank), "MPI_Comm_rank", reason, room) ||
         failed(mpi.size(mpi.world, ranks), "MPI_Comm_size", reason, room) ||
         failed(mpi.handler(mpi.world, mpi.errors_return), "MPI_Comm_set_errhandler", reason, room) ||
         failed(mpi.duplicate(mpi.world, &mpi.farewell), "MPI_Comm_dup", reason, room);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// Waits for a request: at first giving way to other threads, then with pauses that are a tenth of the time so far and
// at most 2 ms, since a rank may wait for hours until the first one is through with a step of its own. Gives up after
// `limit` seconds when that is positive, and then sets `*met` to 0.
static int wait_for(handle *request, double limit, int *met) {
  const double start = now();
  for (*met = 0;;) {
    int error = mpi.test(request, met, 0);
    if (error != success || *met) return error;
    const double waited = now() - start;
    if (limit > 0 && waited > limit) return success;
    if (waited < 50e-6) {
      sched_yield();
      continue;
    }
    const double pause = waited / 10 < 2e-3 ? waited / 10 : 2e-3;
    nanosleep(&(struct timespec){0, (long)(pause * 1e9)}, 0);
  }
}

static int finish(int error, handle *request) {
  int met;
  return error == success ? wait_for(request, 0, &met) : error;
}

int cmpi_exchange_floats(
    const float *sent, const int *sent_counts, const int *sent_starts, float *received, const int *received_counts,
    const int *received_starts) {
  handle request;
  return finish(
      mpi.all_to_all(
          sent, sent_counts, sent_starts, mpi.floats, received, received_counts, received_starts, mpi.floats,
          mpi.world, &request),
      &request);
}

int cmpi_gather_floats(float *floats, const int *counts, const int *starts) {
  handle request;
  return finish(
      mpi.all_gather(IN_PLACE, 0, mpi.floats, floats, counts, starts, mpi.floats, mpi.world, &request), &request);
}

int cmpi_gather_bytes(const void *sent, int count, void *received, const int *counts, const int *starts) {
  handle request;
  return finish(
      mpi.all_gather(sent, count, mpi.bytes, received, counts, starts, mpi.bytes, mpi.world, &request), &request);
}

int cmpi_broadcast_bytes(void *bytes, int count) {
  handle request;
  return finish(mpi.broadcast(bytes, count, mpi.bytes, 0, mpi.world, &request), &request);
}

int cmpi_meet(double seconds) {
  handle request;
  int met = 0;
  if (mpi.barrier(mpi.farewell, &request) != success) return 0;
  return wait_for(&request, seconds, &met) == success && met;
}

void cmpi_leave(void) { mpi.finalize(); }

void cmpi_abort(int status) { mpi.abort(mpi.world, status); }

void cmpi_describe(int error, char *reason, size_t room) {
  char text[longest_text] = "";
  int length = 0;
  if (mpi.text(error, text, &length) != success) length = 0;
  snprintf(reason, room, "%.*s", length, text);
}

// FNV-1a.
static unsigned long mixed(unsigned long hash, const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3;
  return hash;
}

unsigned long cmpi_processors(void) {
  char host[256] = "";
  cpu_set_t set;
  CPU_ZERO(&set);
  gethostname(host, sizeof host - 1);
  sched_getaffinity(0, sizeof set, &set);
  return mixed(mixed(0xcbf29ce484222325, host, sizeof host), &set, sizeof set);
}
