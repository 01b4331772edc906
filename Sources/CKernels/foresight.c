#include "foresight.h"

#include <stdatomic.h>
#include <stdint.h>

#include "pool.h"

// Writing a token reads all weights in the same order as the token before it. Between two products memory would be idle
// while one thread works on small things: the others have their first weights of the next product come into their caches
// meanwhile. Asking for memory never faults, so it does no harm where a reading was freed or another one follows.

// `most_bytes` is half of a core's second cache.
enum { places = 1024, line = 64, lines_at_once = 4, most_bytes = 1 << 19 };

// What a loop reads.
typedef struct {
  const char *base;
  long stretch;
} reading;

// What followed each reading the last time, found by its address; of two in one place the later one stays.
static _Thread_local struct {
  const char *after;
  reading next;
} learnt[places];
static _Thread_local long latest;

// What all threads expect; each field by itself, for what a mixture of two would ask for does no harm either.
static _Atomic(const char *) base;
static _Atomic long stretch, number_of_expectations;

static long place_of(const char *address) {
  return (long)((uint64_t)(uintptr_t)address * 0x9e3779b97f4a7c15 >> 32) % places;
}

void meit_pool_reads(const void *from, long bytes) {
  learnt[latest].next = (reading){from, bytes};
  latest = place_of(from);
  if (learnt[latest].after != from) {
    learnt[latest].after = from;
    learnt[latest].next = (reading){0, 0};
  }
  atomic_store_explicit(&base, learnt[latest].next.base, memory_order_relaxed);
  atomic_store_explicit(&stretch, learnt[latest].next.stretch, memory_order_relaxed);
  atomic_fetch_add_explicit(&number_of_expectations, 1, memory_order_release);
}

int meit_ask_ahead(long number) {
  static _Thread_local long known, asked;
  long expectation = atomic_load_explicit(&number_of_expectations, memory_order_acquire);
  if (expectation != known) known = expectation, asked = 0;
  long bytes = atomic_load_explicit(&stretch, memory_order_relaxed);
  if (asked >= (bytes < most_bytes ? bytes : most_bytes)) return 0;
  const char *from = atomic_load_explicit(&base, memory_order_relaxed) + number * bytes + asked;
  for (int i = 0; i < lines_at_once; i++) __builtin_prefetch(from + i * line, 0, 2);
  asked += lines_at_once * line;
  return 1;
}
