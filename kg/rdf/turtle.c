// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The grammar of Turtle and TriG (RDF 1.2), by recursive descent, one token ahead.  Quads leave as soon as
// their object is read, so memory holds the path from the statement down to the innermost object, no more;
// a list or an object list may be of any length.

#include "kg/rdf/turtle.h"

#include "kg/vocab.h"

#include <stdlib.h>
#include <strings.h>

static kg_status properties(kg__turtle *t, kg__turtle_level *level);
static kg_status object(kg__turtle *t, kg_arena *arena, kg_term *term);

// ---- tokens

kg_status
kg__turtle_next(kg__turtle *t)
{
  return kg__turtle_token(&t->w, &t->token, t->err);
}

kg_status
kg__turtle_fail(kg__turtle *t, kg_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(t->err, status, format, args);
  va_end(args);
  kg__window_place(&t->w, t->w.start, t->err);
  return status;
}

kg_status
kg__turtle_expected(kg__turtle *t, const char *wanted)
{
  size_t n = t->w.at - t->w.start;
  if (t->token.kind == KG__TOKEN_END)
    return kg__turtle_fail(t, KG_ERR_DATA, "expected %s, not the end", wanted);
  return kg__turtle_fail(t, KG_ERR_DATA, "expected %s, not '%.*s'%s", wanted, (int)(n < 40 ? n : 40),
                         t->w.bytes + t->w.start, n < 40 ? "" : " ...");
}

bool
kg__turtle_is_sign(const kg__turtle *t, char sign)
{
  return t->token.kind == KG__TOKEN_SIGN && t->token.sign == sign;
}

bool
kg__turtle_is_word(const kg__turtle *t, const char *word)
{
  return t->token.kind == KG__TOKEN_WORD && t->token.text.len == strlen(word) &&
         strncasecmp(t->token.text.ptr, word, t->token.text.len) == 0;
}

static bool
is_iri(const kg__turtle *t)
{
  return t->token.kind == KG__TOKEN_IRI || t->token.kind == KG__TOKEN_NAME;
}

static kg_status
take_sign(kg__turtle *t, char sign, const char *wanted)
{
  return kg__turtle_is_sign(t, sign) ? kg__turtle_next(t) : kg__turtle_expected(t, wanted);
}

static kg_status
take(kg__turtle *t, kg__token_kind kind, const char *wanted)
{
  return t->token.kind == kind ? kg__turtle_next(t) : kg__turtle_expected(t, wanted);
}

// ---- levels and quads

// The next deeper level.  Leave it with leave().
static kg_status
enter(kg__turtle *t, kg__turtle_level **level)
{
  if (t->depth >= KG__DEPTH_LEVELS)
    return kg__turtle_fail(t, KG_ERR_LIMIT, "nested deeper than %d levels", KG__DEPTH_MAX);
  kg__turtle_level *l = t->levels[t->depth];
  if (!l) {
    l = t->levels[t->depth] = calloc(1, sizeof *l);
    if (!l || !(l->subject_text = kg_arena_new()) || !(l->predicate_text = kg_arena_new()) ||
        !(l->object_text = kg_arena_new()))
      return kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
  }
  kg_arena_clear(l->subject_text);
  t->depth++;
  *level = l;
  return KG_OK;
}

static void
leave(kg__turtle *t)
{
  t->depth--;
}

static kg_status
emit(kg__turtle *t, const kg_term *subject, const kg_term *predicate, const kg_term *what)
{
  kg_quad quad = {*subject, *predicate, *what, t->graph};
  return kg__reading_quad(t->r, &quad, t->err);
}

static kg_term
rdf(const char *iri)
{
  return kg_term_iri(kg_str_of(iri));
}

// ---- what is nested

