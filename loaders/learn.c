// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// An averaged perceptron: of all relations and objects that a sentence could state, the true one is to score
// best. Where another does, the entries that tell the two apart are moved.

#include "loaders/learn.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/learned.h"
#include "loaders/lines.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <strings.h>

enum { ROUNDS = 16, HELD_OUT = 5 };

static const double SUBJECT_STEP = 0.1;

typedef struct example {
  kg_str text, subject, object;
  size_t relation;
  kg__cues cues;
} example;

typedef struct learning {
  kg__graph ontology;
  kg__learned learned;
  double *sums;  ///< For the average
  double step;   ///< Updates and sentences so far
  kg__map named; ///< Entries that were moved
  kg_arena *arena;
  struct {
    example *items;
    size_t n, capacity;
  } examples;
  const kg_limits *limits;
  kg_learn_report *report;
} learning;

// ---- examples

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
text_of(learning *l, json_t *object, const char *a, const char *b)
{
  json_t *value = json_object_get(object, a);
  value = value ? value : json_object_get(object, b);
  return json_is_string(value)
             ? trim(kg_arena_str(l->arena, (kg_str){json_string_value(value), json_string_length(value)}))
             : (kg_str){0};
}

static kg_status
add_example(learning *l, kg_str text, json_t *triple, kg_error *err)
{
  kg_str name = text_of(l, triple, "rel_label", "rel"), object = text_of(l, triple, "obj_label", "obj"),
         subject = text_of(l, triple, "sub_label", "sub");
  if (!text.len || !name.len || !object.len)
    return kg_error_set(err, KG_ERR_DATA, "the line has no text, or no relation and object");
  kg__node property = find_property(&l->ontology, name);
  l->report->sentences++;
  l->report->unknown += !property;
  if (!property)
    return KG_OK;
  KG_TRY(kg__vec_add(&l->examples));
  example *e = &l->examples.items[l->examples.n - 1];
  *e = (example){.text = text, .subject = subject, .object = object};
  KG_TRY(kg__learned_relation(&l->learned, kg__graph_text(&l->ontology, property), name, &e->relation));
  return kg__cues_of(text, l->arena, &e->cues);
}

static kg_status
add_line(learning *l, kg_str line, kg_error *err)
{
  json_error_t e;
  json_t *root = json_loadb(line.ptr, line.len, 0, &e), *triples = json_object_get(root, "triples");
  if (!root)
    return kg_error_set(err, KG_ERR_DATA, "no JSON: %s", e.text);
  kg_str text = text_of(l, root, "text", "sent");
  kg_status st = triples ? KG_OK : add_example(l, text, root, err);
  for (size_t i = 0; !st && i < json_array_size(triples); i++)
    st = add_example(l, text, json_array_get(triples, i), err);
  json_decref(root);
  return st;
}

static kg_status
read_examples(learning *l, const char *path, kg_error *err)
{
  kg__lines lines;
  kg_str line;
  kg_status st = kg__lines_open(&lines, path, err);
  while (!st && !(st = kg__lines_next(&lines, &line, err)))
    st = add_line(l, line, err);
  if (st == KG_ERR_DATA && err) {
    kg_error_set_source(err, path, strlen(path));
    kg_error_set_place(err, lines.number, 0);
  }
  kg__lines_close(&lines);
  return st == KG_DONE ? KG_OK : st;
}

// ---- teaching

static bool
same_text(kg_str a, kg_str b)
{
  return a.len == b.len && !strncasecmp(a.ptr, b.ptr, a.len);
}

