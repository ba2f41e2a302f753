// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Of WordNet's files only this is taken: which single words may be noun, verb, adjective or adverb, the
// lexicographer's class of the commonest sense as noun and as verb, and which irregular forms a word has.

#include "kg/io.h"
#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct dictionary {
  kg__word_class *words;
  size_t slots, used;
  kg_buf lemmas;
} dictionary;

typedef struct part {
  const char *name;
  uint8_t can;
} part;

static const part PARTS[] = {
    {"noun", KG__CAN_NOUN}, {"verb", KG__CAN_VERB}, {"adj", KG__CAN_ADJECTIVE}, {"adv", KG__CAN_ADVERB}};

static kg__word_class *
slot_of(const dictionary *d, uint32_t form)
{
  size_t at = form & (d->slots - 1);
  while (d->words[at].can && d->words[at].form != form)
    at = (at + 1) & (d->slots - 1);
  return &d->words[at];
}

static void
enter(dictionary *d, kg_str word, uint8_t can, uint8_t noun, uint8_t verb)
{
  if (d->used + 1000 > d->slots)
    return;
  uint32_t form = kg__form_hash(word);
  kg__word_class *w = slot_of(d, form);
  d->used += !w->can;
  w->form = form;
  w->can |= can;
  w->noun = w->noun ? w->noun : noun;
  w->verb = w->verb ? w->verb : verb;
}

static kg_status
read_file(const char *folder, const char *stem, const char *name, kg_buf *bytes, kg_error *err)
{
  char path[512];
  kg_source *source = NULL;
  snprintf(path, sizeof path, "%s/%s%s", folder, stem, name);
  kg_buf_clear(bytes);
  KG_TRY(kg_source_open(path, &source, err));
  kg_status st = kg_source_read_all(source, 0, bytes, err);
  kg_source_close(source);
  return st ? st : kg_buf_add_char(bytes, '\0');
}

// The class of the synset that begins at this byte of the data file: its second field, plus one.
static uint8_t
class_at(const kg_buf *data, size_t at)
{
  return at + 12 < data->len ? (uint8_t)(atoi(data->ptr + at + 9) + 1) : 0;
}

// An index line is: word, part, number of synsets, number of pointers, those, senses, tagged senses, offsets.
static void
read_index_line(dictionary *d, const char *line, const part *p, const kg_buf *data)
{
  const char *end = strchr(line, ' ');
  size_t n = end ? (size_t)(end - line) : 0, skip;
  kg_str word = {line, n};
  if (!n || memchr(word.ptr, '_', n))
    return;
  const char *at = end;
  for (skip = 0; at && skip < 2; skip++)
    at = strchr(at + 1, ' ');
  size_t pointers = at ? (size_t)atoi(at + 1) : 0;
  for (skip = 0; at && skip < pointers + 3; skip++)
    at = strchr(at + 1, ' ');
  uint8_t cls = at ? class_at(data, (size_t)strtoul(at + 1, NULL, 10)) : 0;
  enter(d, word, p->can, p->can == KG__CAN_NOUN ? cls : 0, p->can == KG__CAN_VERB ? cls : 0);
}

static void
read_index(dictionary *d, kg_buf *index, const part *p, const kg_buf *data)
{
  char *save = NULL;
  for (char *line = strtok_r(index->ptr, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    if (line[0] != ' ')
      read_index_line(d, line, p, data);
  }
}

static void
enter_exception(dictionary *d, kg_str form, const char *lemma_text, const part *p)
{
  const kg__word_class *lemma = slot_of(d, kg__form_hash(kg_str_of(lemma_text)));
  uint8_t can = p->can;
  if (can == KG__CAN_NOUN)
    can = KG__CAN_PLURAL;
  if (can == KG__CAN_VERB)
    can = kg_str_ends(form, KG_STR("ing")) ? KG__CAN_ING
          : kg_str_ends(form, KG_STR("s")) ? KG__CAN_S
                                           : KG__CAN_ED;
  if (lemma->can)
    enter(d, form, can, lemma->noun, lemma->verb);
}

// An exception is: form, lemma. What the form is as a verb is told by its letters, as far as that matters.
static kg_status
read_exceptions(dictionary *d, kg_buf *list, const part *p)
{
  char *save = NULL;
  for (char *line = strtok_r(list->ptr, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    char *space = strchr(line, ' ');
    if (!space || memchr(line, '_', (size_t)(space - line)))
      continue;
    KG_TRY(kg_buf_printf(&d->lemmas, "%c %.*s\n", *p->name, (int)(space + 1 + strcspn(space + 1, " ") - line),
                         line));
    if (p->can != KG__CAN_ADJECTIVE)
      enter_exception(d, (kg_str){line, (size_t)(space - line)}, space + 1, p);
  }
  return KG_OK;
}

static int
by_line(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static kg_status
sort_lines(kg_buf *text)
{
  size_t n = 0;
  char *copy = strndup(text->ptr ? text->ptr : "", text->len), *save = NULL;
  char **lines = calloc(text->len / 2 + 1, sizeof *lines);
  kg_status st = copy && lines ? KG_OK : KG_ERR_NOMEM;
  for (char *line = st ? NULL : strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
    lines[n++] = line;
  if (n)
    qsort(lines, n, sizeof *lines, by_line);
  kg_buf_clear(text);
  for (size_t i = 0; !st && i < n; i++)
    st = kg_buf_printf(text, "%s\n", lines[i]);
  free(lines);
  free(copy);
  return st;
}

kg_status
wordnet_read(const char *folder, word_lists *words, kg_error *err)
{
  dictionary d = {.slots = 1 << 17};
  kg_buf data = {0}, list = {0};
  kg_status st = KG_OK;
  d.words = calloc(d.slots, sizeof *d.words);
  if (!d.words)
    return KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < sizeof PARTS / sizeof *PARTS; i++) {
    if (!(st = read_file(folder, "data.", PARTS[i].name, &data, err)) &&
        !(st = read_file(folder, "index.", PARTS[i].name, &list, err)))
      read_index(&d, &list, &PARTS[i], &data);
  }
  for (size_t i = 0; !st && i < 3; i++) {
    char name[16];
    snprintf(name, sizeof name, "%s.exc", PARTS[i].name);
    if (!(st = read_file(folder, "", name, &list, err)))
      st = read_exceptions(&d, &list, &PARTS[i]);
  }
  kg_buf_release(&data);
  kg_buf_release(&list);
  *words = (word_lists){d.words, d.slots, d.lemmas};
  return st ? st : sort_lines(&words->lemmas);
}

void
wordnet_release(word_lists *words)
{
  free(words->items);
  kg_buf_release(&words->lemmas);
}
