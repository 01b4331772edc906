#define _GNU_SOURCE
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { maximum_threads = 256, spins = 4000 };

static struct {
  pthread_mutex_t user;   // held by the one caller that has the workers
  pthread_mutex_t lock;   // guards the two conditions
  pthread_cond_t start, finish;
  void (*body)(void *, long);
  void *context;
  long count, inherited;
  _Atomic long next;
  _Atomic int generation, running;
  int threads, started, wanted;
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

static void work(void) {
  inherited = pool.inherited;
  for (long index; (index = atomic_fetch_add(&pool.next, 1)) < pool.count;) pool.body(pool.context, index);
}

static void *worker(void *argument) {
  long number = (long)argument;
  int seen = 0;
  inside = 1;
  for (;;) {
    for (int spin = 0; spin < spins && atomic_load(&pool.generation) == seen; spin++) pause_briefly();
    if (atomic_load(&pool.generation) == seen) {
      pthread_mutex_lock(&pool.lock);
      while (atomic_load(&pool.generation) == seen) pthread_cond_wait(&pool.start, &pool.lock);
      pthread_mutex_unlock(&pool.lock);
    }
    seen = atomic_load(&pool.generation);
    if (number < pool.wanted) work();
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

int meit_pool_threads(void) {
  if (pool.threads == 0) pool.threads = available_processors();
  return pool.threads;
}

void meit_pool_set_threads(int count) {
  pthread_mutex_lock(&pool.user);
  pool.threads = count > maximum_threads ? maximum_threads : count < 0 ? 0 : count;
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
    if (pthread_create(&thread, 0, worker, (void *)(long)(pool.started + 1)) != 0) return;
    pthread_detach(thread);
    pool.started++;
  }
}

void meit_pool_run(void (*body)(void *, long), void *context, long count) {
  if (count <= 1 || inside || meit_pool_threads() == 1 || pthread_mutex_trylock(&pool.user) != 0) {
    for (long index = 0; index < count; index++) body(context, index);
    return;
  }
  start_workers(pool.threads);
  inside = 1;
  pool.body = body, pool.context = context, pool.count = count, pool.wanted = pool.threads;
  pool.inherited = inherited;
  atomic_store(&pool.next, 0);
  atomic_store(&pool.running, pool.started);
  pthread_mutex_lock(&pool.lock);
  atomic_fetch_add(&pool.generation, 1);
  pthread_cond_broadcast(&pool.start);
  pthread_mutex_unlock(&pool.lock);
  work();
  for (int spin = 0; spin < spins && atomic_load(&pool.running) > 0; spin++) pause_briefly();
  if (atomic_load(&pool.running) > 0) {
    pthread_mutex_lock(&pool.lock);
    while (atomic_load(&pool.running) > 0) pthread_cond_wait(&pool.finish, &pool.lock);
    pthread_mutex_unlock(&pool.lock);
  }
  inside = 0;
  pthread_mutex_unlock(&pool.user);
}
