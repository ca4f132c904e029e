/* Words and numbers of one line of a scenario. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 2^53: what the tests' language can say exactly. */
#define MAX_VALUE INT64_C(9007199254740992)

struct words {
  char *rest;
};

/* The next word, or NULL at the end of the line. The line is cut up. */
char *words_next(struct words *words);
/* All that is left, without the spaces around it. */
char *words_rest(struct words *words);
bool words_done(const struct words *words);

/* True where the text is a whole number from 0 to `most`. */
bool number_read(const char *text, int64_t most, int64_t *number);
bool words_number(struct words *words, int64_t most, int64_t *number);

bool words_unsigned(struct words *words, unsigned int *number);

/* One KEY=NUMBER (a whole number from 0 to `most`) of a line. */
struct option {
  const char *key;
  int64_t most;
  int64_t *value;
};
/* Reads the words of the form KEY=NUMBER that come next; false where one is none of the options. */
bool words_options(struct words *words, const struct option *options, size_t count);

/* `items` with room for one more of `size` bytes, zeroed; NULL without memory, and then `items` is as before. */
void *array_grow(void *items, size_t count, size_t size);

#endif
