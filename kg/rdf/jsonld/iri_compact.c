// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// IRI compaction (API, 6.2).

#include "kg/rdf/jsonld/jsonld.h"

enum {
  INDEX = KG__CONTAINER_INDEX,
  GRAPH = KG__CONTAINER_GRAPH,
  ID = KG__CONTAINER_ID,
  LANGUAGE = KG__CONTAINER_LANGUAGE,
  LIST = KG__CONTAINER_LIST,
  SET = KG__CONTAINER_SET,
  TYPE = KG__CONTAINER_TYPE
};

typedef struct choosing {
  kg__jsonld *p;
  const kg__context *c;
  kg__selection s;
  kg_str value; ///< Type or language looked for
} choosing;

static void
container(choosing *ch, unsigned c)
{
  ch->s.containers[ch->s.n_containers++] = c;
}

static void
container_or_set(choosing *ch, unsigned c)
{
  container(ch, c);
  container(ch, c | SET);
}

static void
prefer(choosing *ch, kg_str value)
{
  ch->s.preferred[ch->s.n_preferred++] = value;
}

static kg_str
default_language(const choosing *ch)
{
  kg_str both = kg__language_direction(ch->p, ch->c->language, ch->c->direction);
  return both.len ? both : KG_STR("@none");
}

// ---- what is looked for, by the kind of value

static kg_str
language_of(kg__jsonld *p, const kg__json *value)
{
  return kg__language_direction(p, kg__json_text(kg__json_get(value, KG_STR("@language"))),
                                kg__json_text(kg__json_get(value, KG_STR("@direction"))));
}

static void
common(kg_str *all, kg_str one)
{
  if (!all->ptr)
    *all = one;
  else if (!kg_str_equal(*all, one))
    *all = KG_STR("@none");
}

static void
look_for_list(choosing *ch, kg__json *value)
{
  kg__json *list = kg__json_get(value, KG_STR("@list"));
  kg_str type = {0}, language = {0};
  if (!kg__json_has(value, KG_STR("@index")))
    container(ch, LIST);
  if (!kg__json_count(list)) {
    ch->value = default_language(ch);
    ch->s.by_any = true;
    return;
  }
  for (size_t i = 0; i < kg__json_count(list); i++) {
    kg__json *item = list->items[i];
    bool is_value = kg__is_value_object(item);
    kg_str tag = is_value ? language_of(ch->p, item) : (kg_str){0};
    kg_str of_type = kg__json_text(kg__json_get(item, KG_STR("@type")));
    bool has_type = is_value && !tag.len && of_type.ptr;
    common(&language, tag.len ? tag : is_value && !has_type ? KG_STR("@null") : KG_STR("@none"));
    common(&type, !is_value ? KG_STR("@id") : has_type ? of_type : KG_STR("@none"));
  }
  ch->s.by_type = !kg__is(type, "@none");
  ch->value = ch->s.by_type ? type : language;
}

static void
look_for_graph(choosing *ch, kg__json *value)
{
  bool has_index = kg__json_has(value, KG_STR("@index")), has_id = kg__json_has(value, KG_STR("@id"));
  if (has_index)
    container_or_set(ch, GRAPH | INDEX);
  if (has_id)
    container_or_set(ch, GRAPH | ID);
  container_or_set(ch, GRAPH);
  container(ch, SET);
  if (!has_index)
    container_or_set(ch, GRAPH | INDEX);
  if (!has_id)
    container_or_set(ch, GRAPH | ID);
  container_or_set(ch, INDEX);
  ch->s.by_type = true;
  ch->value = KG_STR("@id");
}

static void
look_for_value(choosing *ch, kg__json *value)
{
  kg_str tag = language_of(ch->p, value);
  kg_str type = kg__json_text(kg__json_get(value, KG_STR("@type")));
  if (tag.len && !kg__json_has(value, KG_STR("@index"))) {
    ch->value = tag;
    container_or_set(ch, LANGUAGE);
  } else if (type.ptr) {
    ch->s.by_type = true;
    ch->value = type;
  }
  container(ch, SET);
}

static void
look_for_node(choosing *ch)
{
  ch->s.by_type = true;
  ch->value = KG_STR("@id");
  container_or_set(ch, ID);
  container_or_set(ch, TYPE);
  container(ch, SET);
}

static void
look_for(choosing *ch, kg__json *value, bool reverse)
{
  bool has_index = kg__json_has(value, KG_STR("@index"));
  ch->value = KG_STR("@null");
  if (has_index && !kg__is_graph_object(value))
    container_or_set(ch, INDEX);
  if (reverse) {
    ch->s.by_type = true;
    ch->value = KG_STR("@reverse");
    container(ch, SET);
  } else if (kg__is_list_object(value)) {
    look_for_list(ch, value);
  } else if (kg__is_graph_object(value)) {
    look_for_graph(ch, value);
  } else if (kg__is_value_object(value)) {
    look_for_value(ch, value);
  } else {
    look_for_node(ch);
  }
  container(ch, 0);
  if (!kg__jsonld_is_1_0(ch->p) && !has_index)
    container_or_set(ch, INDEX);
  if (!kg__jsonld_is_1_0(ch->p) && kg__is_value_object(value) && value->n_members == 1)
    container_or_set(ch, LANGUAGE);
}

// A node's reference is short as a term or in full, whichever the context says.
static void
prefer_reference(choosing *ch, kg_str id)
{
  kg_str name = kg__iri_compact(ch->p, ch->c, id, NULL, true, false);
  const kg__term *term = kg__context_term(ch->c, name);
  bool is_term = term && kg_str_equal(term->iri, id);
  prefer(ch, is_term ? KG_STR("@vocab") : KG_STR("@id"));
  prefer(ch, is_term ? KG_STR("@id") : KG_STR("@vocab"));
  prefer(ch, KG_STR("@none"));
}

