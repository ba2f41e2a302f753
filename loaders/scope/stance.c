// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How sure the text is of what a noun says: "a possible exercise with", "a proposal for an alliance with",
// "discussed joining", "lifted its sanctions on". What is definite is presupposed, and stays asserted under
// all of these but the words that end it.

#include "loaders/meant/resolve.h"
#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

int
kg__word_stance(const kg__document *doc, uint32_t lemma, uint32_t pos, uint32_t particle)
{
  size_t n;
  const kg__frame *f = kg__lexicon_frames(doc->lexicon, lemma, &n);
  for (size_t i = 0; i < n; i++) {
    bool fits = !f[i].rest[0] || (particle && f[i].rest[0] == particle && !f[i].rest[1]);
    if (f[i].pos == pos && f[i].property < 0 && fits)
      return f[i].modality;
  }
  return -1;
}

// "free to join", but "a free trade agreement"
static bool
only_predicates(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"free",  "open", "certain", "necessary",
                                      "ready", "set",  "sure",    "eligible"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
    if (kg__token_says(doc, t, WORDS[i]))
      return true;
  }
  return false;
}

// Of an adjective or participle before the noun of a phrase: "planned", "former".
static int
of_adjectives(const kg__document *doc, const kg__chunk *c, uint32_t noun)
{
  for (uint32_t t = c->first; t < noun; t++) {
    int stance = !only_predicates(doc, t) ? kg__word_stance(doc, token(doc, t)->word, KG__ADJECTIVE, 0) : -1;
    if (stance >= 0)
      return stance;
  }
  return -1;
}

static bool
indefinite(const kg__document *doc, const kg__chunk *c)
{
  return kg__token_says(doc, c->first, "a") || kg__token_says(doc, c->first, "an") ||
         (!c->definite && c->owner < 0 && c->plural && token(doc, c->first)->mention < 0 &&
          !(token(doc, c->first)->pos & KG__POSSESSIVE));
}

// "consulted on participation", "sought Chadian help"
static bool
bare(const kg__document *doc, const kg__chunk *c)
{
  int32_t m = token(doc, c->first)->mention;
  bool named = m >= 0 && doc->mentions.items[m].last >= c->head;
  return !c->definite && c->owner < 0 && !named &&
         !(token(doc, c->first)->pos & (KG__POSSESSIVE | KG__DETERMINER));
}

// "plans for the sale of X", "considers the sale of X": the article tells no more than that the noun goes on.
static bool
goes_on(const kg__document *doc, const kg__chunk *c)
{
  bool object = token(doc, c->head)->relation == KG__REL_OBJ;
  return kg__token_says(doc, c->first, "the") && kg__token_says(doc, c->last + 1, "of") &&
         (c->prep < 0 ? object : kg__token_says(doc, (uint32_t)c->prep, "for"));
}

// Relations that can be ended; a war that ends was fought.
static bool
can_end(const kg__document *doc, uint32_t property)
{
  static const char *const ENDED[] = {"sanctions", "supports", "cooperatesOn", "deploys", "deployedTo"};
  const kg__property *p = &doc->ontology->properties.items[property];
  for (size_t i = 0; i < sizeof ENDED / sizeof *ENDED; i++) {
    if (kg_str_equal(p->name, kg_str_of(ENDED[i])))
      return true;
  }
  return p->enduring;
}

// "X applies the rules as a member of Y": what a verb's subject is holds whatever the verb says.
static bool
subject_as(const kg__document *doc, const kg__claim *claim, const kg__chunk *c, int32_t verb)
{
  int32_t subject = verb >= 0 ? doc->verbs.items[verb].subject : -1;
  return subject >= 0 && c->prep >= 0 && kg__token_says(doc, (uint32_t)c->prep, "as") &&
         !doc->verbs.items[verb].passive &&
         kg__entity_shown(doc, doc->chunks.items[subject].head) == claim->subject;
}

bool
kg__verb_denies(const kg__document *doc, const kg__verb *v)
{
  return kg__word_stance(doc, kg__token_word(doc, v->main)->verb, KG__VERB, 0) == KG__DENIED;
}

