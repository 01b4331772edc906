#pragma once

/// Asks memory for a few lines of what thread `number` of the pool is expected to read next; 0 when there is no more to
/// ask for.
int meit_ask_ahead(long number);
