#pragma once
#include "activations.h"
#include "attention.h"
#include "elementwise.h"
#include "normalisation.h"
#include "optimiser.h"
#include "pool.h"
#include "probabilities.h"
