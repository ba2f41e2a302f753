#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Stores are changed by SPARQL Update, all of a request or nothing; explain shows how a query is answered.
. "${srcdir:-.}/tests/cli/lib.sh"

mkdir -p "$tmp/place/in"
echo '<http://e/a> <http://e/p> <http://e/b> .' >"$tmp/a.nt"
echo '<http://e/c> <http://e/p> "c" .' >"$tmp/place/in/c.nt"
echo '<http://e/secret> <http://e/p> "s" .' >"$tmp/secret.nt"
KG_STORE="$tmp/store"
export KG_STORE
expect 0 "a store is made" "$kg" load "$tmp/a.nt"

expect 0 "an update changes it" "$kg" update -e 'INSERT DATA { <http://e/x> <http://e/p> 1 }'
expect 0 "for the next query" "$kg" query --results csv -e 'ASK { <http://e/x> <http://e/p> 1 }'
out_has "to see" '^true'
expect 1 "a request that fails half-way changes nothing" "$kg" update -e 'DELETE DATA { <http://e/x> <http://e/p> 1 } ;
  COPY <http://e/none> TO <http://e/g>'
expect 0 "and what was there" "$kg" query --results csv -e 'ASK { <http://e/x> <http://e/p> 1 }'
out_has "is still there" '^true'
expect 1 "a mistake has its place" "$kg" update -e 'INSERT DATA { ?x <p> 1 }'
err_has "with line and column" '1:15: data cannot have variables'

expect 0 "files can be changed without a store" "$kg" update --data "$tmp/a.nt" -e 'DELETE WHERE { ?s ?p ?o } ;
  INSERT DATA { GRAPH <http://e/g> { <http://e/x> <http://e/p> 2 } }'
out_has "and what comes of it is printed" '^<http://e/x> <http://e/p> "2".* <http://e/g> \.$'
out_lacks "without what was removed" 'http://e/a'

expect 1 "LOAD reads nothing that no option names" "$kg" update -e "LOAD <file://$tmp/secret.nt>"
expect 0 "but what --map names" "$kg" update --data "$tmp/a.nt" --map "http://e/in/=$tmp/place/in" -e 'LOAD <http://e/in/c.nt>'
out_has "is read" '"c"'
expect 1 "nor what lies outside of the folder" "$kg" update --map "http://e/in/=$tmp/place/in" \
  -e 'LOAD <http://e/in/../../secret.nt>'
expect 1 "however it is written" "$kg" update --map "urn:x:=$tmp/place/in" -e 'LOAD <urn:x:../../secret.nt>'

expect 0 "a query is explained" "$kg" explain -e 'SELECT * { ?s <http://e/p> ?o FILTER(?o > 0) }'
out_has "with its operators" '^ *Scan \?s <http://e/p> \?o, a range of \?o +\(expected [0-9]+, rows [0-9]+'
expect 0 "also as JSON" "$kg" explain --json -e 'SELECT * { ?s <http://e/q> ?o }'
out_has "which tells what the store does not have" 'not in the store'
cat >"$tmp/states.ttl" <<'END'
@prefix sec: <https://w3id.org/seckg/ontology#> .
<http://e/a> a sec:State ; sec:participatesIn <http://e/b> .
<http://e/b> a sec:Exercise ; sec:partOf <http://e/c> .
END
expect 0 "explain warns of likely mistakes" "$kg" explain --data "$tmp/states.ttl" -e 'SELECT ?s {
  ?s sec:participateIn/sec:partOf ?e . ?x a sec:Stat . ?y sec:partOf ?z FILTER (?y != ?e) }'
out_has "of predicates" '^warning: no triple has the predicate sec:participateIn, did you mean sec:participatesIn\?$'
out_has "of classes" '^warning: nothing is of the class sec:Stat, did you mean sec:State\?$'
out_has "of products" '^warning: nothing connects \?x with \?s \?e \?y \?z: '
out_has "of variables" '^warning: \?z is used only once$'
expect 0 "and of nothing else" "$kg" explain --data "$tmp/states.ttl" -e 'SELECT ?s ?e {
  ?s sec:participatesIn ?e ; a sec:State OPTIONAL { ?e sec:partOf ?c } FILTER (?c != ?s) }'
out_lacks "in a sound query" 'warning'
expect 0 "in JSON, too" "$kg" explain --json --data "$tmp/states.ttl" -e 'SELECT * { ?s sec:partsOf ?o }'
out_has "as a list" '"warnings":\["no triple has the predicate sec:partsOf, did you mean sec:partOf\?"\]'
expect 0 "a query is printed as it was understood" "$kg" explain --print -e 'SELECT * { ?s a/^sec:partOf ?o }'
out_has "with its prefixes" '^  \?s rdf:type/\^sec:partOf \?o \.$'

echo '<http://e/f> <http://e/p> _:f .' >"$tmp/place/f.nt"
expect 0 "FROM reads what --map places" "$kg" query --results csv --map "http://m/=$tmp/place" -e 'SELECT (COUNT(*) AS ?n)
  FROM <http://m/f.nt> FROM <http://m/in/c.nt> FROM NAMED <http://m/f.nt> { ?s <http://e/p> ?o . GRAPH ?g { ?t ?q ?r } }'
out_has "all of it" '^2'
expect 0 "one IRI, one file" "$kg" query --results csv --map "http://m/x=$tmp/a.nt" -e 'ASK FROM <http://m/x> { <http://e/a> ?p ?o }'
out_has "and no other" '^true'
expect 5 "a file that is not there" "$kg" query --map "http://m/=$tmp/place" -e 'ASK FROM <http://m/none.nt> { }'
expect 2 "not together with a store" "$kg" query --store "$KG_STORE" --map "http://m/=$tmp/place" -e 'ASK FROM <http://m/f.nt> { }'

done_testing
