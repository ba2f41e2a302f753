// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Active contexts, and the context processing algorithm (API, 4.1).
//
// A context made from another one is a layer over it, which holds only what differs: most contexts change a
// few terms of a large one.  A layer's terms are kept as members of a JSON object, which is a fine map.

#include "kg/rdf/jsonld/jsonld.h"

enum { REMOTE_DEPTH = 64 };

struct kg__layer {
  kg__json map; // Values are kg__term *
};

static kg__term taken_away;

kg__context *
kg__context_derive(kg__jsonld *p, const kg__context *parent)
{
  kg__context *c = kg__jsonld_alloc(p, sizeof *c);
  *c = *parent;
  c->parent = parent;
  c->terms = NULL;
  c->inverse = NULL;
  return c;
}

kg__context *
kg__context_new(kg__jsonld *p)
{
  kg__context *c = kg__jsonld_alloc(p, sizeof *c);
  *c = (kg__context){0};
  return c;
}

const kg__term *
kg__context_term(const kg__context *c, kg_str name)
{
  for (; c; c = c->parent) {
    const void *term = c->terms ? kg__json_get(&c->terms->map, name) : NULL;
    if (term)
      return term == &taken_away ? NULL : term;
  }
  return NULL;
}

void
kg__context_set_term(kg__jsonld *p, kg__context *c, kg_str name, kg__term *term)
{
  if (!c->terms) {
    c->terms = kg__jsonld_alloc(p, sizeof *c->terms);
    *c->terms = (struct kg__layer){{.type = KG__JSON_OBJECT}};
  }
  kg__json_set(p, &c->terms->map, name, (void *)(term ? term : &taken_away));
  if (term && term->is_protected)
    c->has_protected = true;
}

void
kg__context_each(kg__jsonld *p, const kg__context *c,
                 void (*visit)(kg__jsonld *p, const kg__term *term, void *arg), void *arg)
{
  for (const kg__context *layer = c; layer; layer = layer->parent) {
    if (!layer->terms)
      continue;
    for (size_t i = 0; i < layer->terms->map.n_members; i++) {
      const kg__term *term = (const void *)layer->terms->map.members[i].value;
      if (term != &taken_away && kg__context_term(c, term->name) == term)
        visit(p, term, arg);
    }
  }
}

// ---- the entries of a context

static void
find_protected(kg__jsonld *p, const kg__term *term, void *arg)
{
  (void)p;
  if (term->is_protected)
    *(bool *)arg = true;
}

static bool
protects(kg__jsonld *p, const kg__context *c)
{
  bool found = false;
  if (c->has_protected)
    kg__context_each(p, c, find_protected, &found);
  return found;
}

static kg__context *
nullify(kg__jsonld *p, const kg__context *result, kg__json *at, const kg__processing *how)
{
  if (!how->override_protected && protects(p, result))
    kg__jsonld_fail(p, at, "invalid context nullification", "the context has protected terms");
  kg__context *c = kg__context_new(p);
  c->base = c->original_base = result->original_base;
  if (how->no_propagate)
    c->previous = result;
  return c;
}

static kg_str
resolve(kg__jsonld *p, kg_str base, kg_str reference)
{
  kg_buf_clear(&p->text);
  if (kg_iri_resolve(base, reference, &p->text))
    kg__jsonld_no_memory(p);
  return kg__jsonld_copy(p, kg_buf_str(&p->text));
}

static kg__json *
load_context(kg__jsonld *p, kg_str iri, kg__json *at)
{
  kg__json *document = kg__document_load(p, iri, at, "loading remote context failed");
  kg__json *context = kg__json_get(document, KG_STR("@context"));
  if (!context)
    kg__jsonld_fail(p, at, "invalid remote context", "<%.*s> has no \"@context\"", KG_STR_ARG(iri));
  return context;
}

static kg__context *process(kg__jsonld *p, const kg__context *active, kg__json *local,
                            const kg__processing *how);

static kg__context *
process_remote(kg__jsonld *p, kg__context *result, kg__json *reference, const kg__processing *how)
{
  kg__remote here = {resolve(p, how->base, reference->string), how->remote};
  size_t depth = 0;
  for (const kg__remote *r = how->remote; r; r = r->outer, depth++) {
    if (!kg_str_equal(r->iri, here.iri))
      continue;
    if (how->no_validation)
      return result;
    kg__jsonld_fail(p, reference, "recursive context inclusion", "<%.*s> includes itself",
                    KG_STR_ARG(here.iri));
  }
  if (depth >= REMOTE_DEPTH)
    kg__jsonld_fail(p, reference, "context overflow", "remote contexts more than %d deep", REMOTE_DEPTH);
  kg__processing inner = {.base = here.iri, .no_validation = how->no_validation, .remote = &here};
  return process(p, result, load_context(p, here.iri, reference), &inner);
}