// [ ... ], the bracket and what it opens being taken; its blank node is `term`.
static kg_status
bracketed(kg__turtle *t, const kg_term *term)
{
  kg__turtle_level *level;
  KG_TRY(enter(t, &level));
  level->subject = *term;
  KG_TRY(properties(t, level));
  leave(t);
  return take_sign(t, ']', "']', or ';' and another predicate");
}

static kg_status
list_item(kg__turtle *t, kg__turtle_level *level)
{
  const kg_term first = rdf(KG_RDF_FIRST);
  kg_arena_clear(level->object_text);
  KG_TRY(object(t, level->object_text, &level->object));
  return emit(t, &level->subject, &first, &level->object);
}

// ( ... ), its head put into `arena`.
static kg_status
list(kg__turtle *t, kg_arena *arena, kg_term *head)
{
  const kg_term rest = rdf(KG_RDF_REST), nil = rdf(KG_RDF_NIL);
  kg__turtle_level *level;
  KG_TRY(kg__turtle_next(t));
  *head = nil;
  if (kg__turtle_is_sign(t, ')'))
    return kg__turtle_next(t);
  KG_TRY(enter(t, &level));
  KG_TRY(kg__turtle_anon(t, arena, head));
  level->subject = *head;
  for (;;) {
    kg_term cell;
    KG_TRY(list_item(t, level));
    if (kg__turtle_is_sign(t, ')'))
      break;
    // The cell before is needed until the next one is linked to it, so two arenas take turns.
    kg_arena *text = level->predicate_text;
    kg_arena_clear(text);
    KG_TRY(kg__turtle_anon(t, text, &cell));
    KG_TRY(emit(t, &level->subject, &rest, &cell));
    level->subject = cell;
    level->predicate_text = level->subject_text;
    level->subject_text = text;
  }
  KG_TRY(emit(t, &level->subject, &rest, &nil));
  leave(t);
  return kg__turtle_next(t);
}

static kg_status
verb(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  if (t->token.kind == KG__TOKEN_WORD && kg_str_equal(t->token.text, KG_STR("a"))) {
    *term = rdf(KG_RDF_TYPE);
    return kg__turtle_next(t);
  }
  return is_iri(t) ? kg__turtle_iri(t, arena, term) : kg__turtle_expected(t, "a predicate");
}

// [ ] without anything in it.
static kg_status
empty_brackets(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  KG_TRY(kg__turtle_next(t));
  KG_TRY(take_sign(t, ']', "']', for nothing else is allowed in brackets here"));
  return kg__turtle_anon(t, arena, term);
}

static kg_status
iri_or_blank(kg__turtle *t, kg_arena *arena, kg_term *term, const char *wanted)
{
  if (is_iri(t))
    return kg__turtle_iri(t, arena, term);
  if (t->token.kind == KG__TOKEN_BLANK)
    return kg__turtle_blank(t, arena, term);
  return kg__turtle_is_sign(t, '[') ? empty_brackets(t, arena, term) : kg__turtle_expected(t, wanted);
}

static kg_status
deeper(kg__turtle *t)
{
  if (++t->depth > KG__DEPTH_LEVELS)
    return kg__turtle_fail(t, KG_ERR_LIMIT, "nested deeper than %d levels", KG__DEPTH_MAX);
  return KG_OK;
}

static kg_status
new_triple(kg__turtle *t, kg_arena *arena, kg_term **spo)
{
  *spo = kg_arena_calloc(arena, 3, sizeof **spo);
  return *spo ? KG_OK : kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
}

// <<( s p o )>>
static kg_status
triple_term(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  kg_term *spo;
  KG_TRY(deeper(t));
  KG_TRY(new_triple(t, arena, &spo));
  KG_TRY(kg__turtle_next(t));
  KG_TRY(iri_or_blank(t, arena, &spo[0], "the subject of a triple term, an IRI or a blank node"));
  KG_TRY(verb(t, arena, &spo[1]));
  if (kg__turtle_is_literal(t))
    KG_TRY(kg__turtle_literal(t, arena, &spo[2]));
  else if (t->token.kind == KG__TOKEN_TRIPLE)
    KG_TRY(triple_term(t, arena, &spo[2]));
  else
    KG_TRY(iri_or_blank(t, arena, &spo[2], "the object of a triple term"));
  *term = kg_term_triple(spo);
  leave(t);
  return take(t, KG__TOKEN_END_TRIPLE, "')>>'");
}

