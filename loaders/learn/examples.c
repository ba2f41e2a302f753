// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Annotated sentences are read twice: first to count in how many lines each look is seen, then to take the
// sentences apart into those looks that were seen more than once. Nothing can be learned of the others.

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/read/lines.h"
#include "loaders/stages.h"
#include "loaders/learn/subjects.h"
#include "loaders/learn/teach.h"

#include <jansson.h>
#include <stdlib.h>

enum { LEAST_LINES = 2, FIRST_LOOKS = 4096 };

// ---- looks

static struct kg__look_text *
slot(struct kg__look_text *items, size_t capacity, uint64_t hash)
{
  size_t at = hash >> 20 & (capacity - 1);
  while (items[at].hash && items[at].hash != hash)
    at = (at + 1) & (capacity - 1);
  return &items[at];
}

const struct kg__look_text *
kg__look_text_find(const kg__look_texts *texts, uint64_t hash)
{
  const struct kg__look_text *t = texts->capacity ? slot(texts->items, texts->capacity, hash) : NULL;
  return t && t->hash ? t : NULL;
}

static kg_status
grow(kg__look_texts *t)
{
  size_t capacity = t->capacity ? t->capacity * 2 : FIRST_LOOKS;
  struct kg__look_text *more = calloc(capacity, sizeof *more);
  if (!more)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < t->capacity; i++) {
    if (t->items[i].hash)
      *slot(more, capacity, t->items[i].hash) = t->items[i];
  }
  free(t->items);
  t->items = more;
  t->capacity = capacity;
  return KG_OK;
}

static bool
count_look(void *self, kg_str text, uint64_t hash)
{
  kg__look_texts *t = self;
  if (t->n * 2 >= t->capacity && grow(t)) {
    t->failed = true;
    return false;
  }
  struct kg__look_text *look = slot(t->items, t->capacity, hash);
  if (!look->hash) {
    *look = (struct kg__look_text){.hash = hash, .text = kg_arena_str(t->arena, text)};
    t->n++;
  }
  t->failed |= !look->text.ptr;
  look->lines += look->last != t->line;
  look->last = t->line;
  return false;
}

static bool
is_common(void *self, kg_str text, uint64_t hash)
{
  (void)text;
  const struct kg__look_text *look = kg__look_text_find(self, hash);
  return look && look->lines >= LEAST_LINES;
}

// ---- lines

typedef struct annotation {
  kg_str text;
  bool complete;
  struct {
    kg__example *items;
    size_t n, capacity;
  } triples;
} annotation;

static kg_str
trim(kg_str s)
{
  while (s.len && *s.ptr == ' ')
    s = (kg_str){s.ptr + 1, s.len - 1};
  while (s.len && s.ptr[s.len - 1] == ' ')
    s.len--;
  return s;
}

static bool
ends_in(kg_str iri, kg_str name)
{
  return iri.len > name.len && kg_str_ends(iri, name) && strchr("#/", iri.ptr[iri.len - name.len - 1]);
}

static kg__node
find_property(const kg__graph *g, kg_str name)
{
  kg__node label = kg__graph_find(g, KG_STR(KG_RDFS_LABEL)), type = kg__graph_find(g, KG_STR(KG_RDF_TYPE)),
           classes = kg__graph_find(g, KG_STR(KG_NS_OWL "Class"));
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    kg__node kind = kg__graph_object(g, s, type);
    if (!kind || kind == classes)
      continue;
    kg_str said = label ? kg__graph_text(g, kg__graph_object(g, s, label)) : (kg_str){0};
    if ((said.len && kg_str_equal(trim(said), name)) || ends_in(kg__graph_text(g, s), name))
      return s;
  }
  return 0;
}

static kg_str
text_of(kg__lesson *l, json_t *object, const char *a, const char *b)
{
  json_t *value = json_object_get(object, a);
  value = value ? value : json_object_get(object, b);
  return json_is_string(value)
             ? trim(kg_arena_str(l->arena, (kg_str){json_string_value(value), json_string_length(value)}))
             : (kg_str){0};
}