static void
check_version(kg__jsonld *p, kg__json *context)
{
  kg__json *version = kg__json_get(context, KG_STR("@version"));
  if (!version)
    return;
  if (version->type != KG__JSON_NUMBER || kg__json_number_value(p, version) != 1.1)
    kg__jsonld_fail(p, version, "invalid @version value", "it can only be 1.1");
  if (kg__jsonld_is_1_0(p))
    kg__jsonld_fail(p, version, "processing mode conflict", "a context for 1.1 is processed as 1.0");
}

static void
not_in_1_0(kg__jsonld *p, kg__json *entry, const char *name)
{
  if (entry && kg__jsonld_is_1_0(p))
    kg__jsonld_fail(p, entry, "invalid context entry", "%s is of JSON-LD 1.1", name);
}

static kg__json *
import(kg__jsonld *p, kg__json *context, const kg__processing *how)
{
  kg__json *reference = kg__json_get(context, KG_STR("@import"));
  if (!reference)
    return context;
  not_in_1_0(p, reference, "@import");
  if (!kg__json_is_string(reference))
    kg__jsonld_fail(p, reference, "invalid @import value", "it is not a string");
  kg_str iri = resolve(p, how->base, reference->string);
  kg__json *imported = load_context(p, iri, reference);
  if (!kg__json_is_object(imported))
    kg__jsonld_fail(p, reference, "invalid remote context", "the context of <%.*s> is not an object",
                    KG_STR_ARG(iri));
  if (kg__json_has(imported, KG_STR("@import")))
    kg__jsonld_fail(p, reference, "invalid context entry", "<%.*s> imports another context", KG_STR_ARG(iri));
  kg__json *both = kg__json_copy(p, imported);
  for (size_t i = 0; i < context->n_members; i++)
    kg__json_set(p, both, context->members[i].key, context->members[i].value);
  return both;
}

static void
set_base(kg__jsonld *p, kg__context *c, kg__json *base, const kg__processing *how)
{
  if (!base || how->remote)
    return;
  if (base->type == KG__JSON_NULL)
    c->base = (kg_str){0};
  else if (!kg__json_is_string(base))
    kg__jsonld_fail(p, base, "invalid base IRI", "@base is neither a string nor null");
  else if (kg__is_iri(base->string))
    c->base = base->string;
  else if (c->base.ptr)
    c->base = resolve(p, c->base, base->string);
  else
    kg__jsonld_fail(p, base, "invalid base IRI", "\"%.*s\" is relative, and there is no base to resolve it",
                    KG_STR_ARG(base->string));
}

static void
set_vocab(kg__jsonld *p, kg__context *c, kg__json *vocab)
{
  if (!vocab)
    return;
  if (vocab->type == KG__JSON_NULL) {
    c->vocab = (kg_str){0};
    return;
  }
  if (!kg__json_is_string(vocab))
    kg__jsonld_fail(p, vocab, "invalid vocab mapping", "@vocab is neither a string nor null");
  kg_str text = vocab->string;
  if (kg__jsonld_is_1_0(p) && !kg__is_iri(text) && !kg__is_blank(text))
    kg__jsonld_fail(p, vocab, "invalid vocab mapping", "\"%.*s\" is not an IRI", KG_STR_ARG(text));
  kg_str iri = kg__iri_expand(p, c, text, true, true, NULL);
  if (!iri.ptr || kg__is_keyword(iri))
    kg__jsonld_fail(p, vocab, "invalid vocab mapping", "\"%.*s\" is not an IRI", KG_STR_ARG(text));
  c->vocab = iri;
}

static void
set_language(kg__jsonld *p, kg__context *c, kg__json *language)
{
  if (!language)
    return;
  if (language->type != KG__JSON_NULL && !kg__json_is_string(language))
    kg__jsonld_fail(p, language, "invalid default language", "@language is neither a string nor null");
  c->language = kg__json_text(language);
}

static void
set_direction(kg__jsonld *p, kg__context *c, kg__json *direction)
{
  if (!direction)
    return;
  not_in_1_0(p, direction, "@direction");
  kg_str text = kg__json_text(direction);
  if (direction->type != KG__JSON_NULL && !kg__is(text, "ltr") && !kg__is(text, "rtl"))
    kg__jsonld_fail(p, direction, "invalid base direction", "@direction is not \"ltr\", \"rtl\" or null");
  c->direction = text;
}