// Who opposes a deployment opposes another's, which goes on.
bool
kg__verb_ends(const kg__document *doc, const kg__verb *v, uint32_t property)
{
  static const char *const AGAINST[] = {"oppose", "reject", "resist", "veto", "block"};
  kg_str name = doc->ontology->properties.items[property].name;
  kg_str lemma = kg__word_at(&doc->ontology->words, kg__token_word(doc, v->main)->verb)->text;
  bool sent = kg_str_equal(name, KG_STR("deploys")) || kg_str_equal(name, KG_STR("deployedTo")),
       against = false;
  for (size_t i = 0; i < sizeof AGAINST / sizeof *AGAINST; i++)
    against |= kg_str_equal(lemma, kg_str_of(AGAINST[i]));
  return can_end(doc, property) && !(sent && against);
}

// "set up under a pact", "agreed at a summit": what a verb says is not of where or when it happens.
static bool
is_setting(const kg__document *doc, const kg__chunk *c)
{
  static const char *const SETTINGS[] = {"under", "at", "by", "after", "before", "during", "since", NULL};
  return c->prep >= 0 && kg__token_is_any(doc, (uint32_t)c->prep, SETTINGS);
}

// What a verb says of its object.
static kg__modality
of_verb(const kg__document *doc, const kg__claim *claim, const kg__chunk *c, uint32_t verb)
{
  const kg__word *w = kg__token_word(doc, verb);
  uint32_t particle = c->prep >= 0 ? token(doc, (uint32_t)c->prep)->word : 0;
  int32_t v = token(doc, verb)->verb;
  kg__modality own = v >= 0 ? doc->verbs.items[v].modality : KG__ASSERTED;
  bool only_of_verbs = token(doc, verb)->pos & KG__AUXILIARY ||
                       w->pos & KG__HAVE || // "have to", "call on X to"
                       (kg__token_says(doc, verb, "called") && !kg__token_says(doc, verb + 1, "for"));
  if (subject_as(doc, claim, c, v))
    return KG__ASSERTED;
  int stance = only_of_verbs || is_setting(doc, c) ? -1 : kg__word_stance(doc, w->verb, KG__VERB, particle);
  if (stance == KG__DENIED) { // "ended the alliance", but "ended with an alliance"
    bool object = c->prep < 0 || kg__word_stance(doc, w->verb, KG__VERB, 0) < 0;
    return own == KG__ASSERTED && object && v >= 0 &&
                   kg__verb_ends(doc, &doc->verbs.items[v], claim->property)
               ? KG__DENIED
               : KG__ASSERTED;
  }
  bool ahead =
      stance != KG__POSSIBLE || (w->verb && kg__word_at(&doc->ontology->words, w->verb)->is & KG__WORD_LIGHT);
  bool open = bare(doc, c) && (c->prep >= 0 || ahead); // "consulted on aid", "sought aid"
  if (stance > KG__ASSERTED && (indefinite(doc, c) || goes_on(doc, c) || open))
    return own == KG__DENIED ? own : (kg__modality)stance;
  return KG__ASSERTED;
}

bool
kg__verb_changes(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {"accelerate", "boost",   "broaden", "continue", "deepen",  "double",
                                      "escalate",   "evolve",  "expand",  "grow",     "improve", "increase",
                                      "intensify",  "persist", "ramp",    "remain",   "step",    "strengthen",
                                      "suffer",     "tighten", "widen"};
  kg_str lemma = kg__word_at(&doc->ontology->words, kg__token_word(doc, v->main)->verb)->text;
  for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++) {
    if (kg_str_equal(lemma, kg_str_of(VERBS[i])))
      return true;
  }
  return false;
}

static bool
says_will(const kg__document *doc, const kg__verb *v)
{
  for (uint32_t t = v->first; t < v->main; t++) {
    if (kg__token_says(doc, t, "will"))
      return true;
  }
  return false;
}