// The best of the guesses that are right.
static bool
find_truth(const learning *l, const example *e, kg__guess *truth)
{
  for (size_t i = 0; i < e->cues.n_objects; i++) {
    *truth = (kg__guess){e->relation, SIZE_MAX, i, 0};
    if (kg__may_be_object(&e->cues, &e->cues.objects[i]) &&
        same_text(kg__guess_object(&l->learned, &e->cues, truth), e->object))
      return true;
  }
  for (size_t v = 0; v < l->learned.values.n; v++) {
    *truth = (kg__guess){e->relation, v, 0, 0};
    if (l->learned.values.items[v].relation == e->relation &&
        same_text(l->learned.values.items[v].text, e->object))
      return true;
  }
  return false;
}

static kg_status
move(learning *l, size_t relation, size_t value, kg__place place, const kg__cue *cue, double by)
{
  char key[600];
  double *w = kg__learned_weight(&l->learned, relation, value, place, cue->hash);
  *w += by;
  l->sums[w - l->learned.weights] += l->step * by;
  if (cue->words.len > 500)
    return KG_OK;
  int n = snprintf(key, sizeof key, "%zu %zu %d %.*s", relation, value, (int)place, KG_STR_ARG(cue->words));
  return kg__map_put(&l->named, (kg_str){key, (size_t)n}, 0, NULL, NULL);
}

// Move the looks of a run of words: as a subject, or as an object of a relation.
static kg_status
move_looks(learning *l, const kg__cues *cues, size_t relation, kg__place place, const kg__subject *s,
           double by)
{
  kg__looks looks;
  kg__subject_looks(cues, s, &looks);
  for (size_t i = 0; i < looks.n; i++) {
    kg_str text = {looks.items[i].text, looks.items[i].len};
    kg__cue cue = {text, kg__cue_hash(text)};
    KG_TRY(move(l, relation, 0, place, &cue, by));
  }
  return KG_OK;
}

static kg_status
move_all(learning *l, const kg__cues *cues, const kg__guess *guess, double by)
{
  bool value = guess->value != SIZE_MAX;
  kg__cue cue;
  for (size_t i = 0; i < cues->n_cues; i++) {
    KG_TRY(move(l, guess->relation, 0, KG__ANYWHERE, &cues->cues[i], by));
    if (value)
      KG_TRY(move(l, guess->relation, guess->value, KG__FOR_VALUE, &cues->cues[i], by));
  }
  for (size_t n = 1; !value && n <= 3; n++) {
    if (kg__cue_beside(cues, &cues->objects[guess->name], KG__BEFORE_OBJECT, n, &cue))
      KG_TRY(move(l, guess->relation, 0, KG__BEFORE_OBJECT, &cue, 2 * by));
    if (kg__cue_beside(cues, &cues->objects[guess->name], KG__BEHIND_OBJECT, n, &cue))
      KG_TRY(move(l, guess->relation, 0, KG__BEHIND_OBJECT, &cue, by));
  }
  if (value)
    return KG_OK;
  const kg__name_span *name = &cues->objects[guess->name];
  kg__subject s = {name->text, name->first, name->last, KG__WHOLE};
  return move_looks(l, cues, guess->relation, KG__OF_OBJECT, &s, by);
}

static bool
is_right(const learning *l, const example *e, const kg__guess *guess)
{
  return guess->relation == e->relation &&
         same_text(kg__guess_object(&l->learned, &e->cues, guess), e->object);
}

// The sentence is about the best of those that read as the subject's label does, if any does.
static kg_status
teach_subject(learning *l, example *e)
{
  const kg__subject *truth = NULL;
  double best = 0;
  kg__learned_subject(&l->learned, &e->cues);
  for (size_t i = 0; i < e->cues.n_subjects; i++) {
    const kg__subject *s = &e->cues.subjects[i];
    double score = same_text(s->text, e->subject) ? kg__subject_score(&l->learned, &e->cues, s) : 0;
    if (same_text(s->text, e->subject) && (!truth || score > best)) {
      truth = s;
      best = score;
    }
  }
  const kg__subject *guess = e->cues.about;
  if (!truth)
    return KG_OK;
  e->cues.about = truth;
  if (same_text(guess->text, e->subject))
    return KG_OK;
  KG_TRY(move_looks(l, &e->cues, 0, KG__OF_SUBJECT, truth, SUBJECT_STEP));
  return move_looks(l, &e->cues, 0, KG__OF_SUBJECT, guess, -SUBJECT_STEP);
}

