// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Create term definition (API, 4.2).

#include "kg/rdf/jsonld/jsonld.h"

// What the definition of one term is made from.
typedef struct making {
  kg__jsonld *p;
  kg__defining *d;
  kg__term *term;
  kg__json *value;
  bool simple;
} making;

static kg__json *
entry(const making *m, const char *key)
{
  return kg__json_get(m->value, kg_str_of(key));
}

static void
only_1_1(making *m, kg__json *at, const char *what)
{
  if (kg__jsonld_is_1_0(m->p))
    kg__jsonld_fail(m->p, at, "invalid term definition", "%s is of JSON-LD 1.1", what);
}

static bool
is_term_iri(kg_str iri)
{
  return kg__is_keyword(iri) || kg__is_iri(iri) || kg__is_blank(iri);
}

// Of "@type" only the container and protection can be set.
static void
check_type_keyword(making *m)
{
  kg__json *value = m->value;
  bool fine = kg__json_is_object(value) && value->n_members > 0 && !kg__jsonld_is_1_0(m->p);
  for (size_t i = 0; fine && i < value->n_members; i++) {
    const kg__json_member *e = &value->members[i];
    fine = kg__is(e->key, "@protected") ||
           (kg__is(e->key, "@container") && kg__json_contains_text(e->value, KG_STR("@set")) &&
            (!kg__json_is_array(e->value) || e->value->n_items == 1));
  }
  if (!fine)
    kg__jsonld_fail(m->p, value, "keyword redefinition",
                    "\"@type\" can only be given \"@container\": \"@set\"");
}

static void
set_protected(making *m)
{
  kg__json *v = entry(m, "@protected");
  m->term->is_protected = m->d->is_protected;
  if (!v)
    return;
  only_1_1(m, v, "@protected");
  if (!kg__json_is_bool(v))
    kg__jsonld_fail(m->p, v, "invalid @protected value", "it is neither true nor false");
  m->term->is_protected = kg__json_is_true(v);
}

static void
set_type(making *m)
{
  kg__json *v = entry(m, "@type");
  if (!v)
    return;
  if (!kg__json_is_string(v))
    kg__jsonld_fail(m->p, v, "invalid type mapping", "@type is not a string");
  kg_str type = kg__iri_expand(m->p, m->d->active, v->string, false, true, m->d);
  bool is_new = kg__is(type, "@json") || kg__is(type, "@none");
  bool fine = kg__is(type, "@id") || kg__is(type, "@vocab") || (is_new && !kg__jsonld_is_1_0(m->p)) ||
              (kg__is_iri(type) && !kg__is_blank(type));
  if (!fine)
    kg__jsonld_fail(m->p, v, "invalid type mapping", "\"%.*s\" is not an IRI", KG_STR_ARG(v->string));
  m->term->type = type;
}

// ---- what the term means

// False: the definition is to be passed over.
static bool
set_reverse(making *m, kg__json *v)
{
  if (entry(m, "@id") || entry(m, "@nest"))
    kg__jsonld_fail(m->p, v, "invalid reverse property", "@reverse stands beside @id or @nest");
  if (!kg__json_is_string(v))
    kg__jsonld_fail(m->p, v, "invalid IRI mapping", "@reverse is not a string");
  if (kg__has_keyword_form(v->string))
    return false;
  m->term->iri = kg__iri_expand(m->p, m->d->active, v->string, false, true, m->d);
  if (!kg__is_iri(m->term->iri) && !kg__is_blank(m->term->iri))
    kg__jsonld_fail(m->p, v, "invalid IRI mapping", "\"%.*s\" is not an IRI", KG_STR_ARG(v->string));
  m->term->reverse = true;
  return true;
}

static bool
is_gen_delim(char c)
{
  return c && strchr(":/?#[]@", c);
}

static bool
has_inner_colon(kg_str name)
{
  return name.len > 2 && memchr(name.ptr + 1, ':', name.len - 2);
}

static bool
has_slash(kg_str name)
{
  return name.len && memchr(name.ptr, '/', name.len);
}