static kg_status reified_triple(kg__turtle *t, kg_arena *arena, kg_term *reifier);

static kg_status
reified_part(kg__turtle *t, kg_arena *arena, bool is_object, kg_term *term)
{
  if (t->token.kind == KG__TOKEN_REIFIED)
    return reified_triple(t, arena, term);
  if (is_object && kg__turtle_is_literal(t))
    return kg__turtle_literal(t, arena, term);
  if (is_object && t->token.kind == KG__TOKEN_TRIPLE)
    return triple_term(t, arena, term);
  return iri_or_blank(t, arena, term,
                      is_object ? "the object of a reified triple" : "the subject of a reified triple");
}

// What stands behind ~, or a new blank node.
static kg_status
reifier_name(kg__turtle *t, kg_arena *arena, kg_term *reifier)
{
  bool named = is_iri(t) || t->token.kind == KG__TOKEN_BLANK || kg__turtle_is_sign(t, '[');
  return named ? iri_or_blank(t, arena, reifier, "a reifier") : kg__turtle_anon(t, arena, reifier);
}

// << s p o ~ r >>
static kg_status
reified_triple(kg__turtle *t, kg_arena *arena, kg_term *reifier)
{
  const kg_term reifies = rdf(KG_RDF_REIFIES);
  kg_term *spo;
  KG_TRY(deeper(t));
  KG_TRY(new_triple(t, arena, &spo));
  KG_TRY(kg__turtle_next(t));
  KG_TRY(reified_part(t, arena, false, &spo[0]));
  KG_TRY(verb(t, arena, &spo[1]));
  KG_TRY(reified_part(t, arena, true, &spo[2]));
  if (kg__turtle_is_sign(t, '~')) {
    KG_TRY(kg__turtle_next(t));
    KG_TRY(reifier_name(t, arena, reifier));
  } else {
    KG_TRY(kg__turtle_anon(t, arena, reifier));
  }
  const kg_term triple = kg_term_triple(spo);
  leave(t);
  KG_TRY(emit(t, reifier, &reifies, &triple));
  return take(t, KG__TOKEN_END_REIFIED, "'>>'");
}

// ---- predicates and objects

static kg_status
object(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  if (is_iri(t))
    return kg__turtle_iri(t, arena, term);
  if (kg__turtle_is_literal(t))
    return kg__turtle_literal(t, arena, term);
  if (t->token.kind == KG__TOKEN_BLANK)
    return kg__turtle_blank(t, arena, term);
  if (t->token.kind == KG__TOKEN_TRIPLE)
    return triple_term(t, arena, term);
  if (t->token.kind == KG__TOKEN_REIFIED)
    return reified_triple(t, arena, term);
  if (kg__turtle_is_sign(t, '('))
    return list(t, arena, term);
  if (!kg__turtle_is_sign(t, '['))
    return kg__turtle_expected(t, "an object");
  KG_TRY(kg__turtle_next(t));
  KG_TRY(kg__turtle_anon(t, arena, term));
  return kg__turtle_is_sign(t, ']') ? kg__turtle_next(t) : bracketed(t, term);
}

static kg_status
annotate(kg__turtle *t, kg__turtle_level *level, const kg_term *reifier)
{
  const kg_term reifies = rdf(KG_RDF_REIFIES);
  const kg_term spo[] = {level->subject, level->predicate, level->object};
  const kg_term triple = kg_term_triple(spo);
  return emit(t, reifier, &reifies, &triple);
}

