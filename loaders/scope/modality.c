// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How sure the text is of what each verb says: its own modals, adverbs and negation, what the verb, noun or
// adjective that governs it implies by the lexicon ("plans to", "little chance that"), and conditions. What
// governs it is read from the words near it first, then from the tree.

#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

static const kg__word *
word(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t);
}

// "without joining", "instead of joining", "rather than join", "far from supporting", "has yet to join"
static bool
set_aside(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  static const struct {
    const char *last, *before; ///< Right before the verb
  } WAYS[] = {{"without", NULL}, {"of", "instead"}, {"than", "rather"}, {"from", "far"}, {"of", "short"}};
  if (v->first < s->first + 1)
    return false;
  bool base = word(doc, v->main)->forms & KG__FORM_BASE;
  for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS && !v->infinitive; i++) {
    bool two =
        !WAYS[i].before || (v->first > s->first + 1 && kg__token_says(doc, v->first - 2, WAYS[i].before));
    if (kg__token_says(doc, v->first - 1, WAYS[i].last) && two && (v->gerund || (base && WAYS[i].before)))
      return true;
  }
  for (uint32_t i = doc->verb0; i < doc->verb_end && v->gerund && kg__token_says(doc, v->first - 1, "from");
       i++) {
    const kg__verb *u = &doc->verbs.items[i];
    if (u->last < v->first && u->last + 12 > v->first && kg__verb_hinders(doc, u->main))
      return true; // "kept X from joining"
  }
  uint32_t to = token(doc, v->first)->pos & KG__TO ? v->first : v->first - 1;
  return to > s->first + 1 && token(doc, to)->pos & KG__TO && kg__token_says(doc, to - 1, "yet") &&
         token(doc, to - 2)->pos & (KG__HAVE | KG__BE);
}

// "not only", "not just": more is said, and nothing denied.
static bool
not_only(const kg__document *doc, const kg__sentence *s, uint32_t negation)
{
  static const char *const ONLY[] = {"only", "just", "merely", "simply", "solely"};
  for (size_t i = 0; negation + 1 < s->end && i < sizeof ONLY / sizeof *ONLY; i++) {
    if (kg__token_says(doc, negation + 1, ONLY[i]))
      return true;
  }
  return false;
}

static kg__modality
own_modality(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  kg__modality m = KG__ASSERTED;
  bool negated = false;
  uint32_t from =
      v->first > s->first && doc->tokens.items[v->first - 1].pos & KG__ADVERB ? v->first - 1 : v->first;
  for (uint32_t t = from; t <= v->main; t++) {
    uint32_t is = word(doc, t)->is, pos = doc->tokens.items[t].pos;
    bool month = is & KG__WORD_MONTH && !(pos & KG__MODAL);
    bool negates = pos & KG__NEGATION || (is & KG__WORD_NEGATES && !(pos & KG__DETERMINER));
    bool open =
        t > s->first && kg__token_is(doc, t, "not") && kg__token_is(doc, t - 1, "or"); // "whether or not"
    negated |= negates && !open && !not_only(doc, s, t);
    if (is & KG__WORD_PROPOSES)
      m = KG__PROPOSED;
    else if (is & KG__WORD_POSSIBLE && !month)
      m = KG__POSSIBLE;
    else if (is & KG__WORD_PREDICTS)
      m = KG__PREDICTED;
    else if (is & KG__WORD_WEAKENER)
      m = KG__UNLIKELY;
  }
  bool behind = v->main + 1 < s->end && doc->tokens.items[v->main + 1].pos & KG__NEGATION &&
                !not_only(doc, s, v->main + 1);
  negated |= v->first > s->first && (kg__token_says(doc, v->first - 1, "neither") ||
                                     (kg__token_says(doc, v->first - 1, "nor") && v->finite));
  negated |= behind;
  for (uint32_t t = s->first; t < v->first && m == KG__ASSERTED; t++) { // "Perhaps X supports"
    if (token(doc, t)->head == (int32_t)v->main && token(doc, t)->relation == KG__REL_ADVMOD)
      m = word(doc, t)->is & KG__WORD_POSSIBLE   ? KG__POSSIBLE
          : word(doc, t)->is & KG__WORD_WEAKENER ? KG__UNLIKELY
                                                 : m;
  }
  negated |= set_aside(doc, s, v);
  bool longer = v->first >= s->first + 2 && kg__token_says(doc, v->first - 1, "longer") &&
                kg__token_says(doc, v->first - 2, "no");
  return negated || longer ? KG__DENIED : m;
}

