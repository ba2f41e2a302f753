// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What the algorithms of JSON-LD share.

   All that a run makes lies in the arena of its `kg__jsonld`, so nothing has to be released one by one, and a
   failure leaves the run with one longjmp() to kg__jsonld_guard(): the algorithms read like the steps of the
   specification.  Callbacks of others are never jumped over.
*/
#ifndef KG_RDF_JSONLD_JSONLD_H
#define KG_RDF_JSONLD_JSONLD_H

#include "kg/jsonld.h"
#include "kg/rdf/jsonld/json.h"

#include "kg/base/map.h"

#include <setjmp.h>

typedef struct kg__context kg__context;

typedef struct kg__document {
  kg_str text, name;
  kg_buf own; ///< Its text, if we have loaded it
  kg__json *json;
  size_t line, column; ///< Where the text begins in what it is a piece of, from 0
} kg__document;

/** Names for blank nodes. */
typedef struct kg__issuer {
  kg__map names;
  uint64_t n;
} kg__issuer;

/** How a reader names blank nodes; null functions: _:b0, _:b1 ... for all. */
typedef struct kg__naming {
  void *self;
  kg_str (*label)(void *self, kg_str label, char text[32]); ///< Of a node that has one; null `ptr`: as it is
  kg_str (*anonymous)(void *self, char text[32]);
} kg__naming;

struct kg__jsonld {
  const kg_jsonld_options *options;
  kg_arena *arena;
  size_t room; ///< Bytes until the limits are looked at again
  uint64_t seed;
  jmp_buf jump;
  kg_status status;
  kg_error *err;
  kg_error dropped;   ///< Where `err` points if the caller wants none
  unsigned in_scoped; ///< Within the check of a term's own context
  bool in_literal;    ///< Within the text of a JSON literal
  unsigned depth;
  struct {
    kg__json_member *items;
    size_t n, capacity;
  } stack; ///< Of the parser
  struct {
    kg__document *items;
    size_t n, capacity;
  } documents;      ///< Number 0 is none
  kg__map loaded;   ///< IRI to number of document
  kg__map contexts; ///< Contexts processed, by context and definition
  kg__map seen;     ///< Values of large arrays
  kg__map inverse;  ///< Of all contexts' inverses, one table
  kg_buf key;       ///< For lookups
  kg_buf text;      ///< For printing
  kg__issuer issuer;
  const kg__naming *naming;
};

kg_status kg__jsonld_init(kg__jsonld *p, const kg_jsonld_options *options, kg_error *err);
void kg__jsonld_release(kg__jsonld *p);

/** Forget all that was made in this run, contexts too: for runs over what is larger than memory. */
void kg__jsonld_restart(kg__jsonld *p);

/** Whether so much was made that it is time for that. */
bool kg__jsonld_is_full(const kg__jsonld *p);

/** Run `work`, and return KG_OK or the status of its failure, with `err` filled. */
kg_status kg__jsonld_guard(kg__jsonld *p, void (*work)(kg__jsonld *p, void *arg), void *arg, kg_error *err);

// ---- failing: none of these return

__attribute__((noreturn)) void kg__jsonld_jump(kg__jsonld *p, kg_status status);
__attribute__((noreturn)) void kg__jsonld_no_memory(kg__jsonld *p);
__attribute__((noreturn)) void kg__jsonld_stop(kg__jsonld *p, kg_status status, const char *format, ...)
    KG_PRINTF(3, 4);

/** KG_ERR_DATA with a code of the specifications, at the place of `at` (may be null). */
__attribute__((noreturn)) void kg__jsonld_fail(kg__jsonld *p, const kg__json *at, const char *code,
                                               const char *format, ...) KG_PRINTF(4, 5);

/** Give the error its place in a document. */
void kg__jsonld_place(kg__jsonld *p, unsigned document, size_t offset);

/** Count a level of recursion; KG_ERR_LIMIT if there are too many.  Go back with `p->depth--`. */
void kg__jsonld_enter(kg__jsonld *p);

/** Go on only within the limits. */
void kg__jsonld_check(kg__jsonld *p, kg_status status);

// ---- memory, text

void *kg__jsonld_alloc(kg__jsonld *p, size_t size);
void kg__jsonld_push(kg__jsonld *p, kg__json_member member);
kg_str kg__jsonld_copy(kg__jsonld *p, kg_str s);
kg_str kg__jsonld_concat(kg__jsonld *p, kg_str a, kg_str b);
double kg__jsonld_strtod(const char *text);

static inline bool
kg__jsonld_is_1_0(const kg__jsonld *p)
{
  return p->options->mode == KG_JSONLD_1_0;
}

/** Start of a key for lookups, in `p->key`; add to it, then look it up. */
void kg__key_start(kg__jsonld *p, kg_str s);
void kg__key_add(kg__jsonld *p, kg_str s);
void kg__key_add_pointer(kg__jsonld *p, const void *pointer);

