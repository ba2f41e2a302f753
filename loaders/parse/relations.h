// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Parts of speech and relations of Universal Dependencies, with the word forms of the Penn tags. */
#ifndef KG_LOADERS_RELATIONS_H
#define KG_LOADERS_RELATIONS_H

#include "kg/str.h"

// clang-format off
#define KG__UPOS_LIST(ENTRY) \
  ENTRY(ADJ) ENTRY(ADP) ENTRY(ADV) ENTRY(AUX) ENTRY(CCONJ) ENTRY(DET) ENTRY(INTJ) ENTRY(NOUN) ENTRY(NUM) \
  ENTRY(PART) ENTRY(PRON) ENTRY(PROPN) ENTRY(PUNCT) ENTRY(SCONJ) ENTRY(SYM) ENTRY(VERB) ENTRY(X)

#define KG__XPOS_LIST(ENTRY) \
  ENTRY(CC) ENTRY(CD) ENTRY(DT) ENTRY(EX) ENTRY(IN) ENTRY(JJ) ENTRY(JJR) ENTRY(JJS) ENTRY(MD) ENTRY(NN) \
  ENTRY(NNP) ENTRY(NNPS) ENTRY(NNS) ENTRY(PDT) ENTRY(POS) ENTRY(PRP) ENTRY(RB) ENTRY(RBR) ENTRY(RBS) \
  ENTRY(RP) ENTRY(TO) ENTRY(UH) ENTRY(VB) ENTRY(VBD) ENTRY(VBG) ENTRY(VBN) ENTRY(VBP) ENTRY(VBZ) ENTRY(WDT) \
  ENTRY(WP) ENTRY(WRB)

#define KG__RELATION_LIST(ENTRY) \
  ENTRY(ACL, "acl") ENTRY(ACL_RELCL, "acl:relcl") ENTRY(ADVCL, "advcl") ENTRY(ADVCL_RELCL, "advcl:relcl") \
  ENTRY(ADVMOD, "advmod") ENTRY(AMOD, "amod") ENTRY(APPOS, "appos") ENTRY(AUX, "aux") \
  ENTRY(AUX_PASS, "aux:pass") ENTRY(CASE, "case") ENTRY(CC, "cc") ENTRY(CC_PRECONJ, "cc:preconj") \
  ENTRY(CCOMP, "ccomp") ENTRY(COMPOUND, "compound") ENTRY(COMPOUND_PRT, "compound:prt") ENTRY(CONJ, "conj") \
  ENTRY(COP, "cop") ENTRY(CSUBJ, "csubj") ENTRY(CSUBJ_PASS, "csubj:pass") ENTRY(DEP, "dep") \
  ENTRY(DET, "det") ENTRY(DET_PREDET, "det:predet") ENTRY(DISCOURSE, "discourse") ENTRY(EXPL, "expl") \
  ENTRY(FIXED, "fixed") ENTRY(FLAT, "flat") ENTRY(GOESWITH, "goeswith") ENTRY(IOBJ, "iobj") \
  ENTRY(LIST, "list") ENTRY(MARK, "mark") ENTRY(NMOD, "nmod") ENTRY(NMOD_DESC, "nmod:desc") \
  ENTRY(NMOD_POSS, "nmod:poss") ENTRY(NMOD_UNMARKED, "nmod:unmarked") ENTRY(NSUBJ, "nsubj") \
  ENTRY(NSUBJ_OUTER, "nsubj:outer") ENTRY(NSUBJ_PASS, "nsubj:pass") ENTRY(NUMMOD, "nummod") \
  ENTRY(OBJ, "obj") ENTRY(OBL, "obl") ENTRY(OBL_AGENT, "obl:agent") ENTRY(OBL_UNMARKED, "obl:unmarked") \
  ENTRY(ORPHAN, "orphan") ENTRY(PARATAXIS, "parataxis") ENTRY(PUNCT, "punct") \
  ENTRY(REPARANDUM, "reparandum") ENTRY(ROOT, "root") ENTRY(VOCATIVE, "vocative") ENTRY(XCOMP, "xcomp")
// clang-format on

#define KG__UPOS_NAME(name) KG__UPOS_##name,
typedef enum kg__upos { KG__UPOS_NONE, KG__UPOS_LIST(KG__UPOS_NAME) KG__UPOS_COUNT } kg__upos;

#define KG__XPOS_NAME(name) KG__XPOS_##name,
typedef enum kg__xpos { KG__XPOS_OTHER, KG__XPOS_LIST(KG__XPOS_NAME) KG__XPOS_COUNT } kg__xpos;

#define KG__RELATION_NAME(name, text) KG__REL_##name,
typedef enum kg__relation { KG__REL_OTHER, KG__RELATION_LIST(KG__RELATION_NAME) KG__REL_COUNT } kg__relation;

/** Names to numbers; 0 for those that have none. */
kg__upos kg__upos_find(kg_str name);
kg__xpos kg__xpos_find(kg_str name);
kg__relation kg__relation_find(kg_str name);

const char *kg__relation_text(kg__relation relation);
const char *kg__upos_text(kg__upos upos);

#endif
