// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The table of paths, and its compilation: each row is read once, and each argument of a frame keeps the
// numbers of the rows that its part of speech, its role and the voice of its verb allow.

#include "loaders/tables/patterns.h"

#include "loaders/parse/relations.h"

#include <assert.h>
#include <stdlib.h>

enum { V = KG__VERB, N = KG__NOUN, A = KG__ADJECTIVE, PLACE = 0 };
enum { BOTH = KG__ACTIVE | KG__PASSIVE };

typedef struct row {
  uint32_t pos;
  int voice;
  kg__role role;
  const char *path;
} row;

static const row ROWS[] = {
    // The subject of a verb: its own, that of the verb or noun it hangs on, the phrase before it.
    {PLACE, BOTH, KG__ROLE_SUBJECT, "nsubj|nsubj:pass[relative,alone] ^* ^acl:relcl|acl"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "nsubj|nsubj:pass *[relative] ^* ^* ^acl:relcl|acl"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "nsubj|nsubj:pass[-relative,-dateline,-beyond,-outdone,-severed]"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^csubj[-headed] iobj"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^csubj[-headed] obj"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^csubj[-headed] *+for"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^csubj[copular,-headed] ."},
    {PLACE, BOTH, KG__ROLE_SUBJECT,
     "[-infinitive] ^advcl|acl|xcomp|ccomp|obl ^verb[charges,-passive] object"},
    {PLACE, BOTH, KG__ROLE_SUBJECT,
     "[-infinitive] ^advcl|acl|xcomp|ccomp|obl ^verb[charges,passive] subject"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[infinitive] ^advcl|acl|xcomp|ccomp|obl ^verb[calls] *+on"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[infinitive] ^acl owner"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[infinitive] ^acl[demonym] ."},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[infinitive] ^acl *+of"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[infinitive] ^acl *+by"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "~nearest"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^conj ^verb subject"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "[-fronted] ^!ccomp|parataxis|acl|acl:relcl|conj ^verb[controls,-passive] object"},
    {PLACE, BOTH, KG__ROLE_SUBJECT, "^!ccomp|parataxis|acl|acl:relcl|conj ^verb subject"},
    // Its object.
    {PLACE, BOTH, KG__ROLE_OBJECT, "[zero] ^acl:relcl"},
    {PLACE, BOTH, KG__ROLE_OBJECT, "~nearest"},
    {PLACE, BOTH, KG__ROLE_OBJECT, "[copular,-cased] ."},
    {PLACE, BOTH, KG__ROLE_OBJECT, "[-copular] obj[-relative,-cased]"},

    {V, KG__ACTIVE, KG__ROLE_SUBJECT, "subject"},
    {V, KG__PASSIVE, KG__ROLE_SUBJECT, "*+by"},
    {V, KG__PASSIVE, KG__ROLE_SUBJECT, "~behind+by"},
    {V, KG__PASSIVE, KG__ROLE_SUBJECT, "^acl:relcl+by[copular]"},
    {N, BOTH, KG__ROLE_SUBJECT, "^object[light,-passive] subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "^nsubj:pass[light,passive] *+by"},
    {N, BOTH, KG__ROLE_SUBJECT, "acl[light,passive] *+by"},
    {N, BOTH, KG__ROLE_SUBJECT, "^object[identifies] subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "^nsubj[copular,identifies] ."},
    {N, BOTH, KG__ROLE_SUBJECT, "[as] verb subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "[as] ^verb subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "[under] verb subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "^object[taking,-passive] subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "^obl[taking,-passive] subject"},
    {N, BOTH, KG__ROLE_SUBJECT, "[with] ^verb[-passive] subject"},
    {A, BOTH, KG__ROLE_SUBJECT, "verb subject"},

    {V, KG__ACTIVE, KG__ROLE_OBJECT, "[phrase] ~next"},
    {V, KG__ACTIVE, KG__ROLE_OBJECT, "[-phrase] object"},
    {V, KG__PASSIVE, KG__ROLE_OBJECT, "subject"},

    {N, BOTH, KG__ROLE_PAIR, "[definite] ."},
    {N, BOTH, KG__ROLE_SELF, "^object[identifies] subject"},
    {N, BOTH, KG__ROLE_SELF, "^apposition"},
    {N, BOTH, KG__ROLE_SELF, "apposition"},
    {N, BOTH, KG__ROLE_SELF, "[as] verb object"},
    {N, BOTH, KG__ROLE_SELF, "[as] verb subject"},
    {N, BOTH, KG__ROLE_SELF, "[as] ^verb subject"},
    {N, BOTH, KG__ROLE_SELF, "^nsubj[copular,identifies] ."},
    {N, BOTH, KG__ROLE_SELF, "^*[one] ^object[identifies] subject"},
    {N, BOTH, KG__ROLE_SELF, "^*[one] ^apposition"},
    {N, BOTH, KG__ROLE_SELF, "^*[one,as] verb object"},
    {N, BOTH, KG__ROLE_SELF, "^*[one,as] verb subject"},
    {N, BOTH, KG__ROLE_SELF, "[-definite] ^conj ^object[identifies] subject"},
    {N, BOTH, KG__ROLE_SELF, "[-definite] ^conj ^apposition"},
    {N, BOTH, KG__ROLE_SELF, "[-definite] ^conj ^nmod ^object[identifies] subject"},
    {N, BOTH, KG__ROLE_SELF, "[-definite] ^conj ^nmod ^apposition"},
    {N, BOTH, KG__ROLE_SELF, "[kind] ."},
    {N, BOTH, KG__ROLE_SELF, "[within] ."},

    {N, BOTH, KG__ROLE_POSSESSOR, "owner"},
    {N, BOTH, KG__ROLE_POSSESSOR, "~inside"},
    {N, BOTH, KG__ROLE_POSSESSOR, "~leader"},
    {N, BOTH, KG__ROLE_POSSESSOR, "*+by"},
    {N, BOTH, KG__ROLE_POSSESSOR, "~behind+by"},
    {N, BOTH, KG__ROLE_POSSESSOR, "*+of"},
    {N, BOTH, KG__ROLE_POSSESSOR, "~behind+of"},
    {N, BOTH, KG__ROLE_POSSESSOR, "*+between"},
    {N, BOTH, KG__ROLE_POSSESSOR, "^nsubj|nsubj:pass *+between"},

    {N, BOTH, KG__ROLE_POSSESSOR, "nmod+from"},
    {N, BOTH, KG__ROLE_POSSESSOR, "^object[light,-passive] subject"},
    {N, BOTH, KG__ROLE_POSSESSOR, "[-definite] ^conj ^object[light,-passive] subject"},
    {N, BOTH, KG__ROLE_POSSESSOR, "^nsubj:pass[light,passive] *+by"},
    {N, BOTH, KG__ROLE_POSSESSOR, "acl[light,passive] *+by"},
    {N, BOTH, KG__ROLE_POSSESSOR, "[in] ^verb subject"},

    {V | N | A, BOTH, KG__ROLE_AFTER, "*+[relative] ^* ^acl:relcl|acl"},
    {V, BOTH, KG__ROLE_AFTER, "^acl:relcl+[copular]"},
    {V | N | A, BOTH, KG__ROLE_AFTER, "~antecedent+"},
    {V, BOTH, KG__ROLE_AFTER, "[local] *[where] ^* ^acl:relcl|acl"},
    {V | N | A, BOTH, KG__ROLE_AFTER, "*+"},
    {V | N | A, BOTH, KG__ROLE_AFTER, "~behind+"},
    {V | A, BOTH, KG__ROLE_AFTER, "~opening+"},
    {N | A, BOTH, KG__ROLE_AFTER, "*[nominal] *+"},
    {V, KG__ACTIVE, KG__ROLE_AFTER, "[dative] ~taker"},
    {V, KG__ACTIVE, KG__ROLE_AFTER, "[dative,zero] obj|iobj"},

    {V, BOTH, KG__ROLE_COMPANY, "^acl:relcl+[copular]"},
    {V, BOTH, KG__ROLE_COMPANY, "~antecedent+"},
    {V, BOTH, KG__ROLE_COMPANY, "*+"},
    {V, BOTH, KG__ROLE_COMPANY, "*[nominal] *+"},
    {V, BOTH, KG__ROLE_COMPANY, "~behind+"},

    {V | N | A, BOTH, KG__ROLE_TOPIC, "~topic"},
};

static const struct {
  const char *text;
  kg__step_kind kind;
} PLACES[] = {
    {".", KG__STEP_STAY},      {"subject", KG__STEP_SUBJECT},   {"object", KG__STEP_OBJECT},
    {"owner", KG__STEP_OWNER}, {"verb", KG__STEP_VERB},         {"apposition", KG__STEP_APPOSITION},
    {"^verb", KG__STEP_CLIMB}, {"^object", KG__STEP_OF_OBJECT}, {"^apposition", KG__STEP_OF_APPOSITION}};

static const char *const SURFACES[] = {"behind",  "opening", "next",  "inside",    "leader",
                                       "nearest", "taker",   "topic", "antecedent"};

#define CONDITION_TEXT(name, text) text,
static const char *const CONDITIONS[] = {KG__CONDITION_LIST(CONDITION_TEXT)};

// The text up to one of some characters, which is taken off.
static kg_str
cut(kg_str *text, const char *ends)
{
  size_t n = 0;
  while (n < text->len && !strchr(ends, text->ptr[n]))
    n++;
  kg_str head = {text->ptr, n};
  *text = (kg_str){text->ptr + n, text->len - n};
  return head;
}

static void
skip(kg_str *text, size_t n)
{
  *text = (kg_str){text->ptr + n, text->len - n};
}

static bool
begins(kg_str text, char c)
{
  return text.len && text.ptr[0] == c;
}

static bool
read_conditions(kg_str text, kg__step *step)
{
  while (text.len) {
    kg_str name = cut(&text, ",");
    bool lacks = begins(name, '-'), known = false;
    skip(&text, text.len > 0);
    skip(&name, lacks);
    for (size_t i = 0; i < KG__CONDITIONS; i++) {
      if (kg_str_equal(name, kg_str_of(CONDITIONS[i]))) {
        *(lacks ? &step->lacks : &step->needs) |= KG__CONDITION_MASK(i);
        known = true;
      }
    }
    if (!known)
      return false;
  }
  return true;
}

static uint64_t
read_relations(kg_str text)
{
  bool other = begins(text, '!');
  uint64_t set = 0;
  skip(&text, other);
  while (text.len) {
    kg_str name = cut(&text, "|");
    skip(&text, text.len > 0);
    set |= kg_str_equal(name, KG_STR("*")) ? UINT64_MAX : (uint64_t)1 << kg__relation_find(name);
  }
  return other ? ~set : set;
}

static bool
read_way(kg_str text, kg__step *step)
{
  for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
    if (kg_str_equal(text, kg_str_of(PLACES[i].text))) {
      step->kind = PLACES[i].kind;
      return true;
    }
  }
  for (size_t i = 0; begins(text, '~') && i < KG__SURFACE_COUNT; i++) {
    if (kg_str_equal((kg_str){text.ptr + 1, text.len - 1}, kg_str_of(SURFACES[i]))) {
      step->kind = KG__STEP_SURFACE;
      step->surface = (uint8_t)i;
      return true;
    }
  }
  bool up = begins(text, '^');
  step->kind = up ? KG__STEP_UP : KG__STEP_DOWN;
  skip(&text, up);
  step->relations = read_relations(text);
  return !(step->relations & 1) || ~step->relations == 0 || text.ptr[0] == '!';
}

static bool
read_step(const kg__words *words, kg_str text, kg__step *step)
{
  kg_str way = cut(&text, "+[");
  if (way.len && !read_way(way, step))
    return false;
  if (begins(text, '+')) {
    skip(&text, 1);
    kg_str marker = cut(&text, "[");
    step->marker = marker.len ? (int64_t)kg__words_find(words, marker) : KG__OWN_MARKER;
    if (!step->marker)
      return false;
  }
  if (!begins(text, '['))
    return !text.len;
  skip(&text, 1);
  return read_conditions(cut(&text, "]"), step);
}

static bool
read_path(const kg__words *words, kg_str text, kg__pattern *p)
{
  while (text.len) {
    kg_str step = cut(&text, " ");
    skip(&text, text.len > 0);
    if (p->n == KG__MAX_STEPS || !read_step(words, step, &p->steps[p->n++]))
      return false;
  }
  return p->n > 0;
}

kg_status
kg__patterns_compile(const kg__words *words, kg__pattern **patterns, size_t *n)
{
  *n = sizeof ROWS / sizeof *ROWS;
  *patterns = calloc(*n, sizeof **patterns);
  if (!*patterns)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < *n; i++) {
    kg__pattern *p = &(*patterns)[i];
    *p = (kg__pattern){
        .text = ROWS[i].path, .pos = ROWS[i].pos, .voice = (kg__voice)ROWS[i].voice, .role = ROWS[i].role};
    bool read = read_path(words, kg_str_of(ROWS[i].path), p);
    assert(read);
    (void)read;
  }
  return KG_OK;
}

