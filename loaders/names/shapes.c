// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Unknown names are runs of capitalised words. The class comes from the head noun at the end of the run
// ("... Treaty"), before an "of" in it ("Ministry of ..."), at its start ("Operation ..."), or just behind it
// ("... missiles"); from a title before it; from a ship's prefix; else two or three plain capitalised words
// are taken for a person, and after a preposition of place for a place.

#include "loaders/names/shapes.h"

// "45th Brigade": the unit behind its number.
static kg_status
shape_unit(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t end = of ? of - 1 : last;
  uint8_t cls = token(sh, end)->head_class;
  if (end > first && (cls == sh->institution || cls == sh->place) && !kg__known_whole(sh, first, end))
    return kg__shape_offer(sh, first, end, sh->institution, 5);
  return KG_OK;
}

// A body's people are part of its name, a land's are not.
static kg_status
shape_of_people(shaper *sh, uint32_t first, uint32_t last, int32_t known)
{
  uint8_t cls = sh->doc->ontology->known.items[known].cls;
  if (cls != sh->institution)
    return KG_OK;
  KG_TRY(kg__shape_offer(sh, first, last, cls, 6));
  sh->found->items[sh->found->n - 1].known = known;
  return KG_OK;
}

// What is left without its beginning or its "of" is a run again.
static kg_status shape_span(shaper *sh, uint32_t first, uint32_t last, uint32_t of);

// The rest of a run from `first`, if it can begin a name.
static kg_status
shape_rest(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  return token(sh, first)->flags & (KG__T_CAPITAL | KG__T_DIGIT) ? shape_span(sh, first, last, of) : KG_OK;
}

// "Russian X", "NATO X": behind a people or another known name.
static kg_status
shape_behind_known(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t demonym = kg__known_prefix(sh, first, KG__DEMONYM),
           city = kg__known_prefix(sh, first, KG__METONYM), named = kg__known_prefix(sh, first, KG__NAME);
  if (demonym > first && demonym <= last)
    return shape_rest(sh, demonym, last, of);
  if (city > first && city == last && (kg__sense_listed(sh, last) || kg__sense_adjective(sh, last, last)))
    return KG_OK; // "the Kyiv Independent"
  if (named > first && named <= last && !kg__shape_leaf(sh, token(sh, last)->head_class))
    return shape_rest(sh, named, last, of);
  return kg__shape_plain(sh, first, last);
}

// "Deputy Prime Minister X"
static kg_status
shape_titled(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t name = kg__titles_end(sh, first, last);
  if (name > first && name == of)
    return KG_OK; // "the Minister of X"
  bool titled = name > first && name <= last && token(sh, name)->flags & KG__T_CAPITAL;
  if (titled && first > sh->s->first && kg__told_before(sh, first) == sh->asset &&
      token(sh, first - 1)->head_class == sh->asset)
    return kg__shape_offer(sh, first, last, sh->asset, 5); // "the frigate Admiral X"
  if (titled && !kg__known_whole(sh, name, last) && !kg__sense_ordinary(sh, name, last))
    return kg__shape_offer(sh, name, last, sh->person, 4);
  return shape_behind_known(sh, first, last, of);
}

static kg_status
shape_headed(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  const kg__token *start = token(sh, first), *end = token(sh, last);
  int inner = kg__head_within(sh, first, last), before = kg__told_before(sh, first);
  bool leaf = kg__shape_leaf(sh, end->head_class),
       otherwise = kg__told_by_noun(sh, before) && before != start->head_class;
  if (inner >= 0 && leaf)
    return kg__shape_offer(sh, first, last, inner, 5);
  if (kg__head_coded(sh, first, last))
    return kg__shape_offer_named(sh, first, last, kg__span_name(sh, first), start->head_class, 5);
  if (leaf && last > first)
    return kg__shape_offer(sh, first, last, kg__head_at_home(sh, first, last, end->head_class), 5);
  if (last > first && inner < 0 && !otherwise && start->head_words == 1 &&
      kg__head_first(sh, start->head_class))
    return kg__shape_offer_named(sh, first, last, kg__span_name(sh, first), start->head_class, 5);
  return inner >= 0 ? kg__shape_offer(sh, first, last, inner, 4) : shape_titled(sh, first, last, of);
}

