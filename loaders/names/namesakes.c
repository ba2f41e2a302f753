// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which of those who are called the same a name means: one alone in the gazetteer, one who headed a state,
// one whom the document names in full.

#include "loaders/names/names.h"

// Whether it is somebody who headed a state.
bool
kg__label_leads(const kg__document *doc, const kg__label *label)
{
  const kg__ontology *o = doc->ontology;
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  for (size_t i = 0; i < o->tenures.n; i++) {
    const kg__tenure *t = &o->tenures.items[i];
    if (t->person == label->entity && t->leads && states >> o->known.items[t->of].cls & 1)
      return true;
  }
  return false;
}

static bool
rival(const kg__document *doc, const kg__label *l, const kg__label *label, bool heads)
{
  const kg__ontology *o = doc->ontology;
  return l->kind != KG__LABEL_HEAD && o->known.items[l->entity].cls == o->known.items[label->entity].cls &&
         (!heads || kg__label_leads(doc, l));
}

// Whether the gazetteer knows one person of this name only, or one who headed a state.
bool
kg__label_alone(const kg__document *doc, const kg__label *label, bool heads)
{
  const kg__ontology *o = doc->ontology;
  size_t n = 0;
  uint32_t at = (uint32_t)(label - o->names.labels.items) + 1, before = 0;
  for (const kg__label *l = label; l; l = l->next ? &o->names.labels.items[l->next - 1] : NULL)
    n += rival(doc, l, label, heads);
  do {
    before = 0;
    for (size_t i = 0; !before && i < o->names.labels.n; i++)
      before = o->names.labels.items[i].next == at ? (uint32_t)i + 1 : 0;
    n += before && rival(doc, &o->names.labels.items[before - 1], label, heads);
    at = before;
  } while (before);
  return n == 1;
}

// "Singh", where the text has named another Singh in full.
bool
kg__namesake_in_full(const kg__document *doc, uint32_t first, kg_str person)
{
  kg_str name = kg__token_text(doc, first);
  for (uint32_t t = 1; t < first; t++) {
    const kg__token *given = &doc->tokens.items[t - 1];
    bool full = given->flags & KG__T_CAPITAL && !(given->flags & KG__T_PUNCT) &&
                doc->tokens.items[t].flags & KG__T_SPACE && given->head_class == KG__NO_CLASS &&
                !(kg__token_word(doc, t - 1)->is & (KG__WORD_COMMON | KG__WORD_RANK));
    if (full && kg_str_equal(kg__token_text(doc, t), name))
      return person.len && person.ptr[0] != kg__token_text(doc, t - 1).ptr[0]; // but "Mahmud" is Mahmoud
  }
  return false;
}

// A surname that the dictionary has not, and that is one person's in the gazetteer.
bool
kg__label_rare(const kg__document *doc, const kg__label *label, uint32_t t)
{
  kg__syntax_word w;
  const kg__token *k = &doc->tokens.items[t];
  if (!doc->model || k->end - k->start < 5 || !(k->flags & KG__T_CAPITAL) || k->flags & KG__T_SHOUT ||
      (t && doc->tokens.items[t - 1].flags & KG__T_CAPITAL) ||
      (t + 1 < doc->tokens.n && doc->tokens.items[t + 1].flags & KG__T_CAPITAL))
    return false;
  kg__syntax_look(doc->model, kg__token_text(doc, t), &w);
  return !w.word.can && kg__label_alone(doc, label, false);
}

// "X": of those who may be meant by it alone, one whom the document names in full.
bool
kg__namesake_named(const kg__automaton *names, uint32_t state, const kg__label *label, const kg__grounds *g)
{
  for (const kg__label *l = g->named[label->entity] ? NULL : kg__automaton_label(names, state); l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    if (l->kind == KG__LABEL_CONTEXT && g->named[l->entity])
      return true;
  }
  return false;
}