static kg_status
add_triple(kg__lesson *l, json_t *triple, annotation *a, kg_error *err)
{
  kg_str name = text_of(l, triple, "rel_label", "rel");
  kg__example e = {.subject = text_of(l, triple, "sub_label", "sub"),
                   .object = text_of(l, triple, "obj_label", "obj")};
  if (!a->text.len || !name.len || !e.object.len)
    return kg_error_set(err, KG_ERR_DATA, "the line has no text, or no relation and object");
  kg__node property = find_property(&l->ontology, name);
  l->sentences++;
  l->unknown += !property;
  if (!property)
    return KG_OK;
  KG_TRY(kg__learned_relation(l->learned, kg__graph_text(&l->ontology, property), name, &e.relation));
  KG_TRY(kg__vec_add(&a->triples));
  a->triples.items[a->triples.n - 1] = e;
  return KG_OK;
}

static kg_status
read_annotation(kg__lesson *l, kg_str line, annotation *a, kg_error *err)
{
  json_error_t e;
  json_t *root = json_loadb(line.ptr, line.len, 0, &e), *triples = json_object_get(root, "triples");
  if (!root)
    return kg_error_set(err, KG_ERR_DATA, "no JSON: %s", e.text);
  a->text = text_of(l, root, "text", "sent");
  a->complete = json_is_array(triples);
  kg_status st = triples ? KG_OK : add_triple(l, root, a, err);
  for (size_t i = 0; !st && i < json_array_size(triples); i++)
    st = add_triple(l, json_array_get(triples, i), a, err);
  json_decref(root);
  return st;
}

// ---- sentences

static const kg__span *
find_text(const kg__spans *spans, kg_str text)
{
  for (size_t i = 0; i < spans->n; i++) {
    if (kg__same_text(spans->items[i].text, text))
      return &spans->items[i];
  }
  return NULL;
}

// The sentence that has object and subject, or as much of them as any.
static const kg__cues *
find_sentence(const kg__cues *cues, size_t n, const kg__example *e)
{
  int best = -1;
  const kg__cues *found = NULL;
  for (size_t i = 0; i < n; i++) {
    int has = 2 * (find_text(&cues[i].objects, e->object) || kg__cues_say(&cues[i], e->object)) +
              !!find_text(&cues[i].topics, e->subject);
    if (has > best) {
      best = has;
      found = &cues[i];
    }
  }
  return found;
}

static kg_status
keep_example(kg__lesson *l, const kg__example *e)
{
  KG_TRY(kg__vec_add(&l->examples));
  l->examples.items[l->examples.n - 1] = *e;
  return KG_OK;
}

static bool
is_subject(const annotation *a, kg_str text)
{
  for (size_t i = 0; i < a->triples.n; i++) {
    if (kg__same_text(a->triples.items[i].subject, text))
      return true;
  }
  return false;
}

static kg_status
keep_examples(kg__lesson *l, const annotation *a, const kg__cues *cues, size_t n, size_t line)
{
  for (size_t i = 0; n && i < a->triples.n; i++) {
    kg__example e = a->triples.items[i];
    e.cues = find_sentence(cues, n, &e);
    e.line = line;
    KG_TRY(keep_example(l, &e));
  }
  for (size_t i = 0; a->complete && i < n; i++)
    l->words += cues[i].n_words;
  l->triples += a->complete ? a->triples.n : 0;
  for (size_t i = 0; a->complete && i < n; i++) {
    for (size_t k = 0; k < cues[i].mentions.n; k++) {
      const kg__span *m = &cues[i].mentions.items[k];
      kg__example e = {.line = line, .cues = &cues[i], .relation = SIZE_MAX, .silent = m};
      if (!is_subject(a, m->text))
        KG_TRY(keep_example(l, &e));
    }
  }
  return KG_OK;
}

static kg_status
take_apart(kg__lesson *l, kg_str text, kg__look_reader *reader, kg_arena *arena, kg__cues **cues, size_t *n,
           const kg_limits *limits, kg_error *err)
{
  kg_document *document = NULL;
  KG_TRY(kg__document_of_text(l->loader, text, limits, &document, err));
  const kg__document *doc = kg__document_inside(document);
  *n = doc->sentences.n;
  *cues = kg_arena_calloc(arena, *n + 1, sizeof **cues);
  kg_status st = *cues ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < *n; i++) {
    reader->opening = i ? *cues : NULL;
    st = kg__cues_of(doc, doc->sentences.items[i].first, doc->sentences.items[i].end, reader, arena,
                     &(*cues)[i]);
  }
  kg_document_free(document);
  return st;
}

