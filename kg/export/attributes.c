// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export/attributes.h"

#include "kg/vocab.h"

#include <stdio.h>

// What a claim gives, in the order in which both tables end with it.
#define CLAIM_ATTRIBUTES                                                                                 \
  {"modality", KG__TEXT}, {"from", KG__TEXT}, {"until", KG__TEXT}, {"on", KG__TEXT},                     \
      {"recurrence", KG__TEXT}, {"confidence", KG__NUMBER}, {"quote", KG__TEXT}, {"document", KG__TEXT}, \
      {"document_iri", KG__TEXT}, {"attributed_to", KG__TEXT},                                           \
  {                                                                                                      \
    NULL, KG__TEXT                                                                                       \
  }

enum { MODALITY, FROM, UNTIL, ON, RECURRENCE, CONFIDENCE, QUOTE, DOCUMENT, DOCUMENT_IRI, ATTRIBUTED_TO };
enum { IRI, CLASS, CLASS_IRI, KIND, DOCUMENTS, N_NODE };
enum { PROPERTY, CLAIM, N_EDGE };

const kg__attribute kg__node_attributes[] = {{"iri", KG__TEXT},          {"class", KG__TEXT},
                                             {"class_iri", KG__TEXT},    {"kind", KG__TEXT},
                                             {"documents", KG__INTEGER}, CLAIM_ATTRIBUTES};

const kg__attribute kg__edge_attributes[] = {{"property", KG__TEXT}, {"claim", KG__TEXT}, CLAIM_ATTRIBUTES};

const kg__claim_view *
kg__node_claim(const kg__projection *p, const kg__node_view *node)
{
  return node->kind == KG__CLAIM ? &p->claims.items[node->claim] : NULL;
}

const kg__claim_view *
kg__edge_claim(const kg__projection *p, const kg__edge_view *edge)
{
  return edge->claim == SIZE_MAX ? NULL : &p->claims.items[edge->claim];
}

// ---- documents

static kg_status
add_graph(kg__projection *p, kg_id graph, bool iri, kg_buf *buf, kg_error *err)
{
  kg_str text;
  if (!graph)
    return KG_OK;
  KG_TRY(iri ? kg__projection_text(p, graph, &text, err) : kg__projection_label(p, graph, &text, err));
  KG_TRY(buf->len ? kg_buf_add_str(buf, KG_STR(" | ")) : KG_OK);
  return kg_buf_add_str(buf, text);
}

static kg_status
keep(kg__projection *p, kg_buf *buf, kg_status st, kg_str *value)
{
  if (!st && buf->len && !(*value = kg_arena_str(p->arena, kg_buf_str(buf))).ptr)
    st = KG_ERR_NOMEM;
  kg_buf_release(buf);
  return st;
}

static kg_status
claim_documents(kg__projection *p, const kg__claim_view *c, bool iri, kg_str *value, kg_error *err)
{
  kg_buf buf = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < c->n_graphs; i++)
    st = add_graph(p, p->claim_graphs.items[c->graph + i], iri, &buf, err);
  return keep(p, &buf, st, value);
}

static kg_status
relation_documents(kg__projection *p, const kg__edge_view *e, bool iri, kg_str *value, kg_error *err)
{
  kg_buf buf = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < e->n_relations; i++) {
    const kg__relation *r = &p->relations.items[e->relation + i];
    if (r->kept)
      st = add_graph(p, r->g, iri, &buf, err);
  }
  return keep(p, &buf, st, value);
}

// ---- values

// Modality by its name, not by its label: it is what filters take.
static kg_status
modality_name(kg__projection *p, kg_id id, kg_str *value, kg_error *err)
{
  if (!id)
    return KG_OK;
  KG_TRY(kg__projection_text(p, id, value, err));
  if (kg_str_starts(*value, KG_STR(KG_NS_SEC)))
    *value = (kg_str){value->ptr + strlen(KG_NS_SEC), value->len - strlen(KG_NS_SEC)};
  return KG_OK;
}

static kg_status
claim_value(kg__projection *p, const kg__claim_view *c, size_t i, kg_str *value, kg_error *err)
{
  switch (i) {
  case MODALITY:
    return modality_name(p, c->modality, value, err);
  case FROM:
    *value = c->from;
    return KG_OK;
  case UNTIL:
    *value = c->until;
    return KG_OK;
  case ON:
    *value = c->on;
    return KG_OK;
  case RECURRENCE:
    *value = c->recurrence;
    return KG_OK;
  case CONFIDENCE:
    *value = c->confidence;
    return KG_OK;
  case QUOTE:
    *value = c->quote;
    return KG_OK;
  case ATTRIBUTED_TO:
    return c->attributed_to ? kg__projection_label(p, c->attributed_to, value, err) : KG_OK;
  default:
    return claim_documents(p, c, i == DOCUMENT_IRI, value, err);
  }
}

