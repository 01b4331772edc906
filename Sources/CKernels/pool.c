#define _GNU_SOURCE
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "foresight.h"

// The least and the most looks before a thread that waits goes to sleep.
enum { maximum_threads = 256, least_looks = 128, most_looks = 4096 };

// Consecutive indices, which are claimed in ascending order; on a line of the cache of its own.
typedef struct {
  _Alignas(64) _Atomic long next;
  long end;
} pool_share;

static struct {
  pthread_mutex_t user;   // held by the one caller that has the workers
  pthread_mutex_t lock;   // guards the two conditions
  pthread_cond_t start, finish;
  void (*body)(void *, long);
  void *context;
  long inherited;
  _Atomic int generation, running;
  int threads, started, wanted, parts;
  pool_share shares[maximum_threads];
} pool = {
  .user = PTHREAD_MUTEX_INITIALIZER, .lock = PTHREAD_MUTEX_INITIALIZER,
  .start = PTHREAD_COND_INITIALIZER, .finish = PTHREAD_COND_INITIALIZER,
};

static _Thread_local int inside;
static _Thread_local long inherited;

long meit_pool_inherited(void) { return inherited; }
void meit_pool_set_inherited(long value) { inherited = value; }

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  sched_yield();
#endif
}

// Looks for what `pool` says in `is_over` until it is so or patience is lost, and asks memory for what comes next
// meanwhile. Patience grows where it paid and shrinks where it did not: on a busy machine the others often do not run at
// all, and looking only keeps them from it.
static void look(int (*is_over)(int), int seen, long number) {
  static _Thread_local int patience = most_looks;
  for (int looks = 0; looks < patience;) {
    if (is_over(seen)) {
      patience = patience * 2 < most_looks ? patience * 2 : most_looks;
      return;
    }
    if (!meit_ask_ahead(number)) pause_briefly(), looks++;
  }
  patience = patience / 2 > least_looks ? patience / 2 : least_looks;
}

static int has_started(int seen) { return atomic_load(&pool.generation) != seen; }
static int has_finished(int unused) { return atomic_load(&pool.running) == 0; }

// A thread's own share, then what is left of the others'.
static void work(long number) {
  inherited = pool.inherited;
  for (long part = 0; part < pool.parts; part++) {
    pool_share *share = &pool.shares[(number + part) % pool.parts];
    for (long index; (index = atomic_fetch_add(&share->next, 1)) < share->end;) pool.body(pool.context, index);
  }
}

// What a worker begins with: its number, and the generation whose pass it must not take for its first one.
static struct beginning {
  long number;
  int generation;
} beginnings[maximum_threads];

static void *worker(void *argument) {
  const struct beginning *beginning = argument;
  long number = beginning->number;
  int seen = beginning->generation;
  inside = 1;
  for (;;) {
    look(has_started, seen, number);
    if (!has_started(seen)) {
      pthread_mutex_lock(&pool.lock);
      while (!has_started(seen)) pthread_cond_wait(&pool.start, &pool.lock);
      pthread_mutex_unlock(&pool.lock);
    }
    seen = atomic_load(&pool.generation);
    if (number < pool.wanted) work(number);
    if (atomic_fetch_sub(&pool.running, 1) == 1) {
      pthread_mutex_lock(&pool.lock);
      pthread_cond_signal(&pool.finish);
      pthread_mutex_unlock(&pool.lock);
    }
  }
  return 0;
}

// A forked child has none of the parent's workers: it starts its own at the first call.
static void forget_workers(void) {
  pool.started = 0;
  pthread_mutex_init(&pool.user, 0);
  pthread_mutex_init(&pool.lock, 0);
}

static int available_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

static int limited(int threads) { return threads > maximum_threads ? maximum_threads : threads; }

int meit_pool_threads(void) {
  if (pool.threads == 0) pool.threads = limited(available_processors());
  return pool.threads;
}

void meit_pool_set_threads(int count) {
  pthread_mutex_lock(&pool.user);
  pool.threads = count < 0 ? 0 : limited(count);
  pthread_mutex_unlock(&pool.user);
}

static void start_workers(int threads) {
  if (pool.started == 0) {
    static int registered;
    if (!registered) pthread_atfork(0, 0, forget_workers), registered = 1;
    atomic_store(&pool.generation, 0);
  }
  while (pool.started < threads - 1) {
    pthread_t thread;
    struct beginning *beginning = &beginnings[pool.started];
    *beginning = (struct beginning){pool.started + 1, atomic_load(&pool.generation)};
    if (pthread_create(&thread, 0, worker, beginning) != 0) return;
    pthread_detach(thread);
    pool.started++;
  }
}

static void run(void (*body)(void *, long), void *context, long count, int parts) {
  if (count <= 1 || inside || meit_pool_threads() == 1 || pthread_mutex_trylock(&pool.user) != 0) {
    for (long index = 0; index < count; index++) body(context, index);
    return;
  }
  start_workers(pool.threads);
  inside = 1;
  pool.body = body, pool.context = context, pool.wanted = pool.threads;
  pool.parts = parts < pool.threads ? parts : pool.threads;
  pool.inherited = inherited;
  for (long part = 0; part < pool.parts; part++) {
    atomic_store(&pool.shares[part].next, count * part / pool.parts);
    pool.shares[part].end = count * (part + 1) / pool.parts;
  }
  atomic_store(&pool.running, pool.started);
  pthread_mutex_lock(&pool.lock);
  atomic_fetch_add(&pool.generation, 1);
  pthread_cond_broadcast(&pool.start);
  pthread_mutex_unlock(&pool.lock);
  work(0);
  look(has_finished, 0, 0);
  if (!has_finished(0)) {
    pthread_mutex_lock(&pool.lock);
    while (!has_finished(0)) pthread_cond_wait(&pool.finish, &pool.lock);
    pthread_mutex_unlock(&pool.lock);
  }
  inside = 0;
  pthread_mutex_unlock(&pool.user);
}

void meit_pool_run(void (*body)(void *, long), void *context, long count) { run(body, context, count, 1); }

void meit_pool_run_shares(void (*body)(void *, long), void *context, long count) {
  run(body, context, count, maximum_threads);
}