static void
set_preferences(choosing *ch, kg__json *value)
{
  kg_str id = kg__json_text(kg__json_get(value, KG_STR("@id")));
  bool is_reference = kg__is(ch->value, "@id") || kg__is(ch->value, "@reverse");
  if (kg__is(ch->value, "@reverse"))
    prefer(ch, ch->value);
  if (is_reference && id.ptr) {
    prefer_reference(ch, id);
  } else {
    prefer(ch, ch->value);
    prefer(ch, KG_STR("@none"));
  }
  prefer(ch, KG_STR("@any"));
  const char *direction = ch->value.len ? memchr(ch->value.ptr, '_', ch->value.len) : NULL;
  if (direction && !ch->s.by_type)
    prefer(ch, (kg_str){direction, (size_t)(ch->value.ptr + ch->value.len - direction)});
}

// A language map gives all its strings the direction of its term, which the specification does not look at.
static bool
changes_direction(const kg__context *c, const kg__term *t, const kg__json *value)
{
  kg_str given = t->has_direction ? t->direction : c->direction;
  return t->container & LANGUAGE && kg__is_value_object(value) &&
         !kg_str_equal(given, kg__json_text(kg__json_get(value, KG_STR("@direction"))));
}

static void
leave_out_language_maps(kg__selection *s)
{
  size_t n = 0;
  for (size_t i = 0; i < s->n_containers; i++)
    if (!(s->containers[i] & LANGUAGE))
      s->containers[n++] = s->containers[i];
  s->n_containers = n;
}

static const kg__term *
choose_term(kg__jsonld *p, const kg__context *c, kg_str iri, kg__json *value, bool reverse)
{
  kg__json *preserved = kg__json_get(value, KG_STR("@preserve"));
  if (preserved)
    value = kg__json_is_array(preserved) ? preserved->items[0] : preserved;
  choosing ch = {.p = p, .c = c, .s.iri = iri};
  if (value) {
    look_for(&ch, value, reverse);
  } else {
    kg__json *nothing = kg__json_new(p, KG__JSON_NULL);
    look_for(&ch, nothing, reverse);
  }
  set_preferences(&ch, value);
  const kg__term *term = kg__inverse_select(p, c, &ch.s);
  if (!term || !changes_direction(c, term, value))
    return term;
  leave_out_language_maps(&ch.s);
  return kg__inverse_select(p, c, &ch.s);
}

// ---- other short forms

// Nothing that expansion would take for a keyword, a compact IRI or a whole one.
static kg_str
in_vocab(const kg__context *c, kg_str iri)
{
  if (!c->vocab.ptr || !kg_str_starts(iri, c->vocab) || iri.len <= c->vocab.len)
    return (kg_str){0};
  kg_str rest = {iri.ptr + c->vocab.len, iri.len - c->vocab.len};
  bool other = kg__context_term(c, rest) || kg__has_keyword_form(rest) ||
               memchr(rest.ptr + 1, ':', rest.len - 1) != NULL;
  return other ? (kg_str){0} : rest;
}

static bool
is_better(kg_str a, kg_str b)
{
  return !b.ptr || a.len < b.len || (a.len == b.len && kg_str_compare(a, b) < 0);
}

static kg_str
compact_iri(kg__jsonld *p, const kg__context *c, kg_str iri, bool has_value)
{
  size_t n;
  const kg__term *const *prefixes = kg__inverse_prefixes(p, c, &n);
  kg_str best = {0};
  for (size_t i = 0; i < n; i++) {
    const kg__term *t = prefixes[i];
    if (t->iri.len >= iri.len || !kg_str_starts(iri, t->iri))
      continue;
    kg_str rest = {iri.ptr + t->iri.len, iri.len - t->iri.len};
    kg_str candidate = kg__jsonld_concat(p, kg__jsonld_concat(p, t->name, KG_STR(":")), rest);
    const kg__term *other = kg__context_term(c, candidate);
    bool usable = !other || (kg_str_equal(other->iri, iri) && !has_value);
    if (usable && is_better(candidate, best))
      best = candidate;
  }
  return best;
}

static void
check_not_confused(kg__jsonld *p, const kg__context *c, kg_str iri)
{
  const char *colon = iri.len ? memchr(iri.ptr, ':', iri.len) : NULL;
  if (!colon || kg_iri_split(iri).authority.ptr)
    return;
  const kg__term *t = kg__context_term(c, (kg_str){iri.ptr, (size_t)(colon - iri.ptr)});
  if (t && t->prefix)
    kg__jsonld_fail(p, NULL, "IRI confused with prefix", "<%.*s> would be read with the prefix \"%.*s\"",
                    KG_STR_ARG(iri), KG_STR_ARG(t->name));
}

kg_str
kg__iri_compact(kg__jsonld *p, const kg__context *c, kg_str iri, kg__json *value, bool vocab, bool reverse)
{
  if (!iri.ptr)
    return iri;
  if (vocab && kg__inverse_has(p, c, iri)) {
    const kg__term *term = choose_term(p, c, iri, value, reverse);
    if (term)
      return term->name;
  }
  kg_str rest = vocab ? in_vocab(c, iri) : (kg_str){0};
  if (rest.ptr)
    return rest;
  kg_str compact = compact_iri(p, c, iri, value != NULL);
  if (compact.ptr)
    return compact;
  check_not_confused(p, c, iri);
  if (!vocab && c->base.ptr && !p->options->keep_absolute && !kg__is_blank(iri) && !kg__is_keyword(iri))
    return kg__iri_relative(p, c->base, iri);
  return iri;
}
