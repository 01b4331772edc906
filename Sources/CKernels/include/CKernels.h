#pragma once
#include "pool.h"
