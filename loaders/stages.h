// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The stages, in the order in which pipeline.c calls them, and what they ask of each other. */
#ifndef KG_LOADERS_STAGES_H
#define KG_LOADERS_STAGES_H

#include "loaders/document.h"
#include "loaders/learn/learned.h"
#include "loaders/loader.h"

/** pipeline.c: what is done with each sentence, in this order. */
typedef struct kg__stage {
  const char *name;
  kg_status (*run)(kg__document *doc, const kg__sentence *s);
} kg__stage;

extern const kg__stage kg__stages[];
extern const size_t kg__n_stages;

/** pipeline.c: all of the stages, over a document that has been read. */
kg_status kg__document_extract(kg__document *doc, const kg_limits *limits, kg_error *err);

/** names.c: which tokens name what, in the whole document. */
kg_status kg__document_name(kg__document *doc);

/** datelines.c: the token behind the line that begins a report at `first`, which is `first` if there is none.
 */
size_t kg__dateline_end(const kg__document *doc, size_t first);

/** trees.c: one more word for the parser, of a token or -1; a text without the capital that it begins with.
 */
kg_status kg__tree_add_word(kg__document *doc, kg_str text, int32_t token);
kg_status kg__text_lowered(kg__document *doc, kg_str text, kg_str *small);

/** trees.c: the tag, the head and the relation of each token. */
kg_status kg__sentence_tree(kg__document *doc, const kg__sentence *s);

/** trees.c: the token by which a name hangs on the rest. */
uint32_t kg__name_head(const kg__document *doc, const kg__mention *m);

/** mends.c: mend what the parser is known to take wrongly. */
void kg__sentence_mend(kg__document *doc, const kg__sentence *s);

/** tag.c: one part of speech for each token. */
kg_status kg__sentence_tag(kg__document *doc, const kg__sentence *s);

/** chunk.c: noun phrases, verbs, and what goes with what. */
kg_status kg__sentence_chunk(kg__document *doc, const kg__sentence *s);

/** lists.c: coordination, examples and appositions of its phrases. */
void kg__sentence_lists(kg__document *doc, const kg__sentence *s);

/** clause.c: subjects and objects of verbs. */
kg_status kg__sentence_clauses(kg__document *doc, const kg__sentence *s);

/** conditions.c: whether a verb says that somebody is kept from something. */
bool kg__verb_hinders(const kg__document *doc, uint32_t t);

/** arguments.c: subjects and objects by the patterns for them. */
kg_status kg__sentence_arguments(kg__document *doc, const kg__sentence *s);

/** when.c: the times that a sentence speaks of. */
kg_status kg__sentence_times(kg__document *doc, const kg__sentence *s);

/** when.c: the word that a time hangs on. */
void kg__time_find_host(const kg__document *doc, const kg__sentence *s, kg__time *time);

/** when.c: what a time is for a claim: "since the coup in 2013" tells since when for what is outside it. */
kg__time_kind kg__time_kind_for(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                                const kg__claim *claim);

/** when.c: the "since", "until" or "before" of the phrase or clause that a time stands in, or -1. */
int32_t kg__time_joint(const kg__document *doc, const kg__sentence *s, const kg__time *time);

enum { KG__MAX_TIMES = 4 };

/** scope.c: the times of a sentence that a claim has; more than one if they are listed. */
size_t kg__claim_times(const kg__document *doc, const kg__sentence *s, const kg__claim *claim,
                       const kg__time *times[KG__MAX_TIMES]);

/** terms.c: whether a time says when the office began, ended or was held that a claim tells of. */
typedef enum kg__term { KG__TERM_NONE, KG__TERM_BEGINS, KG__TERM_ENDS, KG__TERM_HELD } kg__term;
kg__term kg__term_of_office(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                            const kg__claim *claim);

/** dating.c: give a claim the date that a time means for its property; null: the one that a name holds. */
void kg__claim_date(kg__document *doc, const kg__sentence *s, const kg__time *time, kg__claim *claim);

/** dating.c: the entity that a word names or its phrase stands for, or -1. */
int32_t kg__entity_shown(const kg__document *doc, uint32_t t);

/** dating.c: whether a claim tells that its event takes place, or that what it is about came into being,
   which is dated itself; and what that is. */
bool kg__takes_place(const kg__document *doc, const kg__claim *claim);
int32_t kg__what_takes_place(const kg__document *doc, const kg__claim *claim);

enum { KG__TIME_LIMIT = 18, KG__TIME_SCALE = 2 };