// What the clause says that a noun is the subject of: "a treaty with X would be useful".
static kg__modality
as_subject(const kg__document *doc, const kg__chunk *c, uint32_t clause)
{
  bool article = kg__token_says(doc, c->first, "a") || kg__token_says(doc, c->first, "an");
  if (!article && (!bare(doc, c) || token(doc, c->first)->mention >= 0)) // "Iranian sales would be noticed"
    return KG__ASSERTED;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    bool own = verb->main == clause || token(doc, verb->main)->head == (int32_t)clause;
    bool open = article || (!kg__verb_changes(doc, verb) && verb->modality != KG__DENIED);
    if (own && verb->finite && verb->first > c->last && open)
      return verb->modality == KG__PREDICTED && !says_will(doc, verb) ? KG__PROPOSED : verb->modality;
  }
  return KG__ASSERTED;
}

// "in talks with X on a pact": what the noun says that a phrase behind "on" is the matter of; -1.
static int
as_matter(const kg__document *doc, const kg__sentence *s, const kg__chunk *c)
{
  static const char *const ON[] = {"on", "about", "over", "for"};
  bool on = false;
  for (size_t i = 0; i < sizeof ON / sizeof *ON && c->prep >= 0; i++)
    on |= kg__token_says(doc, (uint32_t)c->prep, ON[i]);
  static const char *const ENTRIES[] = {"accession", "membership", "entry", "admission"};
  bool entry = false; // "negotiations on X's accession"
  for (size_t i = 0; i < sizeof ENTRIES / sizeof *ENTRIES; i++)
    entry |= kg__token_says(doc, c->head, ENTRIES[i]);
  uint32_t from = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
  for (uint32_t t = from; on && (indefinite(doc, c) || entry) && t-- > s->first && from - t < 9;) {
    if (token(doc, t)->verb >= 0)
      return -1;
    int stance =
        token(doc, t)->pos & KG__NOUN ? kg__word_stance(doc, kg__token_word(doc, t)->noun, KG__NOUN, 0) : -1;
    if (stance >= 0)
      return stance;
  }
  return -1;
}

static bool
is_object(uint8_t relation)
{
  return relation == KG__REL_OBJ || relation == KG__REL_NSUBJ_PASS || relation == KG__REL_OBL;
}

static kg__modality
stance_of(const kg__document *doc, const kg__sentence *s, const kg__claim *claim, uint32_t noun)
{
  int32_t m = token(doc, noun)->mention;
  const kg__chunk *c = &doc->chunks.items[token(doc, noun)->chunk];
  bool named = m >= 0 && !doc->entities.items[doc->mentions.items[m].entity].described;
  int stance = named ? -1 : of_adjectives(doc, c, c->head);
  if (stance < 0 && !named)
    stance = as_matter(doc, s, c);
  if (stance >= 0 || named)
    return stance >= 0 ? (kg__modality)stance : KG__ASSERTED;
  if (c->negative || (c->prep >= 0 && kg__token_says(doc, (uint32_t)c->prep, "without")))
    return KG__DENIED;
  uint32_t t = c->head;
  for (int steps = 0; steps < 4; steps++) {
    const kg__token *k = token(doc, t);
    if (k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    uint32_t head = (uint32_t)k->head;
    if (is_object(k->relation) && token(doc, head)->verb >= 0)
      return of_verb(doc, claim, c, head);
    if (k->relation == KG__REL_NSUBJ)
      return as_subject(doc, c, head);
    if (k->relation == KG__REL_NMOD) {
      stance = kg__word_stance(doc, kg__token_word(doc, head)->noun, KG__NOUN, 0);
      bool open = stance == KG__DENIED || indefinite(doc, c) || goes_on(doc, c) || bare(doc, c);
      return stance >= 0 && open ? (kg__modality)stance : KG__ASSERTED;
    }
    if (k->relation != KG__REL_CONJ && k->relation != KG__REL_COMPOUND)
      break;
    t = head;
  }
  return KG__ASSERTED;
}

// The word to be asked: that which says the relation; if none does, the noun that describes its object.
static uint32_t
bearer(const kg__document *doc, const kg__sentence *s, const kg__claim *claim)
{
  for (uint32_t t = s->first; kg__claim_is_guess(claim) && t < s->end; t++) {
    int32_t m = token(doc, t)->mention, chunk = token(doc, t)->chunk;
    int32_t e = m >= 0 ? doc->mentions.items[m].entity : -1;
    if (e == claim->object && doc->entities.items[e].described && chunk >= 0)
      return doc->chunks.items[chunk].head;
  }
  return claim->trigger;
}

static bool
is_verb_of(const kg__document *doc, uint32_t t, const char *const *verbs)
{
  kg_str lemma = kg__word_at(&doc->ontology->words, kg__token_word(doc, t)->verb)->text;
  for (; kg__token_word(doc, t)->verb && *verbs; verbs++) {
    if (kg_str_equal(lemma, kg_str_of(*verbs)))
      return true;
  }
  return false;
}

// The verb that says a claim, or does something to what the claim's noun stands for; -1.
static int32_t
verb_over(const kg__document *doc, uint32_t trigger)
{
  int32_t chunk = token(doc, trigger)->chunk;
  if (token(doc, trigger)->verb >= 0 || chunk < 0)
    return token(doc, trigger)->verb;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->object == chunk || (verb->passive && verb->subject == chunk))
      return (int32_t)v;
  }
  return -1;
}