// ---- documents

/** Parse a text that lives as long as the run. */
kg__json *kg__document_parse(kg__jsonld *p, kg_str text, kg_str name);

/** The same for a text that begins elsewhere than at the first line and column. */
kg__json *kg__document_parse_at(kg__jsonld *p, kg_str text, kg_str name, size_t line, size_t column);

/** Before all other documents: the first one is read in pieces, of which only the last counts. */
void kg__document_piece(kg__jsonld *p, kg_str name);
kg__json *kg__document_parse_piece(kg__jsonld *p, kg_str text, size_t line, size_t column);

/** Load what an IRI names, once; it fails with `code`. */
kg__json *kg__document_load(kg__jsonld *p, kg_str iri, const kg__json *at, const char *code);

// ---- keywords and kinds of objects

bool kg__is_keyword(kg_str s);
bool kg__has_keyword_form(kg_str s);
bool kg__is_iri(kg_str s); ///< Absolute
bool kg__is_blank(kg_str s);

static inline bool
kg__is(kg_str s, const char *text)
{
  return kg_str_equal(s, kg_str_of(text));
}

static inline bool
kg__is_value_object(const kg__json *v)
{
  return kg__json_has(v, KG_STR("@value"));
}

static inline bool
kg__is_list_object(const kg__json *v)
{
  return kg__json_has(v, KG_STR("@list"));
}

bool kg__is_graph_object(const kg__json *v);
bool kg__is_simple_graph_object(const kg__json *v);
bool kg__is_node_object(const kg__json *v);

// ---- contexts

enum {
  KG__CONTAINER_GRAPH = 1,
  KG__CONTAINER_ID = 2,
  KG__CONTAINER_INDEX = 4,
  KG__CONTAINER_LANGUAGE = 8,
  KG__CONTAINER_LIST = 16,
  KG__CONTAINER_SET = 32,
  KG__CONTAINER_TYPE = 64
};

/** A term definition. */
typedef struct kg__term {
  kg_str name;
  kg_str iri;                 ///< Null `ptr`: the term is defined to mean nothing
  kg_str type;                ///< Type mapping; null: none
  kg_str language, direction; ///< With `has_`: null `ptr` for null
  kg_str index;               ///< Index mapping; null: none
  kg_str nest;                ///< Null: none
  kg__json *context;          ///< Its own context, null: none
  kg_str base;                ///< Against which that context's references are resolved
  unsigned container;
  bool has_language, has_direction;
  bool prefix, is_protected, reverse;
} kg__term;

/** An active context.  Never changes once made, but for what is computed when asked for. */
struct kg__context {
  const kg__context *parent;   ///< Where terms that are not here are looked for
  const kg__context *previous; ///< To go back to, where it does not propagate
  struct kg__layer *terms;     ///< Those defined here
  kg_str base, original_base;  ///< Null `ptr`: none
  kg_str vocab;                ///< Null `ptr`: none
  kg_str language, direction;
  const struct kg__inverse *inverse; ///< Null until needed
  bool has_protected;
};

kg__context *kg__context_new(kg__jsonld *p);

/** A child to be changed. */
kg__context *kg__context_derive(kg__jsonld *p, const kg__context *parent);

/** The definition of a term, or null. */
const kg__term *kg__context_term(const kg__context *c, kg_str name);
void kg__context_set_term(kg__jsonld *p, kg__context *c, kg_str name, kg__term *term);

/** Call `visit` with each definition once. */
void kg__context_each(kg__jsonld *p, const kg__context *c,
                      void (*visit)(kg__jsonld *p, const kg__term *term, void *arg), void *arg);

typedef struct kg__processing {
  kg_str base; ///< Of the document that the context stands in
  bool override_protected;
  bool no_propagate;
  bool no_validation; ///< Remote contexts within themselves are left alone
  const struct kg__remote *remote;
} kg__processing;

/** Remote contexts on the way to where we are. */
typedef struct kg__remote {
  kg_str iri;
  const struct kg__remote *outer;
} kg__remote;

/** The context processing algorithm. */
const kg__context *kg__context_process(kg__jsonld *p, const kg__context *active, kg__json *local,
                                       const kg__processing *how);

/** The same for a term's own context. */
const kg__context *kg__context_scoped(kg__jsonld *p, const kg__context *active, const kg__term *term,
                                      bool override_protected, bool propagate);

/** A local context whose terms are being defined. */
typedef struct kg__defining {
  kg__context *active;
  kg__json *local;
  kg__json *defined; ///< Object of terms: false, being defined; true, done
  const kg__processing *how;
  bool is_protected;
} kg__defining;

void kg__term_define(kg__jsonld *p, kg__defining *d, kg_str term);

/** IRI expansion; a null `ptr` is null.  `d` may be null. */
kg_str kg__iri_expand(kg__jsonld *p, const kg__context *c, kg_str value, bool relative, bool vocab,
                      kg__defining *d);