/** distance.c: how far a time is from a claim, by the tree; from KG__TIME_LIMIT on it is no time of it. */
uint32_t kg__time_distance(const kg__document *doc, const kg__sentence *s, const kg__time *time,
                           const kg__claim *claim);

/** recurrence.c: how often it happens. */
void kg__claim_recurrence(kg__document *doc, const kg__sentence *s, kg__claim *claim);

/** recurrence.c: "every two years" at a token, and its last word; empty if nothing stands there. */
kg_str kg__recurrence_at(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t *last);

/** parallels.c: what a verb says again of phrases that stand parallel to its own. */
kg_status kg__sentence_parallels(kg__document *doc, const kg__sentence *s);

/** ellipsis.c: what a clause without a verb of its own says after another. */
kg_status kg__sentence_ellipsis(kg__document *doc, const kg__sentence *s);

/** occurrences.c: remember when the events of a sentence are said to take place. */
kg_status kg__sentence_occurrences(kg__document *doc, const kg__sentence *s);

/** occurrences.c: date the claims on events by what the whole document says of them. */
void kg__document_occurrences(kg__document *doc);

/** modality.c: how sure each verb is. */
kg_status kg__sentence_modality(kg__document *doc, const kg__sentence *s);

/** modality.c: of the first verb between two tokens, else of the last before them. */
kg__modality kg__modality_between(const kg__document *doc, uint32_t a, uint32_t b);

/** stance.c: how sure the text is of what a noun says. */
void kg__claim_stance(const kg__document *doc, const kg__sentence *s, kg__claim *claim);

/** stance.c: how sure a word is of what it governs, by the entries of the lexicon that have no property;
   `particle` is a word behind it that the entry may ask for, or 0.  -1 if it says nothing. */
int kg__word_stance(const kg__document *doc, uint32_t lemma, uint32_t pos, uint32_t particle);

/** stance.c: whether a verb ends or turns down what its object says: "suspended", "opposes". */
bool kg__verb_denies(const kg__document *doc, const kg__verb *v);

/** stance.c: whether such a verb ends a relation that its object says: sanctions and alliances can be ended,
 * a war that ends was fought. */
bool kg__verb_ends(const kg__document *doc, const kg__verb *verb, uint32_t property);

/** stance.c: whether a verb says that what is there already grows or shrinks: "trade must be expanded". */
bool kg__verb_changes(const kg__document *doc, const kg__verb *v);

/** sayers.c: the word for who holds or wrote what a noun stands for: "X's claim", "a report by X"; or -1. */
int32_t kg__author_token(const kg__document *doc, uint32_t noun);

/** sayers.c: let a claim be said by whom a word names or stands for; false if that is nobody who speaks, or,
   unless it may speak of itself, whom the claim is about. */
bool kg__claim_said_by(const kg__document *doc, uint32_t token, bool of_itself, kg__claim *claim);

/** source.c: who says it. */
void kg__claim_source(const kg__document *doc, const kg__sentence *s, kg__claim *claim);

/** reports.c: whether a word stands in a quotation. */
bool kg__is_quoted(const kg__document *doc, const kg__sentence *s, uint32_t word);

/** source.c: who says, in a later sentence, what a claim quotes. */
void kg__document_sources(kg__document *doc);

/** describe.c: the entity of a phrase without a name, made if its head noun gives a class of `wanted`; or -1.
 */
kg_status kg__describe(kg__document *doc, int32_t chunk, uint64_t wanted, int32_t *entity);

enum { KG__MAX_GROUP = 24 };

/** The entities that stand in one place of a relation, each with the tokens that show it. */
typedef struct kg__group {
  int32_t entities[KG__MAX_GROUP];
  uint32_t first[KG__MAX_GROUP], last[KG__MAX_GROUP];
  size_t n;
  bool resolved; ///< Through an anaphor or a phrase that stands for its state
  bool described;
} kg__group;

void kg__group_add(kg__group *group, int32_t entity, uint32_t first, uint32_t last);

/** resolve.c: what a chunk stands for, alone or with its coordination, kept to the classes of `wanted`. */
kg_status kg__chunk_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group);
kg_status kg__list_group(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group);

/** construct.c: the same for the rest of a list, each with phrases of its own: "the rise of X and the fall of
 * Y".
 */
kg_status kg__rest_of_list(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group);

/** resolve.c: what a pronoun stands for; false if the token is none. */
bool kg__pronoun_group(const kg__document *doc, uint32_t token, uint64_t wanted, kg__group *group);

/** implied.c: what a verb of taking part or signing without an object is about. */
void kg__implied_object(const kg__document *doc, const kg__sentence *s, const kg__frame *frame, int32_t verb,
                        kg__group *group);

