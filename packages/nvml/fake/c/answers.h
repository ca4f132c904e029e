/* How a call answers once it has entered. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "library.h"

/* The call's own code, 2 without `out`, or 3 where the scenario does not give what is asked for. */
nvmlReturn_t check(const struct call *call, bool given, const void *out);
/* Leaves with the series' value of the moment; NULL and an empty one are not supported. */
nvmlReturn_t answer_series(const struct call *call, const struct series *series, unsigned int *out);
nvmlReturn_t answer_series64(const struct call *call, const struct series *series, unsigned long long *out);
nvmlReturn_t answer_number(const struct call *call, bool given, unsigned int number, unsigned int *out);
nvmlReturn_t answer_text(const struct call *call, const char *text, char *out, unsigned int length);

#endif
