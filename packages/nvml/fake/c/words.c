#define _GNU_SOURCE /* reallocarray */
#include "words.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

static void skip_spaces(struct words *words) {
  while (is_space(*words->rest)) words->rest++;
}

char *words_next(struct words *words) {
  skip_spaces(words);
  if (*words->rest == '\0') return NULL;
  char *word = words->rest;
  while (*words->rest != '\0' && !is_space(*words->rest)) words->rest++;
  if (*words->rest != '\0') *words->rest++ = '\0';
  return word;
}

char *words_rest(struct words *words) {
  skip_spaces(words);
  char *text = words->rest;
  size_t length = strlen(text);
  words->rest += length;
  while (length > 0 && is_space(text[length - 1])) text[--length] = '\0';
  return text;
}

bool words_done(const struct words *words) {
  const char *character = words->rest;
  while (is_space(*character)) character++;
  return *character == '\0';
}

/* `most` is at most MAX_VALUE, so one more digit cannot overflow. */
bool number_read(const char *text, int64_t most, int64_t *number) {
  int64_t value = 0;
  if (*text == '\0') return false;
  for (; *text != '\0'; text++) {
    if (*text < '0' || *text > '9') return false;
    value = value * 10 + (*text - '0');
    if (value > most) return false;
  }
  *number = value;
  return true;
}

bool words_number(struct words *words, int64_t most, int64_t *number) {
  const char *word = words_next(words);
  return word != NULL && number_read(word, most, number);
}

bool words_unsigned(struct words *words, unsigned int *number) {
  int64_t value;
  if (!words_number(words, UINT32_MAX, &value)) return false;
  *number = (unsigned int)value;
  return true;
}

static bool read_option(const char *word, const struct option *options, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(options[i].key);
    if (strncmp(word, options[i].key, length) != 0 || word[length] != '=') continue;
    return number_read(word + length + 1, options[i].most, options[i].value);
  }
  return false;
}

static bool option_is_next(const struct words *words) {
  const char *text = words->rest + strspn(words->rest, " \t");
  return text[strcspn(text, "= \t\r\n")] == '=';
}

bool words_options(struct words *words, const struct option *options, size_t count) {
  while (option_is_next(words)) {
    if (!read_option(words_next(words), options, count)) return false;
  }
  return true;
}

void *array_grow(void *items, size_t count, size_t size) {
  char *grown = reallocarray(items, count + 1, size);
  if (grown != NULL) memset(grown + count * size, 0, size);
  return grown;
}