static kg_status
count_value(kg__projection *p, size_t n, kg_str *value)
{
  char text[24];
  int len = snprintf(text, sizeof text, "%zu", n);
  *value = kg_arena_str(p->arena, (kg_str){text, (size_t)len});
  return value->ptr ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__node_value(kg__projection *p, const kg__node_view *node, size_t i, kg_str *value, kg_error *err)
{
  static const char *const kinds[] = {[KG__ENTITY] = "entity", [KG__VALUE] = "value", [KG__CLAIM] = "claim"};
  const kg__claim_view *claim = kg__node_claim(p, node);
  *value = (kg_str){0};
  if (i >= N_NODE)
    return claim ? claim_value(p, claim, i - N_NODE, value, err) : KG_OK;
  if (i == DOCUMENTS)
    return count_value(p, node->documents, value);
  *value = i == IRI         ? node->iri
           : i == CLASS     ? node->class_label
           : i == CLASS_IRI ? node->class_iri
                            : kg_str_of(kinds[node->kind]);
  return KG_OK;
}

kg_status
kg__edge_value(kg__projection *p, const kg__edge_view *edge, size_t i, kg_str *value, kg_error *err)
{
  const kg__claim_view *claim = kg__edge_claim(p, edge);
  *value = i == PROPERTY ? edge->property : i == CLAIM ? edge->claim_iri : (kg_str){0};
  if (i < N_EDGE)
    return KG_OK;
  if (claim)
    return claim_value(p, claim, i - N_EDGE, value, err);
  bool iri = i - N_EDGE == DOCUMENT_IRI;
  return iri || i - N_EDGE == DOCUMENT ? relation_documents(p, edge, iri, value, err) : KG_OK;
}

static void
print_day(int32_t day, char text[16])
{
  if (day == KG__DAY_FIRST || day == KG__DAY_LAST)
    text[0] = '\0';
  else
    snprintf(text, 16, "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100, day % 100);
}

static int32_t
days_in(int32_t year, int32_t month)
{
  static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

void
kg__claim_days(const kg__claim_view *claim, char first[16], char last[16])
{
  int32_t end = claim->last;
  if (!claim->dated || claim->first > claim->last) {
    first[0] = last[0] = '\0';
    return;
  }
  if (end != KG__DAY_LAST && end % 100 > days_in(end / 10000, end / 100 % 100)) // months reach to the 31st
    end = end - end % 100 + days_in(end / 10000, end / 100 % 100);
  print_day(claim->first, first);
  print_day(end, last);
}

// ---- colours

// Light enough for black text; neighbours among the classes differ in hue.
const char *
kg__class_colour(kg_str class_iri)
{
  static const struct {
    const char *name, *colour;
  } own[] = {{"State", "#8ecae6"},         {"InternationalOrganisation", "#5fa8d3"},
             {"Alliance", "#b8a1e3"},      {"Institution", "#bfe3c0"},
             {"Company", "#d9c7a7"},       {"NonStateActor", "#f2a6a0"},
             {"Person", "#ffd6a5"},        {"Agreement", "#a0d8cf"},
             {"Strategy", "#cfe58b"},      {"Exercise", "#f9e07f"},
             {"Operation", "#f6bd60"},     {"Meeting", "#f7c6dd"},
             {"Conflict", "#e5736d"},      {"Election", "#e3b5e8"},
             {"Threat", "#ff9f80"},        {"Capability", "#c5cdd9"},
             {"MilitaryAsset", "#a9b4c2"}, {"Region", "#a7d38c"},
             {"Place", "#dcedc1"},         {"Claim", "#f4f1de"}};
  static const char *const others[] = {"#9ad0f5", "#ffe5a0", "#b5ead7", "#ffc8c2",
                                       "#d5c6f2", "#e2d5c0", "#c9e4a5", "#f5c3e0"};
  uint32_t hash = 2166136261u;
  if (kg_str_starts(class_iri, KG_STR(KG_NS_SEC))) {
    kg_str local = {class_iri.ptr + strlen(KG_NS_SEC), class_iri.len - strlen(KG_NS_SEC)};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
      if (kg_str_equal(local, kg_str_of(own[i].name)))
        return own[i].colour;
    }
  }
  for (size_t i = 0; i < class_iri.len; i++)
    hash = (hash ^ (unsigned char)class_iri.ptr[i]) * 16777619u;
  return class_iri.len ? others[hash % 8] : "#eeeeee";
}