static kg_status
annotation_block(kg__turtle *t, const kg_term *reifier)
{
  kg__turtle_level *inner;
  KG_TRY(kg__turtle_next(t));
  KG_TRY(enter(t, &inner));
  inner->subject = *reifier;
  KG_TRY(properties(t, inner));
  leave(t);
  return take(t, KG__TOKEN_END_ANNOTATION, "'|}', or ';' and another predicate");
}

// ~ r and {| ... |} behind an object: a block belongs to the reifier just before it, else to a new one.
static kg_status
annotations(kg__turtle *t, kg__turtle_level *level)
{
  kg_term reifier = {0};
  for (;;) {
    if (kg__turtle_is_sign(t, '~')) {
      KG_TRY(kg__turtle_next(t));
      KG_TRY(reifier_name(t, level->object_text, &reifier));
      KG_TRY(annotate(t, level, &reifier));
    } else if (t->token.kind == KG__TOKEN_ANNOTATION) {
      if (!reifier.kind) {
        KG_TRY(kg__turtle_anon(t, level->object_text, &reifier));
        KG_TRY(annotate(t, level, &reifier));
      }
      KG_TRY(annotation_block(t, &reifier));
      reifier = (kg_term){0};
    } else {
      return KG_OK;
    }
  }
}

static kg_status
objects(kg__turtle *t, kg__turtle_level *level)
{
  for (;;) {
    kg_arena_clear(level->object_text);
    KG_TRY(object(t, level->object_text, &level->object));
    KG_TRY(emit(t, &level->subject, &level->predicate, &level->object));
    KG_TRY(annotations(t, level));
    if (!kg__turtle_is_sign(t, ','))
      return KG_OK;
    KG_TRY(kg__turtle_next(t));
  }
}

static bool
is_verb(const kg__turtle *t)
{
  return is_iri(t) || (t->token.kind == KG__TOKEN_WORD && kg_str_equal(t->token.text, KG_STR("a")));
}

static kg_status
properties(kg__turtle *t, kg__turtle_level *level)
{
  for (;;) {
    kg_arena_clear(level->predicate_text);
    KG_TRY(verb(t, level->predicate_text, &level->predicate));
    KG_TRY(objects(t, level));
    if (!kg__turtle_is_sign(t, ';'))
      return KG_OK;
    while (kg__turtle_is_sign(t, ';'))
      KG_TRY(kg__turtle_next(t));
    if (!is_verb(t))
      return KG_OK;
  }
}

// ---- statements

// A subject; `alone` if it is a statement without properties, too; `name` if it may name a graph.
static kg_status
subject(kg__turtle *t, kg__turtle_level *level, bool *alone, bool *name)
{
  *alone = *name = false;
  if (kg__turtle_is_sign(t, '('))
    return list(t, level->subject_text, &level->subject);
  if (t->token.kind == KG__TOKEN_REIFIED) {
    *alone = true;
    return reified_triple(t, level->subject_text, &level->subject);
  }
  *name = true;
  if (!kg__turtle_is_sign(t, '['))
    return iri_or_blank(t, level->subject_text, &level->subject, "a subject or a directive");
  KG_TRY(kg__turtle_next(t));
  KG_TRY(kg__turtle_anon(t, level->subject_text, &level->subject));
  if (kg__turtle_is_sign(t, ']'))
    return kg__turtle_next(t);
  *alone = true;
  *name = false;
  return bracketed(t, &level->subject);
}

static kg_status graph_block(kg__turtle *t, const kg_term *name);

// Triples, without the dot; or, where that is allowed, a graph that begins with its name.
static kg_status
triples(kg__turtle *t, bool graph_allowed, bool *was_graph)
{
  kg__turtle_level *level;
  bool alone, name;
  *was_graph = false;
  KG_TRY(enter(t, &level));
  KG_TRY(subject(t, level, &alone, &name));
  if (graph_allowed && name && kg__turtle_is_sign(t, '{')) {
    *was_graph = true;
    KG_TRY(graph_block(t, &level->subject));
  } else if (!alone || is_verb(t)) {
    KG_TRY(properties(t, level));
  }
  leave(t);
  return KG_OK;
}