// What follows a form of "be": "unlikely to", "ready to", "due to".
static kg__modality
adjective_modality(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = v->main + 1; t < s->end && t < v->main + 5; t++) {
    uint32_t is = word(doc, t)->is;
    size_t n;
    if (doc->tokens.items[t].pos & (KG__ANY_VERB | KG__PUNCTUATION))
      break;
    if (is & KG__WORD_WEAKENER)
      return KG__UNLIKELY;
    const kg__frame *f = kg__lexicon_frames(doc->lexicon, doc->tokens.items[t].word, &n);
    for (size_t i = 0; i < n; i++) {
      if (f[i].pos == KG__ADJECTIVE && f[i].property < 0)
        return (kg__modality)f[i].modality;
    }
  }
  return KG__ASSERTED;
}

// What a verb implies for its infinitive or participle.
static int
implied(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  size_t n;
  const kg__frame *f = kg__lexicon_frames(doc->lexicon, word(doc, v->main)->verb, &n);
  for (size_t i = 0; i < n; i++) {
    uint32_t behind = v->main + 1 < s->end ? token(doc, v->main + 1)->word : 0;
    bool fits = !f[i].rest[0] || (behind && f[i].rest[0] == behind && !f[i].rest[1]); // "rule out"
    bool owns =
        v->main + 1 < s->end && token(doc, v->main)->pos & KG__HAVE && !kg__token_is(doc, v->main + 1, "to");
    if (f[i].pos == KG__VERB && f[i].property < 0 && fits && !owns)
      return f[i].modality;
  }
  if (doc->tokens.items[v->main].pos & KG__BE) {
    kg__modality m = adjective_modality(doc, s, v);
    if (m != KG__ASSERTED)
      return m;
    bool to = v->main + 1 < s->end && doc->tokens.items[v->main + 1].pos & KG__TO;
    return to ? KG__PREDICTED : -1; // "is to visit"
  }
  return -1;
}

static bool
conditional(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = v->first; t-- > s->first;) {
    kg_str text = kg__token_text(doc, t);
    int32_t other = doc->tokens.items[t].verb;
    if (text.ptr[0] == ',' || text.ptr[0] == ';' || (other >= 0 && doc->verbs.items[other].finite))
      return false;
    if (doc->tokens.items[t].pos & KG__SUBORDINATOR)
      return word(doc, t)->is & KG__WORD_POSSIBLE;
  }
  return false;
}

// "It is improbable that ..." covers what follows.
static bool
doubted(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = s->first; t + 1 < v->first; t++) {
    if (word(doc, t)->is & KG__WORD_WEAKENER && token(doc, t + 1)->pos & KG__SUBORDINATOR)
      return true;
  }
  return false;
}

// "little chance that", "no prospect of"
static bool
is_slight(const kg__document *doc, const kg__sentence *s, uint32_t noun)
{
  static const char *const SLIGHT[] = {"little", "no", "slim", "scant", "remote", "small", "slight"};
  for (uint32_t t = noun; t-- > s->first && t + 4 > noun;) {
    for (size_t i = 0; i < sizeof SLIGHT / sizeof *SLIGHT; i++) {
      if (kg__token_says(doc, t, SLIGHT[i]))
        return true;
    }
  }
  return false;
}