// "Ministry of X", "Training Mission in X"
static kg_status
shape_of(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint8_t head = token(sh, of - 1)->head_class;
  bool leaf = kg__shape_leaf(sh, head), in = kg__token_is(sh->doc, of, "in");
  if (leaf && !in && kg__of_known_whole(sh, first, last, of))
    return shape_span(sh, first, of - 1, 0);
  if (in && !kg__token_is(sh->doc, of - 1, "office"))
    return kg__shape_offer(sh, first, last, kg__class_find(sh->doc->ontology, KG_STR("Operation")), 5);
  if (leaf && of > first)
    return kg__shape_offer(sh, first, last, kg__head_at_home(sh, first, last, head), 5);
  return shape_headed(sh, first, last, of);
}

static uint32_t
behind_of(const shaper *sh, uint32_t of)
{
  return of + 1 + (kg__token_is(sh->doc, of + 1, "the") ? 1 : 0);
}

// "Minister of Defence X", "President of the X Council": who holds the office, or the body.
static kg_status
shape_office(shaper *sh, uint32_t last, uint32_t of)
{
  uint32_t holder = kg__title_field_end(sh, of, last), behind = behind_of(sh, of), more;
  uint64_t agents = kg__class_mask(sh->doc->ontology, KG_STR("Agent"));
  uint8_t head = token(sh, last)->head_class;
  if (holder > of && holder < last && token(sh, holder)->flags & KG__T_CAPITAL &&
      !kg__known_within(sh, holder, last) && !kg__sense_ordinary(sh, holder, last))
    return kg__shape_offer(sh, holder, last, sh->person, 4);
  bool body = head != KG__NO_CLASS && agents >> head & 1;
  return body && kg__span_capital(sh, behind) && kg__span_end(sh, behind, &more) == last && !more
             ? shape_span(sh, behind, last, 0)
             : KG_OK;
}

// "Joint Statement of X and Y": the name that stands behind.
static kg_status
shape_issued(shaper *sh, uint32_t last, uint32_t of)
{
  uint32_t behind = behind_of(sh, of), more;
  if (behind > last || !kg__span_capital(sh, behind))
    return KG_OK;
  uint32_t end = kg__span_end(sh, behind, &more);
  return shape_span(sh, behind, end, more);
}

static kg_status
shape_span(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  if (kg__known_whole(sh, first, last))
    return KG_OK;
  if (of > first && kg__head_issues(sh, of))
    return shape_issued(sh, last, of);
  int32_t people = kg__known_of_people(sh, first, last);
  if (people >= 0)
    return shape_of_people(sh, first, last, people);
  if (kg__unit_of_place(sh, first, last))
    return kg__shape_offer(sh, first, last, sh->institution, 5);
  int event = kg__event_apart(sh, last);
  if (event >= 0 && last > first)
    return kg__shape_offer(sh, first, last, event, 5);
  if (kg__code_ship(sh, first) && first < last)
    return kg__shape_offer(sh, first, last, sh->asset, 6);
  if (kg__code_weapon(sh, first, last) || kg__code_make(sh, first, last))
    return kg__shape_offer(sh, first, last, kg__code_class(sh, first, last), 2);
  if (kg__known_with_kind(sh, first, last) || kg__known_series(sh, first, last))
    return KG_OK;
  if (of > first && kg__head_office(sh, of))
    return shape_office(sh, last, of);
  return of ? shape_of(sh, first, last, of) : shape_headed(sh, first, last, of);
}

kg_status
kg__sentence_shapes(kg__document *doc, const kg__sentence *s, kg__candidates *found)
{
  shaper sh = {doc,
               s,
               found,
               kg__class_find(doc->ontology, KG_STR("Person")),
               kg__class_find(doc->ontology, KG_STR("Place")),
               kg__class_find(doc->ontology, KG_STR("Region")),
               kg__class_find(doc->ontology, KG_STR("MilitaryAsset")),
               kg__class_find(doc->ontology, KG_STR("Institution"))};
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t of;
    bool lower_code =
        !(doc->tokens.items[t].flags & KG__T_PUNCT) && t + 1 < s->end && kg__code_weapon(&sh, t, t + 1);
    if (kg__code_ordinal(&sh, t) && t + 1 < s->end && kg__span_capital(&sh, t + 1)) {
      uint32_t end = kg__span_end(&sh, t + 1, &of);
      KG_TRY(shape_unit(&sh, t, end, of));
    }
    if (kg__code_agreement(&sh, t))
      KG_TRY(kg__shape_offer(&sh, t, t + 1, doc->tokens.items[t].head_class, 5));
    if (!kg__span_capital(&sh, t) && !lower_code)
      continue;
    uint32_t last = kg__span_end(&sh, t, &of);
    KG_TRY(shape_span(&sh, t, last, of));
    t = last;
  }
  return KG_OK;
}