// Over what is left of a bad statement: to behind its dot, before a brace that closes a graph, or to the end.
static kg_status
resynchronise(kg__turtle *t, bool in_graph)
{
  for (;;) {
    kg_error ignored;
    if (t->token.kind == KG__TOKEN_END && t->w.last && t->w.at >= t->w.end)
      return KG_OK;
    if (in_graph && kg__turtle_is_sign(t, '}'))
      return KG_OK;
    bool dot = kg__turtle_is_sign(t, '.');
    kg_status st = kg__turtle_token(&t->w, &t->token, &ignored);
    if (st == KG_ERR_DATA && !t->w.broken) {
      t->w.at = t->w.start + 1;
      while (((unsigned char)t->w.bytes[t->w.at] & 0xC0) == 0x80)
        t->w.at++;
      t->token = (kg__token){.kind = KG__TOKEN_SIGN, .sign = '?'};
    } else if (st) {
      *t->err = ignored;
      return st;
    }
    if (dot && !st)
      return KG_OK;
  }
}

static kg_status
recover(kg__turtle *t, unsigned depth, bool in_graph, kg_status st)
{
  if (!st || st != KG_ERR_DATA || !t->r->keep_going || t->w.broken)
    return st;
  kg_error fault = *t->err;
  t->depth = depth;
  KG_TRY(kg__reading_skip(t->r, &fault, t->err));
  return resynchronise(t, in_graph);
}

static kg_status
graph_statement(kg__turtle *t)
{
  bool was_graph;
  KG_TRY(triples(t, false, &was_graph));
  return kg__turtle_is_sign(t, '}') ? KG_OK : take_sign(t, '.', "'.', or '}' to end the graph");
}

// { ... }; the default graph has no name.
static kg_status
graph_block(kg__turtle *t, const kg_term *name)
{
  kg_arena_clear(t->graph_text);
  if (name && kg_term_copy(name, t->graph_text, &t->graph))
    return kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
  KG_TRY(take_sign(t, '{', "'{'"));
  while (!kg__turtle_is_sign(t, '}')) {
    if (t->token.kind == KG__TOKEN_END)
      return kg__turtle_expected(t, "'}' to end the graph");
    KG_TRY(recover(t, t->depth, true, graph_statement(t)));
  }
  t->graph = (kg_term){0};
  return kg__turtle_next(t);
}

static kg_status
named_graph(kg__turtle *t)
{
  kg__turtle_level *level;
  KG_TRY(kg__turtle_next(t));
  KG_TRY(enter(t, &level));
  KG_TRY(iri_or_blank(t, level->subject_text, &level->subject, "the name of a graph"));
  KG_TRY(graph_block(t, &level->subject));
  leave(t);
  return KG_OK;
}

// ---- directives

static kg_status
prefix_directive(kg__turtle *t, kg_arena *arena)
{
  kg_str prefix, iri;
  if (t->token.kind != KG__TOKEN_NAME || t->token.text.len)
    return kg__turtle_expected(t, "a prefix and its colon");
  prefix = kg_arena_str(arena, t->token.prefix);
  KG_TRY(kg__turtle_next(t));
  if (t->token.kind != KG__TOKEN_IRI)
    return kg__turtle_expected(t, "the IRI of the prefix, in angle brackets");
  KG_TRY(kg__turtle_iri_reference(t, arena, &iri));
  t->has_last = false;
  if (!prefix.ptr || kg_namespaces_add(t->prefixes, prefix, iri))
    return kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
  return kg__reading_prefix(t->r, prefix, iri, t->err);
}

