#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"
export KG_STORE="$tmp/store"

cat >"$tmp/small.trig" <<'END'
@prefix : <http://e/> . @prefix sec: <https://w3id.org/seckg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:d { :d sec:mentions :nor , :swe , :nato .
  :nor a sec:State ; skos:prefLabel "Norway"@en . :swe a sec:State ; skos:prefLabel "Sweden"@en .
  :nato a sec:Alliance ; skos:prefLabel "NATO"@en .
  :c1 a sec:Claim ; rdf:subject :nor ; rdf:predicate sec:memberOf ; rdf:object :nato ; sec:modality sec:Asserted ;
    sec:from "1949"^^xsd:gYear ; sec:until "2100"^^xsd:gYear ; sec:confidence 0.9 .
  :c2 a sec:Claim ; rdf:subject :swe ; rdf:predicate sec:memberOf ; rdf:object :nato ; sec:modality sec:Predicted ;
    sec:from "2024-03-07"^^xsd:date ; sec:confidence 0.7 .
  :c3 a sec:Claim ; rdf:subject :nor ; rdf:predicate sec:partnerOf ; rdf:object :swe ; sec:modality sec:Denied ;
    sec:confidence 0.2 . }
END
"$kg" load -q "$tmp/small.trig"
edges() { holds "$1" [ "$(($(wc -l <"$tmp/out") - 1))" = "$2" ]; }

expect 0 "a table of edges is printed" "$kg" export --to csv
edges "with a row for each claim" 3
out_has "and people's words" '^http://e/nor,http://e/nato,Directed,member of,Norway,NATO,'
expect 0 "modalities are named, whatever their case, with commas between" "$kg" export --to csv --modality asserted,Denied
edges "and chosen" 2
expect 0 "a class is named without its prefix" "$kg" export --to csv --type State
edges "and chosen" 1
expect 0 "or with it, more than once" "$kg" export --to csv --type sec:State --type sec:Alliance
edges "and chosen" 3
expect 0 "a time is chosen" "$kg" export --to csv --since 1990 --until 2020
edges "by overlap" 1
expect 0 "claims can be chosen by confidence" "$kg" export --to csv --min-confidence 0.7
edges "from there on" 2
expect 0 "a neighbourhood is named by a label" "$kg" export --to csv --around Norway
edges "with what lies within it" 3
expect 0 "or by an IRI" "$kg" export --to csv --around '<http://e/swe>' --hops 1 --modality predicted
edges "within the other filters" 1
expect 0 "claims can be nodes" "$kg" export --to csv --projection claims
edges "with edges of their own" 6
expect 0 "RDF 1.2 has reifiers" "$kg" export --to ntriples --projection rdf12
out_has "of triple terms" '^<http://e/c3> <[^>]*#reifies> <<\( <http://e/nor> '
expect 0 "the ending tells the format" "$kg" export -o "$tmp/x.gexf"
holds "GEXF" grep -q '<gexf ' "$tmp/x.gexf"
expect 0 "a table into a file is two" "$kg" export -o "$tmp/x.csv"
holds "of nodes" [ "$(wc -l <"$tmp/x.nodes.csv")" = 4 ]
holds "and of edges" [ "$(wc -l <"$tmp/x.edges.csv")" = 4 ]
holds "and no third" [ ! -e "$tmp/x.csv" ]

expect 2 "an unknown format is refused" "$kg" export --to gexff
err_has "with those that are known" 'known are .*gexf'
expect 2 "no format at all is refused" "$kg" export
expect 2 "an unknown projection is refused" "$kg" export --to gexf --projection flat
expect 2 "a projection that RDF does not have is refused" "$kg" export --to turtle --projection edges
err_has "with the one it has" 'rdf12'
expect 2 "an unknown modality is refused" "$kg" export --to gexf --modality Assertd
err_has "with the nearest" 'Asserted'
expect 2 "a date that is none is refused" "$kg" export --to gexf --since yesterday
expect 2 "a confidence above 1 is refused" "$kg" export --to gexf --min-confidence 2
expect 2 "hops from nowhere are refused" "$kg" export --to gexf --hops 2
expect 1 "an unknown graph is an error" "$kg" export --to gexf --graph http://e/nothing
expect 1 "an unknown class is an error" "$kg" export --to gexf --type Nothing
expect 1 "an unknown entity is an error" "$kg" export -o "$tmp/y.gexf" --around Atlantis
holds "and leaves no file" [ ! -e "$tmp/y.gexf" ]
expect 1 "a picture wants Graphviz" env PATH=/nonexistent "$kg" export -o "$tmp/y.svg"
err_has "and says so" 'Graphviz'
holds "without leaving a file" [ ! -e "$tmp/y.svg" ]


expect 0 "a prefix can be given" "$kg" export --to turtle --prefix e=http://e/ --prefix k=https://w3id.org/seckg/ontology#
out_has "and is used" '^e:nor a k:State'
out_lacks "in place of the store's own" 'sec:'
expect 0 "also in what is chosen" "$kg" export --to csv --prefix k=https://w3id.org/seckg/ontology# --type k:State
expect 2 "one that is none is refused" "$kg" export --to turtle --prefix nothing
err_has "with what is wanted" "--prefix wants NAME=IRI, not 'nothing'"
done_testing
