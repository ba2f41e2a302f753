#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
#
# rdfproc, which knows nothing of kg, uses a store through the module.
. "${srcdir:-.}/tests/store/redland-env.sh"
command -v rdfproc >/dev/null || exit 77
cd "$folder" || exit 1

printf '%s\n' '@prefix : <http://example.org/> .' \
  ':a :p :b , "x"@en , 1.50 ; :q _:mine .' '_:mine :r "l" .' >data.ttl

expect() { # what, wanted, got
  [ "$2" = "$3" ] || fail "$1 gave
$3
not
$2"
}

run() {
  rdfproc -q "$@" 2>&1
}

expect parse '' "$(run -n -s kg db parse "file://$folder/data.ttl" turtle)"
expect size 'rdfproc: graph has 5 triples' "$(rdfproc -s kg db size 2>&1)"
expect contains 'rdfproc: the graph contains the triple' \
  "$(rdfproc -s kg db contains http://example.org/a http://example.org/p http://example.org/b 2>&1)"
expect targets 3 "$(run -s kg db targets http://example.org/a http://example.org/p | grep -c 'Matched')"
expect query '[, o=<http://example.org/b>]' \
  "$(run -s kg db query sparql - 'SELECT ?o WHERE { <http://example.org/a> <http://example.org/p> ?o FILTER isURI(?o) }' |
    grep '^\[')"
expect decimal 1 "$(run -s kg db serialize ntriples | grep -c '"1.50"^^')"
blank=$(run -s kg db serialize ntriples | sed -n 's/^_:\([^ ]*\) .*/\1/p')
expect 'a blank node again' 2 "$(run -s kg db serialize ntriples | grep -c "_:$blank")"

run -s kg db add http://example.org/c http://example.org/p http://example.org/d http://example.org/g
expect contexts 'Context: <http://example.org/g>' "$(run -c -s kg db contexts)"
run -s kg db remove http://example.org/c http://example.org/p http://example.org/d http://example.org/g
expect 'size after remove' 'rdfproc: graph has 5 triples' "$(rdfproc -s kg db size 2>&1)"

# our engine: what rasqal does not know
ask() {
  run "$@" 2>&1 | sed -n 's/^\[\(.*\)\]$/\1/p' | sort | tr '\n' ' '
}
expect path ', o="l" , o="x"@en ' "$(ask -s kg db query sparql - \
  'PREFIX : <http://example.org/> SELECT ?o { { :a :p+ ?o FILTER isLiteral(?o) FILTER langMatches(lang(?o), "*") } UNION { :a :q/:r ?o } }')"
expect minus ', s=<http://example.org/a> ' "$(ask -s kg db query sparql - \
  'PREFIX : <http://example.org/> SELECT DISTINCT ?s { ?s ?p ?o MINUS { ?s :r ?any } }')"
expect insert '' "$(run -s kg db query sparql11-update - 'INSERT DATA { <http://example.org/n> <http://example.org/p> 7 }')"
expect inserted 'rdfproc: graph has 6 triples' "$(rdfproc -s kg db size 2>&1)"
expect construct 1 \
  "$(run -s kg db query sparql - 'CONSTRUCT { ?o <http://example.org/inverse> ?s } { ?s <http://example.org/p> ?o FILTER isIRI(?o) }' | grep -c 'ns0:inverse.*resource="http://example.org/a"')"
expect json '{"s":{"type":"uri","value":"http://example.org/n"}}' \
  "$(run -r json -s kg db query sparql - 'SELECT ?s { ?s !<http://example.org/q> 7 }' | grep '^{"s"')"
case $(run -s kg db query sparql - 'SELECT nonsense') in
*"kg: 1:8: 'nonsense' where"*) ;;
*) fail "no message for what is not a query" ;;
esac
case $(run -t "native='no'" -s kg db query sparql - 'SELECT ?s { ?s <http://example.org/p>+ ?o }') in
*"syntax error"*) ;;
*) fail "rasqal was not asked" ;;
esac

case $(rdfproc -s kg absent size 2>&1) in
*"kg: "*absent*) ;;
*) fail "no message for a store that is not there" ;;
esac