static kg_status
base_directive(kg__turtle *t, kg_arena *arena)
{
  kg_str iri;
  if (t->token.kind != KG__TOKEN_IRI)
    return kg__turtle_expected(t, "the base IRI, in angle brackets");
  KG_TRY(kg__turtle_iri_reference(t, arena, &iri));
  kg_buf_clear(&t->base);
  if (kg_buf_add_str(&t->base, iri))
    return kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
  return kg__reading_base(t->r, iri, t->err);
}

static kg_status
version_directive(kg__turtle *t, kg_arena *arena)
{
  kg_str text;
  if (t->token.kind != KG__TOKEN_STRING || t->token.is_long)
    return kg__turtle_expected(t, "a version, in quotes");
  return kg__turtle_string(t, arena, &text);
}

typedef kg_status (*directive)(kg__turtle *t, kg_arena *arena);

static directive
directive_of(const kg__turtle *t)
{
  static const struct {
    const char *name;
    directive run;
  } directives[] = {{"prefix", prefix_directive}, {"base", base_directive}, {"version", version_directive}};
  for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
    bool at = t->token.kind == KG__TOKEN_AT && kg_str_equal(t->token.text, kg_str_of(directives[i].name));
    if (at || kg__turtle_is_word(t, directives[i].name))
      return directives[i].run;
  }
  return NULL;
}

static kg_status
run_directive(kg__turtle *t, directive run)
{
  kg__turtle_level *level;
  bool at = t->token.kind == KG__TOKEN_AT;
  KG_TRY(enter(t, &level));
  KG_TRY(kg__turtle_next(t));
  KG_TRY(run(t, level->subject_text));
  leave(t);
  return at ? take_sign(t, '.', "'.' to end the directive") : KG_OK;
}

// ---- the document

static kg_status
statement(kg__turtle *t)
{
  directive run = directive_of(t);
  bool trig = t->r->format == KG_FORMAT_TRIG, was_graph;
  if (run)
    return run_directive(t, run);
  if (trig && kg__turtle_is_word(t, "graph"))
    return named_graph(t);
  if (trig && kg__turtle_is_sign(t, '{'))
    return graph_block(t, NULL);
  KG_TRY(triples(t, trig, &was_graph));
  return was_graph ? KG_OK : take_sign(t, '.', "'.', ';' or ','");
}

static kg_status
document(kg__turtle *t)
{
  KG_TRY(recover(t, 0, false, kg__turtle_next(t)));
  while (t->token.kind != KG__TOKEN_END) {
    kg_status st = statement(t);
    if (st)
      t->graph = (kg_term){0};
    KG_TRY(recover(t, 0, false, st));
  }
  return KG_OK;
}

static void
release(kg__turtle *t)
{
  for (size_t i = 0; i < sizeof t->levels / sizeof *t->levels; i++) {
    if (!t->levels[i])
      continue;
    kg_arena_free(t->levels[i]->subject_text);
    kg_arena_free(t->levels[i]->predicate_text);
    kg_arena_free(t->levels[i]->object_text);
    free(t->levels[i]);
  }
  kg_buf *bufs[] = {&t->last_prefix, &t->last_iri, &t->base, &t->scratch};
  for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
    kg_buf_release(bufs[i]);
  kg_arena_free(t->graph_text);
  kg_namespaces_free(t->prefixes);
  kg__window_release(&t->w);
  free(t);
}

kg_status
kg__read_turtle(kg__reading *r, kg_error *err)
{
  kg_error own;
  kg__turtle *t = calloc(1, sizeof *t);
  if (!t)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  t->r = r;
  t->err = err ? err : &own;
  kg__window_init(&t->w, r->source, r->max_literal);
  t->prefixes = kg_namespaces_new();
  t->graph_text = kg_arena_new();
  kg_status st = t->prefixes && t->graph_text && !kg_buf_add_str(&t->base, r->base)
                     ? document(t)
                     : kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  release(t);
  return st;
}