static bool
is_none(const kg__document *doc, const kg__sentence *s, uint32_t noun)
{
  for (uint32_t t = noun; t-- > s->first && t + 4 > noun;) {
    if (kg__token_says(doc, t, "no"))
      return true;
  }
  return false;
}

// "no evidence that", "little sign that"
static bool
is_proof(const kg__document *doc, uint32_t noun)
{
  static const char *const PROOF[] = {"evidence",   "sign",        "signs",   "proof",
                                      "indication", "indications", "question"};
  for (size_t i = 0; i < sizeof PROOF / sizeof *PROOF; i++) {
    if (kg__token_says(doc, noun, PROOF[i]))
      return true;
  }
  return false;
}

// What a noun says of the clause that hangs on it: "a plan to", "the possibility that".
static int
of_noun(const kg__document *doc, const kg__sentence *s, uint32_t noun)
{
  int stance = kg__word_stance(doc, word(doc, noun)->noun, KG__NOUN, 0);
  if (!is_slight(doc, s, noun))
    return stance;
  switch (stance) {
  case KG__UNLIKELY: // "no doubt that"
    return KG__ASSERTED;
  case KG__POSSIBLE:
    return KG__UNLIKELY;
  case KG__PREDICTED: // "no intention of"
  case KG__PROPOSED:
    return is_none(doc, s, noun) ? KG__DENIED : KG__UNLIKELY;
  default:
    return is_proof(doc, noun) ? KG__UNLIKELY : stance;
  }
}

// Whether "if", "whether" or "unless" stands at the head of the clause.
static bool
on_condition(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  for (uint32_t t = s->first; t < clause; t++) {
    const kg__token *k = token(doc, t);
    if (k->head == (int32_t)clause && k->relation == KG__REL_MARK && k->pos & KG__SUBORDINATOR &&
        word(doc, t)->is & KG__WORD_POSSIBLE)
      return true;
  }
  return false;
}

// The noun that a participle completes by a preposition, "its commitment to joining"; else -1.
static int32_t
completed(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  uint32_t prep = token(doc, v->first)->pos & KG__TO ? v->first : v->first - 1;
  bool fits = v->gerund && v->main > s->first + 1 && prep > s->first &&
              token(doc, prep)->pos & (KG__PREPOSITION | KG__TO) && token(doc, prep - 1)->pos & KG__NOUN;
  return fits ? (int32_t)prep - 1 : -1;
}

// "No minister has said that": what nobody says is not said to be so.
static bool
unsaid(const kg__document *doc, uint32_t verb)
{
  uint32_t lemma = word(doc, verb)->verb;
  int32_t v = token(doc, verb)->verb;
  return v >= 0 && lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING &&
         doc->verbs.items[v].modality == KG__DENIED;
}

