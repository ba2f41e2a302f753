// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "X's NATO membership", "X gained EU membership", "X's hopes for UN membership": the name of what is joined
// stands before the noun. Who wishes it, or has a way to go, is no member yet; nor is, of a closed circle,
// whom the gazetteer does not know to be in it.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"
#include "loaders/meant/resolve.h"

static const char *const SOUGHT[] = {"seek",   "pursue", "want",  "desire", "request",  "apply",
                                     "aspire", "press",  "lobby", "hope",   "push",     "bid",
                                     "strive", "wish",   "await", "offer",  "promise",  "support",
                                     "favour", "favor",  "back",  "plan",   "consider", NULL},
                         *const GAINED[] = {"gain",   "achieve", "win", "obtain", "secure",
                                            "attain", "receive", "get", "grant",  "have",
                                            "hold",   "acquire", NULL},
                         *const REFUSED[] = {"reject", "abandon", "renounce", "forgo", "refuse",
                                             "lose",   "deny",    "forswear", NULL},
                         *const HOPES[] = {"path",   "road",       "way",      "bid",       "application",
                                           "hope",   "aspiration", "ambition", "candidate", "prospect",
                                           "route",  "quest",      "case",     "plan",      "candidacy",
                                           "desire", "support",    "drive",    NULL};

// The group named before the noun in its own phrase.
static int32_t
joined_thing(const kg__document *doc, const kg__chunk *c, uint32_t *at)
{
  for (uint32_t t = c->head; t-- > c->first;) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && (kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "InternationalOrganisation"))) {
      *at = t;
      return e;
    }
  }
  return -1;
}

static const kg__verb *
verb_at(const kg__document *doc, int32_t t, uint32_t c)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if ((int32_t)doc->verbs.items[v].main == t || doc->verbs.items[v].object == (int32_t)c)
      return &doc->verbs.items[v];
  }
  return NULL;
}

// The word that the phrase hangs on: a verb, or a noun whose phrase is taken instead.
static const kg__verb *
governor(const kg__document *doc, uint32_t *c, bool *hoped)
{
  for (int steps = 0; steps < 3; steps++) {
    int32_t head = doc->tokens.items[doc->chunks.items[*c].root].head;
    const kg__verb *v = verb_at(doc, head, *c);
    if (v || head < 0)
      return v;
    int32_t chunk = doc->tokens.items[head].chunk;
    if (chunk < 0 || (uint32_t)chunk == *c || !kg__noun_is(doc, (uint32_t)head, HOPES))
      return NULL;
    *hoped = true;
    *c = (uint32_t)chunk;
  }
  return NULL;
}

static bool
not_joined(const kg__document *doc, int32_t agent, int32_t thing)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[thing].known;
  return a >= 0 && o >= 0 && doc->ontology->known.items[o].joined &&
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

static kg_status
membership(kg__builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"membership", "accession", "candidacy", NULL}, *const WISH[] = {
                                                                                         "candidacy", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  uint32_t at = 0, top = c;
  kg__group who = {0}, what = {0};
  int32_t thing = kg__noun_is(doc, chunk.head, NOUNS) ? joined_thing(doc, &chunk, &at) : -1;
  if (thing < 0)
    return KG_OK;
  bool hoped = kg__noun_is(doc, chunk.head, WISH);
  const kg__verb *v = governor(doc, &top, &hoped);
  bool object = v && (v->object == (int32_t)doc->chunks.items[top].list || doc->chunks.items[top].prep >= 0 ||
                      v->object == (int32_t)top);
  kg__modality modality = KG__ASSERTED;
  int32_t owner = doc->chunks.items[c].owner >= 0 ? doc->chunks.items[c].owner : doc->chunks.items[top].owner;
  bool copular = v && kg__verb_is_copula(doc, v);
  hoped |= v && object && kg__verb_is(doc, v, SOUGHT);
  int32_t taker = kg__chunk_complement(doc, c, "for"); // "X wants EU membership for Y"
  owner = taker >= 0 ? taker : owner;
  if (owner >= 0)
    KG_TRY(kg__list_group(doc, owner, kg__class_named(doc, "State"), &who));
  else if (v && v->subject >= 0 && (object || copular) && !v->passive &&
           (hoped || kg__verb_is(doc, v, GAINED) || kg__verb_is(doc, v, REFUSED)))
    KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "State"), &who));
  if (v && object && owner < 0)
    modality = kg__verb_is(doc, v, REFUSED) ? KG__DENIED : v->modality;
  if (hoped && modality != KG__DENIED)
    modality = KG__PROPOSED;
  else if (owner >= 0 && who.n == 1 && not_joined(doc, who.entities[0], thing))
    modality = KG__POSSIBLE;
  kg__group_add(&what, thing, at, at);
  return kg__construct_add(b, "memberOf", &who, &what, modality, chunk.head, "membership of a name");
}

kg_status
kg__sentence_memberships(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (!doc->chunks.items[c].time)
      KG_TRY(membership(&b, c));
  }
  return KG_OK;
}
