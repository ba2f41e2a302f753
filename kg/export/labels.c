// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/export/projection.h"
#include "kg/vocab.h"

#include <stdlib.h>

kg_status
kg__projection_text(kg__projection *p, kg_id id, kg_str *text, kg_error *err)
{
  kg_term term;
  kg_buf buf = {0};
  KG_TRY(kg_txn_term(p->txn, id, p->arena, &term, err));
  if (term.kind == KG_TERM_IRI || term.kind == KG_TERM_LITERAL) {
    *text = term.value; // in the arena, or static
    return KG_OK;
  }
  kg_status st = kg_term_print(&term, &buf);
  if (!st && !(*text = kg_arena_str(p->arena, kg_buf_str(&buf))).ptr)
    st = KG_ERR_NOMEM;
  kg_buf_release(&buf);
  return st;
}

// ---- labels

typedef struct candidate {
  kg_str text;
  int language; ///< 0 English, 1 none, 2 another
  size_t graphs;
} candidate;

static int
language_rank(const kg_term *term)
{
  if (!term->language.len)
    return 1;
  bool english = kg_str_starts(term->language, KG_STR("en")) &&
                 (term->language.len == 2 || term->language.ptr[2] == '-');
  return english ? 0 : 2;
}

static bool
better(const candidate *a, const candidate *b)
{
  if (!b->text.ptr || a->language != b->language)
    return !b->text.ptr || a->language < b->language;
  if (a->graphs != b->graphs)
    return a->graphs > b->graphs;
  return kg_str_compare(a->text, b->text) < 0;
}

static kg_status
best_label(kg__projection *p, const kg__rows *rows, kg_str *label, kg_error *err)
{
  candidate best = {0};
  for (size_t i = 0, end; i < rows->n; i = end) {
    kg_term term;
    for (end = i; end < rows->n && rows->items[end].o == rows->items[i].o; end++)
      ;
    KG_TRY(kg_txn_term(p->txn, rows->items[i].o, p->arena, &term, err));
    candidate c = {term.value, language_rank(&term), end - i};
    if (term.kind == KG_TERM_LITERAL && term.value.len && better(&c, &best))
      best = c;
  }
  *label = best.text;
  return KG_OK;
}

// The IRI's end, `participatesIn` as "participates in".
static kg_status
label_from_iri(kg__projection *p, kg_str iri, kg_str *label)
{
  size_t start = iri.len, n = 0;
  while (start && !strchr("/#:", iri.ptr[start - 1]))
    start--;
  if (start == iri.len) {
    *label = iri;
    return KG_OK;
  }
  char *text = kg_arena_alloc(p->arena, 2 * (iri.len - start));
  if (!text)
    return KG_ERR_NOMEM;
  for (size_t i = start; i < iri.len; i++) {
    char c = iri.ptr[i];
    bool word = i > start && c >= 'A' && c <= 'Z' && iri.ptr[i - 1] >= 'a' && iri.ptr[i - 1] <= 'z';
    if (word)
      text[n++] = ' ';
    text[n++] = (char)(word ? c + 'a' - 'A' : c);
  }
  *label = (kg_str){text, n};
  return KG_OK;
}

static kg_status
find_label(kg__projection *p, kg_id id, kg_str *label, kg_error *err)
{
  kg__rows rows = {0};
  kg_status st = KG_OK;
  *label = (kg_str){0};
  for (size_t i = KG__W_PREF_LABEL; !st && !label->len && i <= KG__W_HEADLINE; i++) {
    kg_id prefix[2] = {id, p->words[i]};
    st = kg__projection_rows(p, KG_SPO, prefix, 2, true, &rows, err);
    if (!st)
      st = best_label(p, &rows, label, err);
  }
  free(rows.items);
  if (st || label->len)
    return st;
  kg_str text;
  KG_TRY(kg__projection_text(p, id, &text, err));
  if (kg_id_tag(id) == KG_TAG_IRI)
    return label_from_iri(p, text, label);
  *label = text;
  return KG_OK;
}

kg_status
kg__projection_label(kg__projection *p, kg_id id, kg_str *label, kg_error *err)
{
  uint64_t *at = kg__map_find(&p->names, kg__id_key(&id, 1));
  if (at) {
    *label = p->labels.items[*at];
    return KG_OK;
  }
  KG_TRY(find_label(p, id, label, err));
  KG_TRY(kg__vec_add(&p->labels));
  p->labels.items[p->labels.n - 1] = *label;
  return kg__map_put(&p->names, kg__id_key(&id, 1), p->labels.n - 1, &at, NULL);
}

// ---- nodes

// Of several classes one of the ontology's own is shown, and of these the first by its IRI.
static kg_status
choose_class(kg__projection *p, const kg__rows *rows, kg__node_view *node, kg_error *err)
{
  kg_id chosen = KG_ID_NONE;
  bool own = false;
  for (size_t i = 0; i < rows->n; i++) {
    kg_str iri;
    KG_TRY(kg__projection_text(p, rows->items[i].o, &iri, err));
    bool mine = kg_str_starts(iri, KG_STR(KG_NS_SEC));
    if (chosen && (own != mine ? own : kg_str_compare(iri, node->class_iri) >= 0))
      continue;
    chosen = rows->items[i].o;
    own = mine;
    node->class_iri = iri;
  }
  return chosen ? kg__projection_label(p, chosen, &node->class_label, err) : KG_OK;
}

static size_t
count_graphs(const kg__rows *rows)
{
  size_t n = 0;
  for (size_t i = 0; i < rows->n; i++)
    n += !i || rows->items[i].g != rows->items[i - 1].g;
  return n;
}

static kg_status
describe_node(kg__projection *p, kg__node_view *node, kg__rows *rows, kg_error *err)
{
  kg_id type[2] = {node->id, p->words[KG__W_TYPE]}, mentions[2] = {p->words[KG__W_MENTIONS], node->id};
  KG_TRY(kg__projection_text(p, node->id, &node->iri, err));
  KG_TRY(kg__projection_label(p, node->id, &node->label, err));
  if (node->kind == KG__VALUE)
    return KG_OK;
  KG_TRY(kg__projection_rows(p, KG_SPO, type, 2, false, rows, err));
  if (!rows->n)
    KG_TRY(kg__projection_rows(p, KG_SPO, type, 2, true, rows, err));
  KG_TRY(choose_class(p, rows, node, err));
  KG_TRY(kg__projection_rows(p, KG_POS, mentions, 2, false, rows, err));
  node->documents = count_graphs(rows);
  return KG_OK;
}

kg_status
kg__projection_node(kg__projection *p, kg_id id, size_t *node, kg_error *err)
{
  uint64_t *at;
  bool made;
  kg__rows rows = {0};
  KG_TRY(kg__map_put(&p->node_of, kg__id_key(&id, 1), p->nodes.n, &at, &made));
  *node = (size_t)*at;
  if (!made)
    return KG_OK;
  KG_TRY(kg__vec_add(&p->nodes));
  bool resource = kg_id_tag(id) == KG_TAG_IRI || kg_id_tag(id) == KG_TAG_BLANK;
  kg__node_view view = {.id = id,
                        .kind = resource ? KG__ENTITY : KG__VALUE,
                        .distance = SIZE_MAX,
                        .kept = true,
                        .shown = SIZE_MAX};
  kg_status st = describe_node(p, &view, &rows, err);
  p->nodes.items[*node] = view;
  free(rows.items);
  return st;
}
