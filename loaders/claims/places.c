// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The arguments of a frame: the rows of each are tried in order until one leads to something.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"

static const kg__chunk *
chunk_at(const kg__filler *f, int32_t c)
{
  return &f->doc->chunks.items[c];
}

kg_status
kg__frame_list(kg__filler *f, int32_t chunk, uint64_t wanted, kg__group *group)
{
  KG_TRY(kg__list_group(f->doc, chunk, wanted, group));
  return kg__group_through(f->doc, f->s, chunk, wanted, group);
}

// "both allies of X", "X's allies", "X allies Y and Z", "its allies": not of each other.
static bool
complemented(const kg__filler *f)
{
  const kg__chunk *own = f->chunk >= 0 ? chunk_at(f, f->chunk) : NULL;
  if (own && (own->owner >= 0 || f->doc->tokens.items[own->first].pos & KG__POSSESSIVE))
    return true;
  for (uint32_t t = own ? own->first : f->trigger; t < f->trigger; t++) {
    if (kg__entity_is(f->doc, kg__entity_at(f->doc, t), "Agent"))
      return true;
  }
  uint32_t after = f->chunk >= 0 ? chunk_at(f, f->chunk)->last + 1 : f->s->end;
  return after < f->s->end && kg__token_is(f->doc, after, "of");
}

kg_status
kg__frame_fill(kg__filler *f, const kg__argument *a, uint64_t wanted, kg__group *group, const char *ways[2])
{
  bool passive = f->verb >= 0 && f->doc->verbs.items[f->verb].passive;
  const kg__ways *rows = &a->ways[passive];
  if (a->role == KG__ROLE_PAIR && complemented(f))
    return KG_OK;
  for (size_t i = 0; i < rows->n && !group->n; i++) {
    const kg__pattern *p = &f->doc->lexicon->patterns[rows->rows[i]];
    KG_TRY(kg__pattern_walk(f, p, a->marker, wanted, group, &ways[1]));
    ways[0] = p->text;
  }
  if (a->role == KG__ROLE_OBJECT && f->verb >= 0 && f->chunk < 0 && !passive && !group->n &&
      f->doc->verbs.items[f->verb].object < 0)
    return kg__clause_group(f->doc, f->s, &f->doc->verbs.items[f->verb],
                            wanted & kg__class_mask(f->doc->ontology, KG_STR("Threat")), group);
  return KG_OK;
}

kg_status
kg__frame_company(kg__filler *f, uint64_t wanted, kg__group *group)
{
  const char *ways[2];
  return kg__frame_fill(f, &f->doc->lexicon->company, wanted, group, ways);
}