/** behalf.c: the state that a person leads, or has an office of, as far as the text or the gazetteer tell;
 * -1. */
int32_t kg__state_of_person(kg__document *doc, int32_t person);

/** behalf.c: what a known person has an office of at the document's date, else the last that is known; from
   1, 0: of nothing. */
uint32_t kg__office_at(const kg__document *doc, uint32_t known);

/** speakers.c: find out who "we" are, if the document is a statement. */
kg_status kg__document_speakers(kg__document *doc);

/** christen.c: give what was only described before the name that a sentence gives it. */
kg_status kg__sentence_christen(kg__document *doc, const kg__sentence *s);

/** together.c: remember whom a sentence names, for those after it. */
kg_status kg__sentence_remember(kg__document *doc, const kg__sentence *s);

/** through.c: what a phrase that is nothing itself leads to, if the group is empty. */
kg_status kg__group_through(kg__document *doc, const kg__sentence *s, int32_t chunk, uint64_t wanted,
                            kg__group *group);

/** through.c: what the clause behind a verb is about: "fear that X ...". */
kg_status kg__clause_group(kg__document *doc, const kg__sentence *s, const kg__verb *verb, uint64_t wanted,
                           kg__group *group);

/** background.c: offices of persons and senders of missions that the text leaves for known. */
kg_status kg__document_background(kg__document *doc);

/** surface.c: whether a capital only says where a deal was made or a meeting held: "the Geneva talks". */
bool kg__names_venue(const kg__document *doc, uint32_t token);

/** surface.c: whether a name is that of who only sees to a thing: "US-brokered talks". */
bool kg__mediates(const kg__document *doc, uint32_t token);

/** surface.c: whether a phrase belongs to what a verb behind it has for its subject, and the word at
 * `trigger` not: "a frigate sailed by, the navy in X said". */
bool kg__of_other_subject(const kg__document *doc, uint32_t chunk, uint32_t trigger);

/** surface.c: the preposition before a phrase, or before the part of it that it is looked at through, "off
 * the coast of X"; or -1. */
int32_t kg__place_prep(const kg__document *doc, int32_t chunk, bool *part);

/** frames.c: claims of the words of the lexicon. */
kg_status kg__sentence_frames(kg__document *doc, const kg__sentence *s);

/** fields.c: what a cooperation is about, told apart from the word for it. */
kg_status kg__sentence_fields(kg__document *doc, const kg__sentence *s);

/** encounters.c: meetings that no phrase names. */
kg_status kg__sentence_encounters(kg__document *doc, const kg__sentence *s);

/** contents.c: what arsenals and deliveries are made up of. */
kg_status kg__sentence_contents(kg__document *doc, const kg__sentence *s);

/** alike.c: what is the same of another, or is not. */
kg_status kg__sentence_alike(kg__document *doc, const kg__sentence *s);

/** compounds.c: "X-backed rebels", and what X is to them. */
kg_status kg__sentence_compounds(kg__document *doc, const kg__sentence *s);

/** joints.c: whether the heads of two phrases are names of one class, the first not behind "of". */
bool kg__named_alike(const kg__document *doc, uint32_t i, uint32_t k);

/** coordination.c: the first of the two phrases to which this one and that behind it stand parallel, or -1:
   "gave A to B and C to D". */
int32_t kg__stands_parallel(const kg__document *doc, const kg__sentence *s, uint32_t c);

/** items.c: the subject that the items of a list have in common. */
kg_status kg__sentence_items(kg__document *doc, const kg__sentence *s);

/** pairs.c: "the X–Y Summit", and that X and Y take part. */
kg_status kg__sentence_pairs(kg__document *doc, const kg__sentence *s);

/** structure.c: claims of how names and phrases are built. */
kg_status kg__sentence_structure(kg__document *doc, const kg__sentence *s);

/** beside.c: claims of what stands beside a name: a kind of place, other members. */
kg_status kg__sentence_beside(kg__document *doc, const kg__sentence *s);

/** assets.c: claims of forces, equipment and places that no word of the lexicon carries. */
kg_status kg__sentence_assets(kg__document *doc, const kg__sentence *s);

/** offices.c: the office that a title beside a person's name tells. */
kg_status kg__sentence_offices(kg__document *doc, const kg__sentence *s);

/** offices.c: the state that the text names at least twice as often as any other, or that it names most and
   has just spoken of; or -1. */
int32_t kg__main_state(const kg__document *doc);

/** offices.c: whether the holder of an office leads the body. */
bool kg__office_leads(const kg__document *doc, uint32_t office, int32_t body);

