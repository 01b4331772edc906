#pragma once

/// Calls `body(context, index)` once for every index below `count`, on the threads of the process-wide pool and on the
/// caller's. Indices are claimed one by one in ascending order. A call from inside a body, or while another thread uses
/// the pool, runs on the caller alone.
void meit_pool_run(void (*body)(void *context, long index), void *context, long count);

/// The same with the indices cut into one share of consecutive ones for each thread. A thread claims those of its own
/// share in ascending order, then what is left of the others'.
void meit_pool_run_shares(void (*body)(void *context, long index), void *context, long count);

/// Says that the calling thread's next loop reads memory from `base` on, of which each thread of the pool reads `stretch`
/// bytes, one thread's behind the other's. What was read after it the last time is asked for by threads that have to
/// wait until that loop begins.
void meit_pool_reads(const void *base, long stretch);

/// Sets how many threads, the caller's included, later calls use. 0 means one per available processor.
void meit_pool_set_threads(int count);

/// How many threads, the caller's included, a call uses.
int meit_pool_threads(void);

/// A number of the calling thread, 0 at first, that the pool's threads have too while they work for it.
long meit_pool_inherited(void);
void meit_pool_set_inherited(long value);