static inline kg_str
kg__iri_expand_key(kg__jsonld *p, const kg__context *c, kg_str key)
{
  return kg__iri_expand(p, c, key, false, true, NULL);
}

/** IRI compaction. */
kg_str kg__iri_compact(kg__jsonld *p, const kg__context *c, kg_str iri, kg__json *value, bool vocab,
                       bool reverse);

static inline kg_str
kg__iri_compact_key(kg__jsonld *p, const kg__context *c, const char *keyword)
{
  return kg__iri_compact(p, c, kg_str_of(keyword), NULL, true, false);
}

/** `iri` as a reference that resolves to it against `base`. */
kg_str kg__iri_relative(kg__jsonld *p, kg_str base, kg_str iri);

/** Term selection over the inverse context: which term for an IRI, by containers and preferred values. */
typedef struct kg__selection {
  kg_str iri;
  unsigned containers[20]; ///< Sets of KG__CONTAINER_..., 0: none
  size_t n_containers;
  bool by_type, by_any; ///< Else by language
  kg_str preferred[8];
  size_t n_preferred;
} kg__selection;

bool kg__inverse_has(kg__jsonld *p, const kg__context *c, kg_str iri);
const kg__term *kg__inverse_select(kg__jsonld *p, const kg__context *c, const kg__selection *s);

/** Terms that may be prefixes. */
const kg__term *const *kg__inverse_prefixes(kg__jsonld *p, const kg__context *c, size_t *n);

/** "en_ltr", in lower case: how the inverse context names language and direction. */
kg_str kg__language_direction(kg__jsonld *p, kg_str language, kg_str direction);
kg_str kg__lower_case(kg__jsonld *p, kg_str s);

// ---- algorithms

typedef struct kg__expansion {
  kg_str base;
  bool framing;
} kg__expansion;

/** Expansion of any element; null for what is dropped. */
kg__json *kg__expand(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element,
                     const kg__expansion *e, bool from_map);

/** Expansion of a whole document: an array. */
kg__json *kg__expand_document(kg__jsonld *p, const kg__context *c, kg__json *document,
                              const kg__expansion *e);

/** Value expansion; `property` may be null. */
kg__json *kg__value_expand(kg__jsonld *p, const kg__context *c, const kg__term *property, kg__json *value);

kg__json *kg__value_compact(kg__jsonld *p, const kg__context *c, const kg__term *property, kg__json *value);
kg__json *kg__compact(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element);

/** Node maps: graph name to node map; blank nodes renamed. */
kg__json *kg__node_map(kg__jsonld *p, kg__json *expanded);

/** All graphs of a node map in one. */
kg__json *kg__node_map_merge(kg__jsonld *p, kg__json *graphs);

/** Append `value` unless an equal one is there; whether it is new.  Fast for large arrays. */
bool kg__append_unique(kg__jsonld *p, kg__json *array, kg__json *value);

/** The name of a blank node, or a new one for a null `ptr`. */
kg_str kg__issue(kg__jsonld *p, kg_str label);

kg__json *kg__flatten(kg__jsonld *p, kg__json *expanded);

void kg__to_rdf(kg__jsonld *p, kg__json *graphs, const kg_sink *sink);

/** A literal as a value object in expanded form: its lexical form as it is, whatever the datatype. */
kg__json *kg__value_object(kg__jsonld *p, const kg_term *literal);

typedef struct kg__from_rdf kg__from_rdf;
kg__from_rdf *kg__from_rdf_new(kg__jsonld *p);
void kg__from_rdf_quad(kg__jsonld *p, kg__from_rdf *f, const kg_quad *quad);
kg__json *kg__from_rdf_finish(kg__jsonld *p, kg__from_rdf *f);

/** Framing of an expanded document by an expanded frame, without @preserve cleaned up. */
kg__json *kg__frame(kg__jsonld *p, kg__json *expanded, kg__json *frame, bool merged);

/** Afterwards: unpack @preserve, and take away labels of blank nodes that nothing refers to. */
kg__json *kg__frame_clean(kg__jsonld *p, kg__json *framed);

/** "@null" to null, after compaction. */
kg__json *kg__frame_nulls(kg__jsonld *p, kg__json *compacted);

// ---- whole operations, used by several entry points

/** The context to start with: of the options. */
const kg__context *kg__initial_context(kg__jsonld *p);
kg__json *kg__expand_text(kg__jsonld *p, kg_str text);

/** The context to compact with; `context` may be null. */
const kg__context *kg__compaction_context(kg__jsonld *p, kg__json *context);
kg__json *kg__compact_result(kg__jsonld *p, kg__json *expanded, kg__json *context);
kg__json *kg__frame_result(kg__jsonld *p, kg__json *expanded, kg_str frame);

/** A text's "@context", or the text itself. */
kg__json *kg__context_parse(kg__jsonld *p, kg_str text, kg_str name);

#endif
