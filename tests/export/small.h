// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Two documents, a graph without claims, and background, for the tests of exports. */
#ifndef KG_TESTS_EXPORT_SMALL_H
#define KG_TESTS_EXPORT_SMALL_H

#define EX "http://example.org/"

// Of the first document: an asserted claim since 2012, a proposed one of February 2025, a denied one until
// 2019.
#define SMALL_FIRST                                                                                          \
  "@prefix : <" EX "> . @prefix sec: <https://w3id.org/seckg/ontology#> .\n"                                 \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"  \
  "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"    \
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix schema: <https://schema.org/> .\n"             \
  ":d1 {\n"                                                                                                  \
  "  :d1 a schema:Article ; schema:headline \"First\"@en ; sec:mentions :aus , :kor , :hw , :ghost .\n"      \
  "  :aus a sec:State ; skos:prefLabel \"Australia\"@en , \"Australie\"@fr ; skos:altLabel \"Canberra\"@en " \
  ".\n"                                                                                                      \
  "  :kor a sec:State ; skos:prefLabel \"South Korea\"@en . :ghost a sec:Region .\n"                         \
  "  :hw a sec:Exercise ; skos:prefLabel \"Haedori-Wallaby\"@en .\n"                                         \
  "  :aus sec:participatesIn :hw .\n"                                                                        \
  "  <" EX                                                                                                   \
  "d1#claim-1> a sec:Claim ; rdf:subject :aus ; rdf:predicate sec:participatesIn ; rdf:object :hw ;\n"       \
  "    sec:modality sec:Asserted ; sec:from \"2012\"^^xsd:gYear ; sec:confidence 0.93 ; sec:recurrence "     \
  "\"annual\" ;\n"                                                                                           \
  "    prov:wasDerivedFrom [ a oa:SpecificResource ; oa:hasSource :d1 ;\n"                                   \
  "      oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact \"the exercise since 2012\" ] ] .\n"             \
  "  <" EX "d1#claim-2> a sec:Claim ; rdf:subject :kor ; rdf:predicate sec:partnerOf ; rdf:object :aus ;\n"  \
  "    sec:modality sec:Proposed ; sec:on \"2025-02\"^^xsd:gYearMonth ; sec:confidence 0.6 ;\n"              \
  "    sec:attributedTo :lee .\n"                                                                            \
  "  <" EX                                                                                                   \
  "d1#claim-3> a sec:Claim ; rdf:subject :kor ; rdf:predicate sec:participatesIn ; rdf:object :hw ;\n"       \
  "    sec:modality sec:Denied ; sec:until \"2019\"^^xsd:gYear ; sec:confidence 0.4 .\n"                     \
  "}\n"

// Of the second: the same relation, less surely and without a time, and a person's office.
#define SMALL_SECOND                                                                                         \
  "@prefix : <" EX "> . @prefix sec: <https://w3id.org/seckg/ontology#> .\n"                                 \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"  \
  "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"    \
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: "                                        \
  "<http://www.w3.org/2000/01/rdf-schema#> .\n"                                                              \
  ":d2 {\n"                                                                                                  \
  "  :d2 sec:mentions :aus , :hw , :lee , :kor .\n"                                                          \
  "  :lee a sec:Person ; skos:prefLabel \"Lee Jae-myung\" .\n"                                               \
  "  :aus sec:participatesIn :hw . :lee sec:leads :kor .\n"                                                  \
  "  <" EX                                                                                                   \
  "d2#claim-1> a sec:Claim ; rdf:subject :aus ; rdf:predicate sec:participatesIn ; rdf:object :hw ;\n"       \
  "    sec:modality sec:Asserted ; sec:confidence 0.5 ; prov:wasDerivedFrom [ a oa:SpecificResource ;\n"     \
  "      oa:hasSelector [ oa:exact \"weak passage\" ] ] .\n"                                                 \
  "  <" EX "d2#claim-2> a sec:Claim ; rdf:subject :lee ; rdf:predicate sec:leads ; rdf:object :kor ;\n"      \
  "    sec:modality sec:Asserted ; sec:from \"2025-06-04\"^^xsd:date ; sec:confidence 0.8 .\n"               \
  "}\n"                                                                                                      \
  ":facts { :aus sec:partOf :oceania . :oceania a sec:Region ; rdfs:label \"Oceania\" . }\n"                 \
  ":background { sec:State rdfs:subClassOf sec:Agent . sec:Person rdfs:subClassOf sec:Agent .\n"             \
  "  sec:participatesIn rdfs:label \"takes part in\"@en . :aus sec:memberOf :nato . :nato a sec:Alliance . " \
  "}\n"

#endif