// "the deployment of X by Y": the preposition of one argument does not lead to the other. "In support of Y"
// has one for the other.
static bool
taken(const kg__pattern *p, kg__argument other)
{
  if (p->steps[0].needs & KG__CONDITION_MASK(KG__COND_BIT_IN) && other.role != KG__ROLE_AFTER)
    return true;
  return other.role == KG__ROLE_AFTER && p->role == KG__ROLE_POSSESSOR &&
         p->steps[p->n - 1].marker == (int64_t)other.marker;
}

void
kg__patterns_choose(const kg__pattern *patterns, size_t n, uint32_t pos, kg__argument other,
                    kg__argument *argument)
{
  for (int voice = 0; voice < 2; voice++) {
    kg__ways *ways = &argument->ways[voice];
    for (size_t i = 0; i < n; i++) {
      const kg__pattern *p = &patterns[i];
      bool fits = pos ? p->pos & pos : !p->pos;
      bool pair = argument->role == KG__ROLE_PAIR && p->role == KG__ROLE_SELF;
      if (fits && p->voice >> voice & 1 && (p->role == argument->role || pair) && !taken(p, other)) {
        assert(ways->n < KG__MAX_WAYS);
        ways->rows[ways->n++] = (uint8_t)i;
      }
    }
  }
}