static bool
set_id(making *m, kg__json *v)
{
  kg__term *t = m->term;
  if (v->type == KG__JSON_NULL)
    return true;
  if (!kg__json_is_string(v))
    kg__jsonld_fail(m->p, v, "invalid IRI mapping", "@id is neither a string nor null");
  if (!kg__is_keyword(v->string) && kg__has_keyword_form(v->string))
    return false;
  t->iri = kg__iri_expand(m->p, m->d->active, v->string, false, true, m->d);
  if (!is_term_iri(t->iri))
    kg__jsonld_fail(m->p, v, "invalid IRI mapping", "\"%.*s\" is not an IRI", KG_STR_ARG(v->string));
  if (kg__is(t->iri, "@context"))
    kg__jsonld_fail(m->p, v, "invalid keyword alias", "@context has no other names");
  if (has_inner_colon(t->name) || has_slash(t->name)) {
    kg__json_set(m->p, m->d->defined, t->name, kg__json_bool(m->p, true));
    kg_str own = kg__iri_expand(m->p, m->d->active, t->name, false, true, m->d);
    if (!kg_str_equal(own, t->iri))
      kg__jsonld_fail(m->p, v, "invalid IRI mapping", "\"%.*s\" means something else already",
                      KG_STR_ARG(t->name));
  } else if (m->simple && !memchr(t->name.ptr, ':', t->name.len)) {
    t->prefix = kg__is_blank(t->iri) || is_gen_delim(t->iri.ptr[t->iri.len - 1]);
  }
  return true;
}

static void
set_compact_iri(making *m, size_t colon)
{
  kg__term *t = m->term;
  kg_str prefix = {t->name.ptr, colon};
  if (kg__json_has(m->d->local, prefix))
    kg__term_define(m->p, m->d, prefix);
  const kg__term *p = kg__context_term(m->d->active, prefix);
  t->iri = t->name;
  if (p && p->iri.ptr)
    t->iri = kg__jsonld_concat(m->p, p->iri, (kg_str){t->name.ptr + colon + 1, t->name.len - colon - 1});
}

static void
set_own_meaning(making *m)
{
  kg__term *t = m->term;
  const char *colon = t->name.len > 1 ? memchr(t->name.ptr + 1, ':', t->name.len - 1) : NULL;
  if (colon)
    set_compact_iri(m, (size_t)(colon - t->name.ptr));
  else if (has_slash(t->name))
    t->iri = kg__iri_expand(m->p, m->d->active, t->name, false, true, NULL);
  else if (kg__is(t->name, "@type"))
    t->iri = t->name;
  else if (m->d->active->vocab.ptr)
    t->iri = kg__jsonld_concat(m->p, m->d->active->vocab, t->name);
  if (!t->iri.ptr || (has_slash(t->name) && !colon && !kg__is_iri(t->iri)))
    kg__jsonld_fail(m->p, m->value, "invalid IRI mapping", "nothing says what IRI \"%.*s\" stands for",
                    KG_STR_ARG(t->name));
}

static bool
set_meaning(making *m)
{
  kg__json *reverse = entry(m, "@reverse"), *id = entry(m, "@id");
  if (reverse)
    return set_reverse(m, reverse);
  if (id && !kg_str_equal(kg__json_text(id), m->term->name))
    return set_id(m, id);
  set_own_meaning(m);
  return true;
}

// ---- containers

