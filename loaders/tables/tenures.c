// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Who held which office of what, and when, as the gazetteer says.

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/tables/ontology.h"

#include <stdlib.h>

// A head of state or government, or of a body; but no minister, deputy or envoy.
static bool
is_head(kg_str title)
{
  static const char *const HEADS[] = {"President",
                                      "Prime Minister",
                                      "Premier",
                                      "Chancellor",
                                      "King",
                                      "Queen",
                                      "Emir",
                                      "Sultan",
                                      "Supreme Leader",
                                      "Secretary-General",
                                      "Secretary General",
                                      "Director General",
                                      "Director-General",
                                      "Director",
                                      "Commander",
                                      "Commander-in-Chief",
                                      "Leader",
                                      "Head",
                                      "Pope"};
  for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
    if (kg_str_equal(title, kg_str_of(HEADS[i])))
      return true;
  }
  return false;
}

static int
by_person(const void *a, const void *b)
{
  const kg__tenure *x = a, *y = b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->leads != y->leads)
    return x->leads ? -1 : 1;
  if (x->from.year != y->from.year)
    return x->from.year < y->from.year ? -1 : 1;
  return x->of < y->of ? -1 : x->of > y->of;
}

static kg__date
date_of(const kg__graph *g, kg__node s, kg__node p)
{
  kg__date date = {0};
  kg__node o = p ? kg__graph_object(g, s, p) : 0;
  return o && kg__date_parse(kg__graph_text(g, o), &date) ? date : (kg__date){0};
}

kg_status
kg__tenures_read(kg__ontology *o, const kg__graph *g, const uint32_t *of_node)
{
  kg__node holder = kg__graph_find(g, KG_STR(KG_NS_SEC "holder")),
           of = kg__graph_find(g, KG_STR(KG_NS_SEC "officeOf")),
           title = kg__graph_find(g, KG_STR(KG_NS_SEC "office")),
           from = kg__graph_find(g, KG_STR(KG_NS_SEC "from")),
           until = kg__graph_find(g, KG_STR(KG_NS_SEC "until"));
  for (size_t i = 0; holder && of && title && i < g->edges.n; i++) {
    const kg__graph_edge *e = &g->edges.items[i];
    kg__node what = e->p == holder ? kg__graph_object(g, e->s, of) : 0,
             name = what ? kg__graph_object(g, e->s, title) : 0;
    if (!name || !of_node[e->o] || !of_node[what])
      continue;
    KG_TRY(kg__vec_add(&o->tenures));
    o->tenures.items[o->tenures.n - 1] =
        (kg__tenure){of_node[e->o] - 1, of_node[what] - 1, is_head(kg__graph_text(g, name)),
                     date_of(g, e->s, from), date_of(g, e->s, until)};
  }
  if (o->tenures.n)
    qsort(o->tenures.items, o->tenures.n, sizeof *o->tenures.items, by_person);
  return KG_OK;
}

const kg__tenure *
kg__tenure_at(const kg__ontology *o, uint32_t person, kg__date date)
{
  size_t low = 0, high = o->tenures.n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (o->tenures.items[middle].person < person)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < o->tenures.n && o->tenures.items[low].person == person; low++) {
    const kg__tenure *t = &o->tenures.items[low];
    bool ended = t->until.year && (!date.year || !kg__date_before(date, t->until));
    if (!ended && !(date.year && t->from.year && kg__date_before(date, t->from)))
      return t;
  }
  return NULL;
}
