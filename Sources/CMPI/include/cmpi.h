// The few calls of MPI that data-parallel training needs, on an Open MPI that is looked for when the program runs.
//
// libmpi is opened with dlopen and not linked: linked, every start of the program would load it with the forty
// libraries that it stands on, and a machine without it could not start the program at all. Its handles are pointers
// to objects that it exports by name, so neither its headers nor its library are needed to build.
#pragma once
#include <stddef.h>

// Opens libmpi and joins the processes of this launch; all calls must come from one thread at a time.
// Returns 0, or something else with the reason in words in `reason`.
int cmpi_join(int *rank, int *ranks, char *reason, size_t room);

// The calls below return 0, or an error code of MPI that `cmpi_describe` puts into words. They wait without burning
// the processor. Counts and starts are in floats or bytes as the name says, one for each rank.
int cmpi_exchange_floats(
    const float *sent, const int *sent_counts, const int *sent_starts, float *received, const int *received_counts,
    const int *received_starts);
// Every rank's part of `floats`, which has its own part in place, comes to all ranks.
int cmpi_gather_floats(float *floats, const int *counts, const int *starts);
int cmpi_gather_bytes(const void *sent, int count, void *received, const int *counts, const int *starts);
// The bytes of rank 0 come to all ranks.
int cmpi_broadcast_bytes(void *bytes, int count);

// Waits until all ranks call this, for some seconds at most; whether they all did.
int cmpi_meet(double seconds);
// Ends the launch in good order, once all ranks call it.
void cmpi_leave(void);
// Ends all processes of the launch.
void cmpi_abort(int status);
// A number for this node and the processors of it that this process may use.
unsigned long cmpi_processors(void);
void cmpi_describe(int error, char *reason, size_t room);
