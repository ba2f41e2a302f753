#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"
export KG_STORE="$tmp/store"
dump() { "$kg" dump "$@" 2>/dev/null | LC_ALL=C sort; }
ask() { "$kg" query --store "$tmp/store" --results csv -e "$1" | tail -n 1 | tr -d '\r'; }
described() { "$kg" query --data "$tmp/void.ttl" --results csv -e "PREFIX void: <http://rdfs.org/ns/void#> $1" | tail -n 1 | tr -d '\r'; }

# Several graphs, blank nodes, languages, a triple in two graphs
cat >"$tmp/data.nq" <<'END'
<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> <http://e/g> .
<http://e/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> <http://e/g> .
<http://e/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> <http://e/h> .
<http://e/a> <http://e/p> "un mot"@fr <http://e/h> .
<http://e/a> <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e/a> <http://e/p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:x <http://e/q> _:y <http://e/h> .
_:y <http://e/q> "line\nbreak" <http://e/h> .
END
expect 0 "a store is made" "$kg" load "$tmp/data.nq"
dump >"$tmp/first"

# Backups
expect 0 "it can be backed up" "$kg" backup "$tmp/copy"
expect 0 "into a store that is good" "$kg" verify --store "$tmp/copy"
dump --store "$tmp/copy" >"$tmp/second"
same "and holds the same" "$tmp/first" "$tmp/second"
expect 1 "not over another one" "$kg" backup "$tmp/copy"
err_has "which it names" "there is a store in .*/copy"
expect 2 "nor without a place" "$kg" backup
expect 0 "and into a second place while somebody reads the first" "$kg" backup --store "$tmp/copy" "$tmp/copy2"

# Dump and restore
expect 0 "a dump" "$kg" dump -o "$tmp/dump.nq"
expect 0 "can be loaded" "$kg" load --store "$tmp/restored" "$tmp/dump.nq"
"$kg" dump --store "$tmp/restored" >"$tmp/again.nq"
expect 0 "and says the same" "$kg" diff "$tmp/dump.nq" "$tmp/again.nq"

# Reading only
rm -f "$tmp/store/kg.mdb-lock"
expect 0 "--read-only reads" "$kg" stats --read-only
holds "and writes nothing" [ ! -e "$tmp/store/kg.mdb-lock" ]
expect 2 "no command that writes takes it" "$kg" compact --read-only

# VoID
expect 0 "statistics are RDF if wanted" "$kg" stats --to turtle -o "$tmp/void.ttl"
expect 0 "that can be read" "$kg" check "$tmp/void.ttl"
for count in 'triples|SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' \
  'distinctSubjects|SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }' \
  'distinctObjects|SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }' \
  'properties|SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }' \
  'classes|SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }'; do
  property=${count%%|*}
  found=$(described "SELECT ?n { ?d void:propertyPartition ?any ; void:$property ?n } LIMIT 1")
  counted=$(ask "${count#*|}")
  holds "void:$property is $counted" [ "$found" = "$counted" ]
done
holds "a class has its entities" [ "$(described 'SELECT ?n { ?part void:class <http://e/C> ; void:entities ?n }')" = 2 ]
holds "a property its triples" [ "$(described 'SELECT ?n { ?part void:property <http://e/p> ; void:triples ?n }')" = 3 ]
holds "a graph its quads" [ "$(described 'SELECT ?n { ?d void:subset ?g . ?g void:triples ?n FILTER (?g = <http://e/h>) }')" = 4 ]

done_testing
