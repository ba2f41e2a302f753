// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Those whom a sentence names beside a thing, but who take no part in it: it is about or against them, they
// belong to another clause or to another thing, or are known not to have joined it.

#include "loaders/claims/frames.h"
#include "loaders/claims/joiners.h"
#include "loaders/meant/resolve.h"

const kg__verb *
kg__verb_around(const kg__document *doc, uint32_t t)
{
  const kg__verb *best = NULL;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main < t && t < verb->clause_end)
      best = verb;
    else if (!best && verb->main > t && verb->clause_first <= t)
      return verb;
  }
  return best;
}

// "drills around X", "off the coast of X", "the deal against X", "the danger of X": X is not one of those who
// take part.
bool
kg__is_kept_outside(const kg__document *doc, uint32_t t)
{
  static const char *const OUTSIDE[] = {"around",  "near",   "off",     "against", "towards", "toward",
                                        "over",    "beyond", "outside", "unlike",  "except",  "amid",
                                        "despite", "in",     "on",      "into",    NULL};
  int32_t chunk = doc->tokens.items[t].chunk;
  if (chunk < 0)
    return false;
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t head = kg__entity_at(doc, c->head);
  bool part;
  int32_t prep = kg__place_prep(doc, chunk, &part);
  return (prep >= 0 && kg__token_is_any(doc, (uint32_t)prep, OUTSIDE)) ||
         kg__head_is(doc, c->head, "Threat") || (head >= 0 && kg__entity_is(doc, head, "Threat"));
}

// "the deal, in favour of closer ties with X": X belongs to what it is with, unless that is a deal or
// meeting.
static bool
with_another(const kg__document *doc, uint32_t t, uint32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  const kg__chunk *c = chunk >= 0 ? &doc->chunks.items[chunk] : NULL;
  if (!c || c->prep <= 0 || !kg__token_is(doc, (uint32_t)c->prep, "with") || thing + 1 == (uint32_t)c->prep)
    return false;
  uint32_t noun = (uint32_t)c->prep - 1;
  return doc->tokens.items[noun].pos & KG__NOUN && doc->tokens.items[noun].mention < 0 &&
         !kg__head_is(doc, noun, "Agreement") && !kg__head_is(doc, noun, "Meeting");
}

// "X's envoy": the envoy is there, and not X.
static bool
sends_another(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk, e = kg__entity_at(doc, t);
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && chunk >= 0; i++) {
    if (doc->chunks.items[i].owner == chunk)
      return kg__entity_is(doc, e, "Person");
  }
  return false;
}

bool
kg__is_known_outsider(const kg__document *doc, int32_t agent, int32_t thing)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[thing].known;
  return a >= 0 && o >= 0 && kg__entity_is(doc, thing, "Alliance") && doc->ontology->known.items[o].joined &&
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

// A treaty that the gazetteer knows is mentioned where those who have joined it are not, the more so the more
// they are: it counts for those of a few whom the gazetteer lists.
static bool
not_known_party(const kg__document *doc, int32_t agent, int32_t thing)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[thing].known;
  if (o < 0 || !kg__entity_is(doc, thing, "Agreement"))
    return false;
  return a < 0 || doc->ontology->known.items[o].joined > KG__MOST_JOINERS ||
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

static bool
is_saying(const kg__document *doc, const kg__verb *v)
{
  uint32_t lemma = kg__token_word(doc, v->main)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
}

// "X said that Y tested it during the exercise"; "X, whom Y has been pressing, leads it": X of the one and Y
// of the other are not in the clause of the thing.
static bool
in_other_clause(const kg__document *doc, uint32_t agent, uint32_t thing)
{
  const kg__verb *one = kg__verb_around(doc, agent), *other = kg__verb_around(doc, thing);
  int32_t chunk = doc->tokens.items[agent].chunk;
  for (uint32_t i = doc->verb0; i < doc->verb_end && chunk >= 0; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    if (v->subject == chunk && v != other && other && other->subject >= 0 && other->subject != chunk &&
        is_saying(doc, v))
      return true;
  }
  if (one && other && one != other && agent > thing && is_saying(doc, other)) {
    for (uint32_t t = thing + 1; t < agent; t++) {
      if (kg__token_is(doc, t, "that"))
        return true; // "told a conference that X ..."
    }
  }
  return one && other && one != other && one->relative && one->main < agent && thing >= one->clause_end;
}