// Whether a run before this one hangs on the rest by the same word, and so is on the same paths.
static bool
same_head_before(const kg__cues *cues, const kg__spans *spans, size_t i)
{
  if (spans->items[i].known)
    return false;
  size_t head = kg__span_head(cues, spans->items[i].first, spans->items[i].last);
  for (size_t k = i; k-- > 0;) {
    if (kg__span_head(cues, spans->items[k].first, spans->items[k].last) == head)
      return true;
  }
  return false;
}

static void
count_paths(const kg__cues *cues)
{
  uint64_t room[KG__PATH_LOOKS];
  for (size_t k = 0; k < cues->topics.n; k++) {
    for (size_t i = 0; !same_head_before(cues, &cues->topics, k) && i < cues->objects.n; i++) {
      kg__looks looks = {room, 0};
      if (!same_head_before(cues, &cues->objects, i))
        kg__path_looks(cues, &cues->topics.items[k], &cues->objects.items[i], &looks);
    }
  }
}

typedef struct pass {
  kg__lesson *lesson;
  kg__look_reader *reader;
  enum { LABELS, LOOKS, EXAMPLES } task;
  const kg_limits *limits;
} pass;

static kg_status
keep_labels(kg__lesson *l, const annotation *a, size_t line)
{
  for (size_t i = 0; i < a->triples.n; i++) {
    KG_TRY(kg__wordings_add(&l->learned->labels, a->triples.items[i].subject, line));
    KG_TRY(kg__wordings_add(&l->learned->labels, a->triples.items[i].object, line));
  }
  return KG_OK;
}

static kg_status
do_line(pass *p, kg_str line, size_t number, kg_error *err)
{
  kg__lesson *l = p->lesson;
  annotation a = {0};
  kg__cues *cues = NULL;
  size_t n = 0;
  kg_arena *scratch = p->task == LOOKS ? kg_arena_new() : NULL;
  kg_status st = p->task == LOOKS && !scratch ? KG_ERR_NOMEM : read_annotation(l, line, &a, err);
  l->texts.line = l->learned->labels.line = number;
  if (!st)
    st = p->task == LABELS
             ? keep_labels(l, &a, number)
             : take_apart(l, a.text, p->reader, scratch ? scratch : l->arena, &cues, &n, p->limits, err);
  for (size_t i = 0; !st && p->task == LOOKS && i < n; i++)
    count_paths(&cues[i]);
  if (!st && p->task == EXAMPLES)
    st = keep_examples(l, &a, cues, n, number);
  free(a.triples.items);
  kg_arena_free(scratch);
  return st ? st : l->texts.failed ? KG_ERR_NOMEM : KG_OK;
}

static kg_status
do_pass(pass *p, const char *path, kg_error *err)
{
  kg__lines lines;
  kg_str line;
  p->lesson->sentences = p->lesson->unknown = 0;
  kg_status st = kg__lines_open(&lines, path, err);
  while (!st && !(st = kg__lines_next(&lines, &line, err)) && !(st = kg_limits_check(p->limits, err)))
    st = do_line(p, line, lines.number, err);
  if (st == KG_ERR_DATA && err) {
    kg_error_set_source(err, path, strlen(path));
    kg_error_set_place(err, lines.number, 0);
  }
  kg__lines_close(&lines);
  return st == KG_DONE ? KG_OK : st;
}

kg_status
kg__lesson_read(kg__lesson *l, const char *path, const kg_limits *limits, kg_error *err)
{
  kg__look_reader *readers = kg_arena_alloc(l->arena, 2 * sizeof *readers);
  l->texts.arena = l->arena;
  if (!readers)
    return KG_ERR_NOMEM;
  readers[0] = (kg__look_reader){count_look, &l->texts, &l->learned->labels, NULL};
  readers[1] = (kg__look_reader){is_common, &l->texts, &l->learned->labels, NULL};
  KG_TRY(do_pass(&(pass){l, NULL, LABELS, limits}, path, err));
  kg__wordings_sort(&l->learned->labels);
  KG_TRY(do_pass(&(pass){l, &readers[0], LOOKS, limits}, path, err));
  KG_TRY(do_pass(&(pass){l, &readers[1], EXAMPLES, limits}, path, err));
  l->learned->density = l->words ? (double)l->triples / (double)l->words : 0;
  return KG_OK;
}

void
kg__lesson_release(kg__lesson *l)
{
  kg__graph_release(&l->ontology);
  kg_loader_close(l->loader);
  kg_arena_free(l->arena);
  free(l->texts.items);
  free(l->examples.items);
}