/** memberships.c: who is or would be a member of a group that a phrase names. */
kg_status kg__sentence_memberships(kg__document *doc, const kg__sentence *s);

/** wars.c: who is in a war or quarrel by what they do there. */
kg_status kg__sentence_wars(kg__document *doc, const kg__sentence *s);

/** inaugurations.c: the office that a person takes or holds, of the state spoken of. */
kg_status kg__sentence_inaugurations(kg__document *doc, const kg__sentence *s);

/** contingents.c: those whose people serve in an operation or an exercise. */
kg_status kg__sentence_contingents(kg__document *doc, const kg__sentence *s);

/** joiners.c: who is likely to take part in a thing for which no other rule tells anybody. */
kg_status kg__sentence_joiners(kg__document *doc, const kg__sentence *s);

/** nearest.c: the only relation that two things of a sentence are likely to have. */
kg_status kg__sentence_nearest(kg__document *doc, const kg__sentence *s);

/** What a claim's score is made of; the weights are in score.c. */
typedef enum kg__feature {
  KG__F_VERB,
  KG__F_NOUN,
  KG__F_ADJECTIVE,
  KG__F_STRUCTURE,
  KG__F_NAME_HOLDS, ///< The name itself says it
  KG__F_TITLE,
  KG__F_BOTH_NAMED,
  KG__F_RESOLVED,
  KG__F_DESCRIBED,
  KG__F_FAR,
  KG__F_PASSIVE,
  KG__F_LISTED,
  KG__F_INHERITED,  ///< Subject taken over from another verb
  KG__F_CONTROL,    ///< Subject from what the noun depends on
  KG__F_SPOKEN_OF,  ///< Subject from the sentences before
  KG__F_BACKGROUND, ///< The gazetteer knows it too
  KG__F_TOPIC,
  KG__F_NEAR,    ///< No word says it
  KG__F_LEARNED, ///< The weight alone says how sure it is
  KG__F_MODAL,
  KG__F_AGAIN, ///< Another sentence says it too
  KG__F_COUNT
} kg__feature;

/** score.c */
bool kg__claim_has_feature(const kg__claim *claim, kg__feature feature);
void kg__claim_feature(kg__claim *claim, kg__feature feature);

void kg__claim_score(kg__claim *claim, double weight);
const char *kg__feature_name(kg__feature feature);
double kg__feature_weight(kg__feature feature);

/** score.c: whether a claim was read from what stands near what, and from no word for it. */
bool kg__claim_is_guess(const kg__claim *claim);

/** claims.c: add a claim unless it breaks the ontology's rules or stands there already. */
kg_status kg__claim_add(kg__document *doc, const kg__sentence *s, kg__claim *claim, double weight);
kg_status kg__claims_add_groups(kg__document *doc, const kg__sentence *s, const kg__claim *like,
                                const kg__group *subjects, const kg__group *objects, double weight);

/** emit.c: the document as quads. */
kg_status kg__document_emit(kg__document *doc, kg_str base_iri, kg_str graph, double min_confidence,
                            const kg_sink *sink, kg_error *err);

/** explain.c */
kg_status kg__document_explain(const kg__document *doc, double min_confidence, kg_output *output);

/** triples.c: one line of JSON, by labels; without a frame that says them, also what was learned. */
kg_status kg__document_triples(kg__document *doc, kg_str iri, double min_confidence, kg_output *output);

/** apply.c: what was learned to say of things that are mentioned. */
kg_status kg__sentence_learned(kg__document *doc, const kg__sentence *s);

/** loader.c: read a text that is no file. */
kg_status kg__document_of_text(kg_loader *loader, kg_str text, const kg_limits *limits,
                               kg_document **document, kg_error *err);
const kg__document *kg__document_inside(const kg_document *document);
const kg__ontology *kg__loader_ontology(const kg_loader *loader);

/** read.c: fill source, text, runs and metadata. */
kg_status kg__document_read_text(kg__document *doc, kg_error *err);
kg_status kg__document_read_markdown(kg__document *doc, kg_error *err);
kg_status kg__document_read_html(kg__document *doc, kg_error *err);
kg_status kg__document_read_mail(kg__document *doc, kg_error *err);
kg_status kg__document_read_pdf(kg__document *doc, kg_error *err);

/** metadata.c: what a sidecar says, over what stands there. */
kg_status kg__document_linked_data(kg__document *doc,
                                   kg_str json); ///< JSON-LD in a page; a broken one is left out
kg_status kg__document_sidecar(kg__document *doc, kg_str json, const char *path, kg_error *err);
kg_status kg__sidecar_encoding(kg_str json, kg_buf *encoding);

#endif