// "X rejects the treaty and hands Y a pretext": Y is what another verb acts upon.
static bool
acted_upon(const kg__document *doc, uint32_t k, const kg__verb *around, bool event)
{
  int32_t chunk = doc->tokens.items[k].chunk;
  for (uint32_t v = doc->verb0; chunk >= 0 && v < doc->verb_end; v++) {
    const kg__verb *other = &doc->verbs.items[v];
    if (other->object == doc->chunks.items[chunk].list && other->main != around->main &&
        (other->finite || (event && other->infinitive)) && !other->passive && other->main < k &&
        !kg__verb_is_copula(doc, other))
      return true;
  }
  return false;
}

static bool
parts_clauses(const kg__document *doc, uint32_t t)
{
  static const char *const MARKS[] = {";", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D"};
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    if (kg_str_equal(kg__token_text(doc, t), kg_str_of(MARKS[i])))
      return true;
  }
  return false;
}

// "X deepens ties with Y and revives the talks": Y belongs to the verb before, as what stands beyond a
// semicolon or a quotation mark belongs to another clause.
static bool
beyond(const kg__document *doc, uint32_t k, uint32_t t, const kg__verb *around)
{
  for (uint32_t i = k < t ? k : t; i < (k < t ? t : k); i++) {
    if (parts_clauses(doc, i))
      return true;
  }
  int32_t chunk = doc->tokens.items[k].chunk;
  bool complement = false;
  for (uint32_t v = doc->verb0; around && chunk >= 0 && v < doc->verb_end; v++)
    complement |= doc->verbs.items[v].main < k && k < around->main && around->main < t;
  uint32_t before = around ? around->first : 0;
  while (before > k && doc->tokens.items[before - 1].pos & (KG__ADVERB | KG__AUXILIARY | KG__NEGATION))
    before--;
  return complement && before && doc->tokens.items[before - 1].pos & KG__COORDINATOR &&
         doc->chunks.items[chunk].list != around->subject;
}

// "the pact supplements our treaties with X and Y": these have another with them.
static bool
of_another(const kg__document *doc, uint32_t k, uint32_t t)
{
  static const char *const WITH[] = {"with", "between", NULL};
  static const char *const BONDS[] = {"relation", "partner", "boundary",    "border",   "peace",
                                      "alliance", "talks",   "negotiation", "proposal", NULL};
  int32_t own = doc->tokens.items[k].chunk, first = own >= 0 ? doc->chunks.items[own].list : -1;
  int32_t prep = first >= 0 ? doc->chunks.items[first].prep : -1;
  if (prep < 0 || !kg__token_is_any(doc, (uint32_t)prep, WITH))
    return false;
  int32_t over = doc->tokens.items[doc->chunks.items[first].root].head;
  bool apposed = t > k && t < k + 4 && kg_str_equal(kg__token_text(doc, k + 1), KG_STR(","));
  return over >= 0 && over < (int32_t)k && !apposed &&
         (kg__noun_is(doc, (uint32_t)over, BONDS) || kg__head_is(doc, (uint32_t)over, "Agreement")) &&
         doc->tokens.items[over].pos & (KG__NOUN | KG__PROPER) && doc->tokens.items[over].chunk >= 0 &&
         doc->tokens.items[over].chunk != doc->tokens.items[t].chunk &&
         kg__entity_at(doc, (uint32_t)over) != kg__entity_at(doc, t);
}

bool
kg__is_outsider(const kg__document *doc, uint32_t agent, uint32_t t, const kg__verb *v)
{
  int32_t e = kg__entity_at(doc, agent), thing = kg__entity_at(doc, t);
  bool event = kg__entity_is(doc, thing, "Event");
  return not_known_party(doc, e, thing) || kg__is_kept_outside(doc, agent) || with_another(doc, agent, t) ||
         kg__names_venue(doc, agent) || kg__mediates(doc, agent) || sends_another(doc, agent) ||
         (event ? in_other_clause(doc, agent, t) : of_another(doc, agent, t)) ||
         (v && acted_upon(doc, agent, v, event)) || beyond(doc, agent, t, v);
}