// What the word says that the clause of this verb hangs on in the tree; -1: nothing.
static int
of_head(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  const kg__token *k = token(doc, clause);
  if (on_condition(doc, s, clause))
    return KG__POSSIBLE;
  if (k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
    return -1;
  uint32_t head = (uint32_t)k->head;
  switch (k->relation) {
  case KG__REL_CONJ:
    return on_condition(doc, s, head) ? KG__POSSIBLE : -1;
  case KG__REL_ACL:
    return of_noun(doc, s, head);
  case KG__REL_ACL_RELCL: { // "no evidence that X supports Y"
    bool that =
        head + 2 < clause && kg__token_says(doc, head + 1, "that") && token(doc, head + 2)->chunk >= 0;
    return that ? of_noun(doc, s, head) : -1;
  }
  case KG__REL_CSUBJ:
  case KG__REL_CCOMP:
    if (unsaid(doc, head))
      return KG__UNLIKELY;
    if (token(doc, head)->pos & KG__ADJECTIVE)
      return kg__word_stance(doc, token(doc, head)->word, KG__ADJECTIVE, 0);
    return token(doc, head)->pos & KG__NOUN ? of_noun(doc, s, head)
                                            : kg__word_stance(doc, word(doc, head)->verb, KG__VERB, 0);
  default:
    return -1;
  }
}

// "demanded that X join": a verb in its base form behind a subject that is one.
static bool
subjunctive(const kg__document *doc, const kg__verb *v)
{
  const kg__token *k = token(doc, v->main);
  bool base = v->first == v->main && word(doc, v->main)->forms & KG__FORM_BASE &&
              k->relation == KG__REL_CCOMP && (k->xpos == KG__XPOS_VB || k->xpos == KG__XPOS_VBP);
  const kg__chunk *c = base && v->subject >= 0 ? &doc->chunks.items[v->subject] : NULL;
  return c && v->finite && !c->plural && c->list == v->subject && c->next < 0 &&
         token(doc, c->head)->xpos == KG__XPOS_NNP;
}

// What is doubted or denied is so whatever its own verb says; what is planned or wished only where that verb
// leaves it open.
static kg__modality
governed(const kg__document *doc, const kg__sentence *s, const kg__verb *v, kg__modality own)
{
  int32_t noun = completed(doc, s, v);
  int outer = noun >= 0 ? of_noun(doc, s, (uint32_t)noun) : of_head(doc, s, v->main);
  if (own == KG__ASSERTED && subjunctive(doc, v))
    return KG__PROPOSED;
  if (outer <= KG__ASSERTED || own == KG__DENIED)
    return own;
  bool open = own == KG__ASSERTED || own == KG__PREDICTED;
  bool weakens = outer == KG__POSSIBLE || outer == KG__UNLIKELY || outer == KG__DENIED;
  return open && (weakens || (own == KG__ASSERTED && !v->finite)) ? (kg__modality)outer : own;
}

// "Had X joined", "Should X apply", "Will X join?": the auxiliary before the subject.
static kg__modality
inverted(const kg__document *doc, const kg__sentence *s, const kg__verb *v, kg__modality own)
{
  uint32_t first =
      token(doc, s->first)->flags & KG__T_PUNCT && s->first + 1 < s->end ? s->first + 1 : s->first;
  bool headed = token(doc, v->main)->head == (int32_t)first && token(doc, v->main)->relation == KG__REL_XCOMP;
  bool aux = token(doc, first)->head == (int32_t)v->main && token(doc, first)->upos == KG__UPOS_AUX;
  if (!(aux || headed) || v->main < first + 2 || v->subject < 0)
    return own;
  if (kg__token_says(doc, first, "had"))
    return KG__DENIED;
  bool asks = kg__token_says(doc, s->end - 1, "?");
  return (asks && aux) || kg__token_says(doc, first, "should") || kg__token_says(doc, first, "were")
             ? KG__POSSIBLE
             : own;
}

// "Nor has X joined", "never did X support", "hardly will X": a negation before the auxiliary and its
// subject.
static kg__modality
fronted(const kg__document *doc, const kg__sentence *s, const kg__verb *v, kg__modality own)
{
  static const char *const NEVER[] = {"nor", "never", "neither", "nowhere"}, *const HARDLY[] = {
                                                                                 "hardly", "scarcely",
                                                                                 "rarely", "seldom"};
  for (uint32_t t = v->first; t-- > s->first && v->first - t < 14;) {
    int32_t other = token(doc, t)->verb;
    bool aux = token(doc, t)->pos & KG__AUXILIARY;
    if (token(doc, t)->flags & KG__T_PUNCT ||
        (other >= 0 && token(doc, t)->pos & KG__ANY_VERB && !aux && &doc->verbs.items[other] != v))
      return own;
    for (size_t i = 0; token(doc, t + 1)->pos & KG__AUXILIARY && i < 4; i++) {
      if (kg__token_says(doc, t, NEVER[i]))
        return KG__DENIED;
      if (kg__token_says(doc, t, HARDLY[i]))
        return KG__UNLIKELY;
    }
  }
  return own;
}

// A heading that says what is to come: "Tunisia to host ...".
static bool
announces(const kg__document *doc, const kg__verb *v)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (doc->verbs.items[i].finite)
      return false;
  }
  return v->infinitive && v->subject >= 0 && v->governor < 0;
}