static kg_status
teach_one(learning *l, example *e)
{
  kg__guess truth, guess;
  l->step++;
  KG_TRY(teach_subject(l, e));
  if (!find_truth(l, e, &truth) || !kg__learned_guess(&l->learned, &e->cues, &guess) ||
      is_right(l, e, &guess))
    return KG_OK;
  double by = 1.0 / sqrt((double)e->cues.n_cues + 1);
  KG_TRY(move_all(l, &e->cues, &truth, by));
  return move_all(l, &e->cues, &guess, -by);
}

static bool
held_out(const learning *l, const example *e)
{
  return (size_t)(e - l->examples.items) % HELD_OUT == HELD_OUT - 1;
}

// Forget, and learn from all or from those that are not held out.
static kg_status
teach(learning *l, bool all, kg_error *err)
{
  size_t size = (size_t)1 << KG__LEARNED_BITS, value;
  memset(l->learned.weights, 0, size * sizeof *l->sums);
  memset(l->sums, 0, size * sizeof *l->sums);
  l->learned.values.n = 0;
  for (size_t i = 0; i < l->learned.relations.n; i++)
    l->learned.relations.items[i].n_values = l->learned.relations.items[i].n_dates = 0;
  l->step = 0;
  kg__map_clear(&l->named);
  for (size_t i = 0; i < l->examples.n; i++) {
    const example *e = &l->examples.items[i];
    if (all || !held_out(l, e))
      KG_TRY(kg__learned_value(&l->learned, e->relation, e->object, &value));
  }
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < l->examples.n; i++) {
      KG_TRY(kg_limits_check(l->limits, err));
      if (all || !held_out(l, &l->examples.items[i]))
        KG_TRY(teach_one(l, &l->examples.items[i]));
    }
  }
  for (size_t i = 0; l->step > 0 && i < size; i++)
    l->learned.weights[i] -= l->sums[i] / (l->step + 1);
  return KG_OK;
}

static void
test(learning *l)
{
  for (size_t i = 0; i < l->examples.n; i++) {
    example *e = &l->examples.items[i];
    kg__guess guess;
    if (!held_out(l, e))
      continue;
    l->report->held_out++;
    kg__learned_subject(&l->learned, &e->cues);
    if (!kg__learned_guess(&l->learned, &e->cues, &guess) || guess.score <= 0)
      continue;
    l->report->guessed++;
    l->report->right += is_right(l, e, &guess);
  }
}

// ---- writing