static unsigned
container_of(kg_str name)
{
  static const char *const names[] = {"@graph", "@id", "@index", "@language", "@list", "@set", "@type"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (kg__is(name, names[i]))
      return 1U << i;
  return 0;
}

static bool
is_valid_container(unsigned c)
{
  unsigned rest = c & ~(unsigned)KG__CONTAINER_SET;
  bool single = (rest & (rest - 1)) == 0;
  if (c & KG__CONTAINER_LIST)
    return c == KG__CONTAINER_LIST;
  if (c & KG__CONTAINER_GRAPH) {
    unsigned key = rest & ~(unsigned)KG__CONTAINER_GRAPH;
    return key == 0 || key == KG__CONTAINER_ID || key == KG__CONTAINER_INDEX;
  }
  return c && single;
}

static void
set_container(making *m)
{
  kg__json *v = entry(m, "@container");
  unsigned all = 0;
  if (!v)
    return;
  if (m->term->reverse && v->type == KG__JSON_NULL)
    return;
  kg__json *items = kg__json_as_array(m->p, v);
  bool fine = items->n_items > 0;
  for (size_t i = 0; i < items->n_items; i++) {
    unsigned c = container_of(kg__json_text(items->items[i]));
    fine &= c != 0;
    all |= c;
  }
  if (kg__jsonld_is_1_0(m->p))
    fine &= kg__json_is_string(v) && !(all & (KG__CONTAINER_GRAPH | KG__CONTAINER_ID | KG__CONTAINER_TYPE));
  if (m->term->reverse && all != KG__CONTAINER_SET && all != KG__CONTAINER_INDEX)
    kg__jsonld_fail(m->p, v, "invalid reverse property", "its container can only be @set or @index");
  if (!fine || !is_valid_container(all))
    kg__jsonld_fail(m->p, v, "invalid container mapping", "no such container, or not together");
  m->term->container = all;
  if (!(all & KG__CONTAINER_TYPE))
    return;
  if (!m->term->type.ptr)
    m->term->type = KG_STR("@id");
  if (!kg__is(m->term->type, "@id") && !kg__is(m->term->type, "@vocab"))
    kg__jsonld_fail(m->p, v, "invalid type mapping", "with a container @type it can only be @id or @vocab");
}

// ---- the other entries

static void
set_index(making *m)
{
  kg__json *v = entry(m, "@index");
  if (!v)
    return;
  only_1_1(m, v, "@index");
  if (!(m->term->container & KG__CONTAINER_INDEX))
    kg__jsonld_fail(m->p, v, "invalid term definition", "@index without a container @index");
  kg_str iri =
      kg__json_is_string(v) ? kg__iri_expand(m->p, m->d->active, v->string, false, true, m->d) : (kg_str){0};
  if (!kg__is_iri(iri))
    kg__jsonld_fail(m->p, v, "invalid term definition", "@index is not an IRI");
  m->term->index = v->string;
}

static void
set_context(making *m)
{
  kg__json *v = entry(m, "@context");
  if (!v)
    return;
  only_1_1(m, v, "@context");
  kg__processing how = {.base = m->d->how->base,
                        .override_protected = true,
                        .no_validation = true,
                        .remote = m->d->how->remote};
  m->p->in_scoped++;
  kg__context_process(m->p, m->d->active, v, &how);
  m->p->in_scoped--;
  m->term->context = v;
  m->term->base = m->d->how->base;
}

static void
set_language(making *m)
{
  kg__json *v = entry(m, "@language");
  if (!v || entry(m, "@type"))
    return;
  if (v->type != KG__JSON_NULL && !kg__json_is_string(v))
    kg__jsonld_fail(m->p, v, "invalid language mapping", "@language is neither a string nor null");
  m->term->has_language = true;
  m->term->language = kg__json_text(v);
}

static void
set_direction(making *m)
{
  kg__json *v = entry(m, "@direction");
  if (!v || entry(m, "@type"))
    return;
  kg_str text = kg__json_text(v);
  if (v->type != KG__JSON_NULL && !kg__is(text, "ltr") && !kg__is(text, "rtl"))
    kg__jsonld_fail(m->p, v, "invalid base direction", "@direction is not \"ltr\", \"rtl\" or null");
  m->term->has_direction = true;
  m->term->direction = text;
}

static void
set_nest(making *m)
{
  kg__json *v = entry(m, "@nest");
  if (!v)
    return;
  only_1_1(m, v, "@nest");
  kg_str text = kg__json_text(v);
  if (!text.ptr || (kg__is_keyword(text) && !kg__is(text, "@nest")))
    kg__jsonld_fail(m->p, v, "invalid @nest value", "it is not a string, or a keyword");
  m->term->nest = text;
}

static void
set_prefix(making *m)
{
  kg__json *v = entry(m, "@prefix");
  kg_str name = m->term->name;
  if (!v)
    return;
  only_1_1(m, v, "@prefix");
  if (memchr(name.ptr, ':', name.len) || has_slash(name))
    kg__jsonld_fail(m->p, v, "invalid term definition", "\"%.*s\" cannot be a prefix", KG_STR_ARG(name));
  if (!kg__json_is_bool(v))
    kg__jsonld_fail(m->p, v, "invalid @prefix value", "it is neither true nor false");
  m->term->prefix = kg__json_is_true(v);
  if (m->term->prefix && kg__is_keyword(m->term->iri))
    kg__jsonld_fail(m->p, v, "invalid term definition", "a keyword cannot be a prefix");
}

static void
check_entries(making *m)
{
  static const char *const known[] = {"@id",        "@reverse",   "@container", "@context",
                                      "@direction", "@index",     "@language",  "@nest",
                                      "@prefix",    "@protected", "@type"};
  for (size_t i = 0; i < m->value->n_members; i++) {
    bool fine = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      fine |= kg__is(m->value->members[i].key, known[k]);
    if (!fine)
      kg__jsonld_fail(m->p, m->value->members[i].value, "invalid term definition",
                      "\"%.*s\" is not part of one", KG_STR_ARG(m->value->members[i].key));
  }
}

static bool
same_text(kg_str a, kg_str b)
{
  return (a.ptr != NULL) == (b.ptr != NULL) && kg_str_equal(a, b);
}

static bool
same_definition(const kg__term *a, const kg__term *b)
{
  return same_text(a->iri, b->iri) && same_text(a->type, b->type) && a->has_language == b->has_language &&
         same_text(a->language, b->language) && a->has_direction == b->has_direction &&
         same_text(a->direction, b->direction) && same_text(a->index, b->index) &&
         same_text(a->nest, b->nest) && a->container == b->container && a->prefix == b->prefix &&
         a->reverse == b->reverse && kg__json_equal(a->context, b->context);
}

static void
store(making *m, const kg__term *previous)
{
  if (previous && previous->is_protected && !m->d->how->override_protected) {
    if (!same_definition(previous, m->term))
      kg__jsonld_fail(m->p, m->value, "protected term redefinition", "\"%.*s\" is protected",
                      KG_STR_ARG(m->term->name));
    *m->term = *previous;
  }
  kg__context_set_term(m->p, m->d->active, m->term->name, m->term);
  kg__json_set(m->p, m->d->defined, m->term->name, kg__json_bool(m->p, true));
}

// ---- the algorithm

static void
make(making *m, const kg__term *previous)
{
  set_protected(m);
  set_type(m);
  if (!set_meaning(m))
    return;
  set_container(m);
  set_index(m);
  set_context(m);
  set_language(m);
  set_direction(m);
  set_nest(m);
  set_prefix(m);
  check_entries(m);
  store(m, previous);
}

static bool
is_done(kg__jsonld *p, const kg__defining *d, kg_str name)
{
  kg__json *state = kg__json_get(d->defined, name);
  if (state && !kg__json_is_true(state))
    kg__jsonld_fail(p, kg__json_get(d->local, name), "cyclic IRI mapping", "\"%.*s\" is defined by itself",
                    KG_STR_ARG(name));
  return state != NULL;
}

void
kg__term_define(kg__jsonld *p, kg__defining *d, kg_str name)
{
  if (is_done(p, d, name))
    return;
  making m = {.p = p, .d = d, .value = kg__json_get(d->local, name)};
  if (!name.len)
    kg__jsonld_fail(p, m.value, "invalid term definition", "the empty string cannot be a term");
  kg__json_set(p, d->defined, name, kg__json_bool(p, false));
  if (kg__is(name, "@type"))
    check_type_keyword(&m);
  else if (kg__is_keyword(name))
    kg__jsonld_fail(p, m.value, "keyword redefinition", "\"%.*s\" is a keyword", KG_STR_ARG(name));
  else if (kg__has_keyword_form(name))
    return;
  const kg__term *previous = kg__context_term(d->active, name);
  if (previous)
    kg__context_set_term(p, d->active, name, NULL);
  m.simple = kg__json_is_string(m.value);
  if (m.simple || m.value->type == KG__JSON_NULL)
    m.value = kg__json_object_of(p, KG_STR("@id"), m.value);
  else if (!kg__json_is_object(m.value))
    kg__jsonld_fail(p, m.value, "invalid term definition", "\"%.*s\" is neither a string nor an object",
                    KG_STR_ARG(name));
  m.term = kg__jsonld_alloc(p, sizeof *m.term);
  *m.term = (kg__term){.name = name};
  kg__jsonld_enter(p);
  make(&m, previous);
  p->depth--;
}