static bool
negative_subject(const kg__document *doc, const kg__verb *v)
{
  if (v->subject < 0 || !v->finite)
    return false;
  const kg__chunk *c = &doc->chunks.items[v->subject];
  return c->negative || (c->first > 0 && kg__token_says(doc, c->first - 1, "neither")) ||
         kg__token_says(doc, c->first, "none");
}

// "ordered jets after giving tanks to X": a circumstance, and not what the verb is about.
static bool
is_circumstance(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  static const char *const WORDS[] = {"after", "since", "while", "despite", "upon"};
  for (size_t i = 0; v->gerund && v->first > s->first && i < sizeof WORDS / sizeof *WORDS; i++) {
    if (kg__token_says(doc, v->first - 1, WORDS[i]))
      return true;
  }
  return false;
}

static kg__modality
inherit(const kg__document *doc, const kg__sentence *s, const kg__verb *v, kg__modality own)
{
  if (v->governor < 0 || own != KG__ASSERTED)
    return own;
  const kg__verb *g = &doc->verbs.items[v->governor];
  bool aside = v->gerund && v->first > s->first && // "suspended the talks, accusing X"
               kg_str_equal(kg__token_text(doc, v->first - 1), KG_STR(","));
  int by_governor = v->finite || aside || is_circumstance(doc, s, v) ? -1 : implied(doc, s, g);
  bool bare = word(doc, v->main)->forms & KG__FORM_BASE && !v->infinitive && v->first == v->main;
  if (g->modality == KG__DENIED && !v->finite && (!v->passive || v->infinitive))
    return by_governor == KG__DENIED ? KG__ASSERTED : KG__DENIED;
  if (by_governor >= 0 && (g->modality == KG__POSSIBLE || g->modality == KG__UNLIKELY))
    return by_governor == KG__DENIED ? KG__DENIED : g->modality;
  if (by_governor >= 0)
    return g->modality != KG__ASSERTED && by_governor == KG__ASSERTED ? g->modality
                                                                      : (kg__modality)by_governor;
  if (v->infinitive || (v->finite && bare && token(doc, v->main)->xpos != KG__XPOS_VBP) ||
      (v->gerund && !v->relative))
    return g->modality;
  return own;
}

kg_status
kg__sentence_modality(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb *v = &doc->verbs.items[i];
    kg__modality m = own_modality(doc, s, v);
    if (m == KG__ASSERTED && (doc->tokens.items[v->main].pos & KG__BE || word(doc, v->main)->noun == 0)) {
      kg__modality a =
          doc->tokens.items[v->main].pos & (KG__BE | KG__VERB) ? adjective_modality(doc, s, v) : KG__ASSERTED;
      m = a == KG__UNLIKELY ? a : m;
    }
    if (m == KG__ASSERTED && conditional(doc, s, v))
      m = KG__POSSIBLE;
    if (m != KG__DENIED && doubted(doc, s, v))
      m = KG__UNLIKELY;
    if (m == KG__ASSERTED && negative_subject(doc, v))
      m = KG__DENIED;
    m = fronted(doc, s, v, inverted(doc, s, v, governed(doc, s, v, m)));
    v->modality = inherit(doc, s, v, m);
    if (v->modality == KG__ASSERTED && announces(doc, v))
      v->modality = KG__PREDICTED;
  }
  return KG_OK;
}

kg__modality
kg__modality_between(const kg__document *doc, uint32_t a, uint32_t b)
{
  uint32_t from = a < b ? a : b, to = a < b ? b : a;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].main > from && doc->verbs.items[v].main < to)
      return doc->verbs.items[v].modality;
  }
  for (uint32_t v = doc->verb_end; v-- > doc->verb0;) {
    if (doc->verbs.items[v].main < from)
      return doc->verbs.items[v].modality;
  }
  return KG__ASSERTED;
}