static kg_status
write_literal(kg_output *out, kg_str text)
{
  kg_term term = kg_term_string(text);
  kg_buf buf = {0};
  kg_status st = kg_term_print(&term, &buf);
  if (!st)
    st = kg_output_add_str(out, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return st;
}

static kg_status
write_entry(learning *l, kg_str key, kg_output *out)
{
  size_t relation, value;
  int place, at = 0;
  if (sscanf(key.ptr, "%zu %zu %d %n", &relation, &value, &place, &at) < 3 || !at)
    return KG_OK;
  kg_str words = {key.ptr + at, key.len - (size_t)at};
  double w = *kg__learned_weight(&l->learned, relation, value, (kg__place)place, kg__cue_hash(words));
  if (fabs(w) < 0.04)
    return KG_OK;
  kg_str iri = l->learned.relations.items[relation].iri;
  l->report->entries++;
  KG_TRY(kg_output_printf(out, "[] a sec:Cue ; ontolex:canonicalForm [ ontolex:writtenRep "));
  KG_TRY(write_literal(out, words));
  if (place == KG__OF_SUBJECT)
    return kg_output_printf(
        out, " ] ;\n  ontolex:sense [ sec:confidence %.2f ; synsem:subjOfProp <#subject> ] .\n", w);
  KG_TRY(kg_output_printf(out, " ] ;\n  ontolex:sense [ sec:confidence %.2f ; ontolex:reference ", w));
  if (place == KG__FOR_VALUE) {
    KG_TRY(kg_output_printf(out, "[ owl:onProperty <%.*s> ; owl:hasValue ", KG_STR_ARG(iri)));
    KG_TRY(write_literal(out, l->learned.values.items[value].text));
    return kg_output_printf(out, " ] ] .\n");
  }
  KG_TRY(kg_output_printf(out, "<%.*s>", KG_STR_ARG(iri)));
  if (place != KG__ANYWHERE)
    KG_TRY(kg_output_printf(out, " ; synsem:objOfProp <#object%s>",
                            place == KG__BEFORE_OBJECT   ? "-behind"
                            : place == KG__BEHIND_OBJECT ? "-before"
                                                         : ""));
  return kg_output_printf(out, " ] .\n");
}

static int
by_text(const void *a, const void *b)
{
  const kg_str *x = a, *y = b;
  int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  return c ? c : (x->len > y->len) - (x->len < y->len);
}

static kg_status
write_lexicon(learning *l, kg_output *out)
{
  static const char HEAD[] =
      "# Learned by kg learn: words that speak for a relation, with their weights. Edit or delete what you "
      "like.\n"
      "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n@prefix owl: <" KG_NS_OWL "> .\n"
      "@prefix rdfs: <" KG_NS_RDFS "> .\n@prefix sec: <" KG_NS_SEC "> .\n"
      "@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .\n\n";
  kg_str *keys = calloc(l->named.count + 1, sizeof *keys);
  size_t n = 0;
  if (!keys)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < l->named.capacity; i++) {
    if (l->named.slots[i].key.ptr)
      keys[n++] = kg_arena_str(l->arena, l->named.slots[i].key);
  }
  qsort(keys, n, sizeof *keys, by_text);
  kg_status st = kg_output_add_str(out, KG_STR(HEAD));
  for (size_t i = 0; !st && i < l->learned.relations.n; i++) {
    st = kg_output_printf(out, "<%.*s> rdfs:label ", KG_STR_ARG(l->learned.relations.items[i].iri));
    if (!st && !(st = write_literal(out, l->learned.relations.items[i].label)))
      st = kg_output_printf(out, " .\n");
  }
  for (size_t i = 0; !st && i < n; i++)
    st = write_entry(l, keys[i], out);
  free(keys);
  return st;
}

static kg_status
learn(learning *l, kg_world *world, const char *ontology, const char *path, kg_output *output, kg_error *err)
{
  l->arena = kg_arena_new();
  l->sums = calloc((size_t)1 << KG__LEARNED_BITS, sizeof *l->sums);
  if (!l->arena || !l->sums)
    return KG_ERR_NOMEM;
  KG_TRY(kg__learned_init(&l->learned));
  KG_TRY(kg__graph_read_folder(&l->ontology, world, ontology, err));
  KG_TRY(kg__graph_sort(&l->ontology));
  KG_TRY(read_examples(l, path, err));
  KG_TRY(teach(l, false, err));
  test(l);
  KG_TRY(teach(l, true, err));
  return write_lexicon(l, output);
}

kg_status
kg_learn(kg_world *world, const char *ontology, const char *path, const kg_limits *limits, kg_output *output,
         kg_learn_report *report, kg_error *err)
{
  *report = (kg_learn_report){0};
  learning l = {.limits = limits, .report = report};
  kg_status st = learn(&l, world, ontology, path, output, err);
  kg__graph_release(&l.ontology);
  kg__learned_release(&l.learned);
  kg__map_release(&l.named);
  kg_arena_free(l.arena);
  free(l.examples.items);
  free(l.sums);
  return st;
}