// "should deepen its alliance with X", "struggles to implement the treaty": what is changed or kept is there.
static bool
presupposed(const kg__document *doc, const kg__claim *claim)
{
  static const char *const CHANGES[] = {"accelerate", "boost",     "broaden",   "consolidate", "continue",
                                        "deepen",     "enhance",   "expand",    "extend",      "fulfil",
                                        "honor",      "honour",    "implement", "intensify",   "observe",
                                        "preserve",   "reinforce", "renew",     "respect",     "step",
                                        "strengthen", "uphold",    "upgrade",   "widen",       NULL},
                           *const KEPT[] = {"fulfil",  "honor",   "honour", "implement",
                                            "observe", "respect", NULL};
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  int32_t v = verb_over(doc, claim->trigger), chunk = token(doc, claim->trigger)->chunk;
  bool takes_part = chunk >= 0 && kg_str_equal(p->name, KG_STR("participatesIn"));
  bool lasts = p->enduring || takes_part;
  if (v < 0 || !lasts || claim->modality == KG__ASSERTED)
    return false;
  int32_t object = doc->verbs.items[v].passive ? doc->verbs.items[v].subject : doc->verbs.items[v].object;
  const kg__chunk *c = object >= 0 ? &doc->chunks.items[object] : NULL;
  bool there = c && (c->definite || c->owner >= 0 || token(doc, c->first)->mention >= 0 ||
                     token(doc, c->first)->pos & (KG__POSSESSIVE | KG__PRONOUN));
  if (!there && !takes_part)
    return false;
  return is_verb_of(doc, doc->verbs.items[v].main, claim->modality == KG__DENIED ? KEPT : CHANGES);
}

void
kg__claim_stance(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  if (presupposed(doc, claim))
    claim->modality = KG__ASSERTED;
  bool ahead = claim->modality == KG__PREDICTED || claim->modality == KG__POSSIBLE;
  bool not_in = claim->modality == KG__DENIED && kg__claim_has_feature(claim, KG__F_TOPIC) &&
                token(doc, claim->trigger)->mention >= 0; // "X is not in Y"
  if (!ahead && !not_in &&
      kg__claim_is_guess(claim)) // it stands in the background of what is proposed or denied there
    claim->modality = KG__ASSERTED;
  uint32_t t = bearer(doc, s, claim);
  bool noun = token(doc, t)->chunk >= 0 && token(doc, t)->verb < 0;
  bool said = kg_str_equal(kg_str_of(claim->rule), KG_STR("frame")) ||
              (kg__claim_is_guess(claim) && token(doc, t)->mention >= 0);
  if (noun && said && !claim->timeless && claim->modality == KG__ASSERTED)
    claim->modality = stance_of(doc, s, claim, t);
}
