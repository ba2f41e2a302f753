#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"
export KG_STORE="$tmp/store"
count() { "$kg" dump 2>/dev/null | wc -l; }

printf '<http://e/a> <http://e/p> "1" .\n<http://e/a> <http://e/p> "2" .\n' >"$tmp/good.nt"
printf '<http://e/b> <http://e/p> "3" .\n<http://e/b> <http://e/p> 4 .\n<http://e/b> <http://e/p> "5" .\n' >"$tmp/bad.nt"

expect 0 "an RDF file is loaded" "$kg" load "$tmp/good.nt"
holds "whole" [ "$(count)" = 2 ]
expect 0 "loading it again changes nothing" "$kg" load "$tmp/good.nt"
holds "for a graph is a set" [ "$(count)" = 2 ]
expect 1 "a broken file is refused" "$kg" load "$tmp/bad.nt"
err_has "with its place" 'bad\.nt:2:[0-9]+: '
holds "and nothing of it stays" [ "$(count)" = 2 ]
expect 1 "a good file beside a broken one is not loaded either" "$kg" load --graph http://e/g "$tmp/good.nt" "$tmp/bad.nt"
holds "all or nothing" [ "$(count)" = 2 ]
expect 1 "--keep-going loads what is good" "$kg" load --keep-going "$tmp/bad.nt"
err_has "and says what it left out" 'bad\.nt:2:'
holds "all of it" [ "$(count)" = 4 ]
expect 0 "--graph puts triples into a graph" "$kg" load --graph http://e/g "$tmp/good.nt"
expect 0 "which can be exported alone" "$kg" export --to nquads --graph http://e/g
holds "with its two triples" [ "$(wc -l <"$tmp/out")" = 2 ]
expect 0 "a format for triples gets the union of the graphs" "$kg" export --to ntriples
holds "without duplicates" [ "$(wc -l <"$tmp/out")" = 4 ]
expect 1 "an unknown graph is an error" "$kg" export --to nquads --graph http://e/nothing
expect 0 "the store can be packed" "$kg" compact
holds "and holds what it held" [ "$(count)" = 6 ]
expect 0 "the store can be verified" "$kg" verify
expect 0 "the store can be counted" "$kg" stats
out_has "by graph" '2  <http://e/g>'

# Memory
awk 'BEGIN { for (i = 0; i < 400000; i++) printf "_:n%d <http://e/p%d> <http://e/thing/%d> .\n", i % 150000, i % 7, i % 9000 }' >"$tmp/large.nt"
expect 0 "a load may be given little memory" "$kg" load --store "$tmp/large" --memory 32 "$tmp/large.nt"
expect 0 "which loads the same" "$kg" query --store "$tmp/large" --results csv -e 'SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }'
out_has "quads and blank nodes" '^400000,150000'
expect 0 "into a store that can be verified" "$kg" verify --store "$tmp/large"
expect 2 "but not next to none" "$kg" load --store "$tmp/large" --memory 1 "$tmp/good.nt"
err_has "which it says" 'at least 32 MB'
rm -r "$tmp/large" "$tmp/large.nt"

expect 5 "a store that is not there is an error" "$kg" stats --store "$tmp/nowhere"
err_has "that says how to make one" 'kg load --store'
mkdir "$tmp/foreign"
head -c 20000 /dev/urandom >"$tmp/foreign/kg.mdb"
cp "$tmp/foreign/kg.mdb" "$tmp/before"
expect 5 "a foreign file is not taken for a store" "$kg" load --store "$tmp/foreign" "$tmp/good.nt"
same "nor touched" "$tmp/foreign/kg.mdb" "$tmp/before"

# Documents
expect 0 "documents are loaded from a folder" "$kg" load --store "$tmp/documents" "$samples"
expect 0 "each becomes a graph" "$kg" query --store "$tmp/documents" --results csv -e 'SELECT DISTINCT ?g { GRAPH ?g { ?c a sec:Claim } }'
holds "of its own" [ "$(tail -n +2 "$tmp/out" | wc -l)" = "$(ls "$samples" | grep -vc '\.json$')" ]
"$kg" dump --store "$tmp/documents" | sort >"$tmp/first"
expect 0 "loading them again" "$kg" load --store "$tmp/documents" "$samples"
"$kg" dump --store "$tmp/documents" | sort >"$tmp/second"
holds "replaces their graphs" [ "$(wc -l <"$tmp/first")" = "$(wc -l <"$tmp/second")" ]
mkdir "$tmp/other"
printf 'Norway and Sweden took part in Exercise Cold Response.\n' >"$tmp/other/sahel-exit.txt"
expect 1 "another document of the same name is refused" "$kg" load --store "$tmp/documents" "$tmp/other/sahel-exit.txt"
err_has "with the way out" '--id'
expect 0 "which works" "$kg" load --store "$tmp/documents" --id http://e/other "$tmp/other/sahel-exit.txt"

mkdir "$tmp/mixed"
cp "$samples"/*.txt "$tmp/mixed"
printf 'Fran\351ais\n' >"$tmp/mixed/latin.txt"
expect 1 "a folder with one broken file is refused" "$kg" load --store "$tmp/mixed.kg" "$tmp/mixed"
err_has "naming the file and the place" 'latin\.txt:1:5: '
expect 1 "or loaded without it" "$kg" load --store "$tmp/mixed.kg" --keep-going "$tmp/mixed"
expect 0 "all others being there" "$kg" query --store "$tmp/mixed.kg" --results csv -e 'SELECT DISTINCT ?g { GRAPH ?g { ?c a sec:Claim } }'
holds "each" [ "$(tail -n +2 "$tmp/out" | wc -l)" = "$(ls "$tmp/mixed" | grep -vc latin)" ]

# Two writers
if command -v flock >/dev/null; then
  mkfifo "$tmp/slow"
  "$kg" load --from ntriples "$tmp/slow" &
  writer=$!
  exec 3>"$tmp/slow"
  cat "$tmp/good.nt" >&3
  sleep 0.5
  expect 5 "a second writer is refused" "$kg" load "$tmp/good.nt"
  err_has "with the number of the first" "$writer"
  expect 0 "while readers go on" "$kg" stats
  kill -9 $writer
  exec 3>&-
  wait $writer 2>/dev/null
  expect 0 "a killed writer leaves no lock behind" "$kg" load "$tmp/good.nt"
fi
done_testing