static void
check_propagate(kg__jsonld *p, kg__json *propagate)
{
  not_in_1_0(p, propagate, "@propagate");
  if (propagate && !kg__json_is_bool(propagate))
    kg__jsonld_fail(p, propagate, "invalid @propagate value", "it is neither true nor false");
}

static void
define_terms(kg__jsonld *p, kg__context *c, kg__json *context, const kg__processing *how)
{
  static const char *const others[] = {"@base",      "@direction", "@import",  "@language",
                                       "@propagate", "@protected", "@version", "@vocab"};
  kg__json *is_protected = kg__json_get(context, KG_STR("@protected"));
  if (is_protected && !kg__json_is_bool(is_protected))
    kg__jsonld_fail(p, is_protected, "invalid @protected value", "it is neither true nor false");
  kg__json *defined = kg__json_new(p, KG__JSON_OBJECT);
  kg__defining d = {c, context, defined, how, kg__json_is_true(is_protected)};
  for (size_t i = 0; i < context->n_members; i++) {
    bool is_term = true;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
      is_term &= !kg__is(context->members[i].key, others[k]);
    if (is_term)
      kg__term_define(p, &d, context->members[i].key);
  }
}

static kg__context *
process_object(kg__jsonld *p, kg__context *c, kg__json *context, const kg__processing *how)
{
  if (!kg__json_is_object(context))
    kg__jsonld_fail(p, context, "invalid local context",
                    "a context is an object, a string, null or an array of these");
  check_version(p, context);
  context = import(p, context, how);
  set_base(p, c, kg__json_get(context, KG_STR("@base")), how);
  set_vocab(p, c, kg__json_get(context, KG_STR("@vocab")));
  set_language(p, c, kg__json_get(context, KG_STR("@language")));
  set_direction(p, c, kg__json_get(context, KG_STR("@direction")));
  check_propagate(p, kg__json_get(context, KG_STR("@propagate")));
  define_terms(p, c, context, how);
  return c;
}

// ---- the algorithm

static kg__context *
process(kg__jsonld *p, const kg__context *active, kg__json *local, const kg__processing *given)
{
  kg__processing how = *given;
  kg__context *result = kg__context_derive(p, active);
  kg__json *propagate = kg__json_get(local, KG_STR("@propagate"));
  if (kg__json_is_bool(propagate))
    how.no_propagate = !kg__json_is_true(propagate);
  if (how.no_propagate && !result->previous)
    result->previous = active;
  kg__jsonld_enter(p);
  local = kg__json_as_array(p, local);
  for (size_t i = 0; i < local->n_items; i++) {
    kg__json *context = local->items[i];
    if (kg__json_is_null(context))
      result = nullify(p, result, context, &how);
    else if (kg__json_is_string(context))
      result = process_remote(p, result, context, &how);
    else
      result = process_object(p, result, context, &how);
  }
  p->depth--;
  return result;
}

const kg__context *
kg__context_process(kg__jsonld *p, const kg__context *active, kg__json *local, const kg__processing *how)
{
  return process(p, active, local, how);
}

const kg__context *
kg__context_scoped(kg__jsonld *p, const kg__context *active, const kg__term *term, bool override_protected,
                   bool propagate)
{
  uint64_t *slot;
  uint64_t flags = (uint64_t)override_protected << 1 | propagate;
  kg__key_start(p, (kg_str){(const char *)&flags, sizeof flags});
  kg__key_add_pointer(p, active);
  kg__key_add_pointer(p, term->context);
  if ((slot = kg__map_find(&p->contexts, kg_buf_str(&p->key))))
    return (const kg__context *)(uintptr_t)*slot;
  kg__processing how = {
      .base = term->base, .override_protected = override_protected, .no_propagate = !propagate};
  const kg__context *made = process(p, active, term->context, &how);
  kg__key_start(p, (kg_str){(const char *)&flags, sizeof flags});
  kg__key_add_pointer(p, active);
  kg__key_add_pointer(p, term->context);
  if (kg__map_put(&p->contexts, kg_buf_str(&p->key), (uint64_t)(uintptr_t)made, &slot, NULL))
    kg__jsonld_no_memory(p);
  return made;
}

kg__json *
kg__context_parse(kg__jsonld *p, kg_str text, kg_str name)
{
  kg__json *document = kg__document_parse(p, text, name);
  kg__json *context = kg__json_get(document, KG_STR("@context"));
  return context ? context : document;
}
