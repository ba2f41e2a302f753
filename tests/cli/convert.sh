#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"
torture=$srcdir/tests/data/torture

expect 0 "a file is counted" "$kg" check "$torture.ttl"
out_has "in triples" '^89$'
expect 0 "several files are counted one by one" "$kg" check "$torture.ttl" "$torture.nt"
out_has "each with its name" 'torture\.nt: 89$'

# The same graph, whatever syntax it went through.
"$kg" convert --to ntriples --canonical "$torture.nt" >"$tmp/want.nt"
for format in turtle trig nquads jsonld; do
  expect 0 "the torture graph can be written as $format" "$kg" convert --to $format -o "$tmp/x.$format" "$torture.ttl"
  expect 0 "and read back" "$kg" convert --from $format --to ntriples --canonical "$tmp/x.$format"
  holds "with as many triples" [ "$(wc -l <"$tmp/out")" = 89 ]
  grep -v '_:' "$tmp/out" >"$tmp/got" || true
  grep -v '_:' "$tmp/want.nt" >"$tmp/want"
  same "each lexical form as it was, through $format" "$tmp/got" "$tmp/want"
done

expect 0 "standard input is read where no file is named" sh -c "'$kg' convert --from turtle --to ntriples <'$torture.ttl'"
cp "$tmp/out" "$tmp/stdin.nt"
expect 0 "and where - is" sh -c "'$kg' convert --from turtle --to ntriples - <'$torture.ttl'"
same "alike" "$tmp/out" "$tmp/stdin.nt"

gzip -c "$torture.ttl" >"$tmp/t.ttl.gz"
zstd -q "$torture.ttl" -o "$tmp/t.ttl.zst"
expect 0 "gzip is read" "$kg" check "$tmp/t.ttl.gz"
out_has "whole" '^89$'
expect 0 "Zstandard is read" "$kg" check "$tmp/t.ttl.zst"
out_has "whole" '^89$'

printf '_:a <http://e/p> _:b .\n' >"$tmp/a.nt"
cp "$tmp/a.nt" "$tmp/b.nt"
expect 0 "several files can be joined" "$kg" convert --to ntriples "$tmp/a.nt" "$tmp/b.nt"
holds "with their blank nodes kept apart" [ "$(tr ' ' '\n' <"$tmp/out" | grep '^_:' | sort -u | wc -l)" = 4 ]

printf '<http://e/s> <http://e/p> "o" <http://e/g> .\n' >"$tmp/g.nq"
expect 1 "named graphs do not vanish in a format for triples" "$kg" convert --to turtle "$tmp/g.nq"
err_has "and the graph is named" 'http://e/g'
expect 0 "unless their union is asked for" "$kg" convert --union --to ntriples "$tmp/g.nq"
out_has "which has the triple" '^<http://e/s> <http://e/p> "o" \.$'

expect 1 "an undeclared prefix is an error" sh -c "printf '@prefix sec: <x:> .\n<a:b> sce:c <d:e> .\n' | '$kg' check --from turtle -"
err_has "with line and column" ':2:7: '
err_has "and what was meant" "did you mean 'sec:'"
expect 5 "a missing file is an input error" "$kg" check "$tmp/nothing.ttl"
expect 5 "a full disk is an output error" sh -c "'$kg' convert --to ntriples '$torture.ttl' >/dev/full"
expect 5 "also with --output" "$kg" convert --to ntriples -o /dev/full "$torture.ttl"
expect 2 "reading only is refused as a format to write" "$kg" convert --to rdfaa "$torture.ttl"

printf '@prefix b: <http://e/> . b:s b:p <http://o/x> , "v"^^<http://o/t> .\n' >"$tmp/p.ttl"
expect 0 "a prefix can be given" "$kg" convert --prefix o=http://o/ "$tmp/p.ttl"
out_has "which is declared" '^@prefix o: <http://o/> \.$'
out_has "and used beside those of the file" '^b:s b:p .*o:x'
out_has "in datatypes, too" '"v"\^\^o:t'
expect 0 "several can, and go before the file's own" "$kg" convert --to trig --prefix a=http://e/ --prefix =http://o/ "$tmp/p.ttl"
out_has "also the empty one" '^a:s a:p .*:x'
out_lacks "so that those are not needed" 'b:'
expect 0 "a name that the file uses for something else is the user's" "$kg" convert --prefix b=http://o/ "$tmp/p.ttl"
out_has "in the output" '^@prefix b: <http://o/> \.$'
out_has "and nothing is lost" '^<http://e/s> <http://e/p> .*b:x'
expect 0 "they are declared at once in one pass" "$kg" convert --streaming --prefix o=http://o/ --to turtle "$tmp/p.ttl"
out_has "and used" '^b:s b:p o:x'
expect 0 "they name properties of RDF/XML" "$kg" convert --prefix a=http://e/ --to rdfxml "$tmp/p.ttl"
out_has "as namespaces" 'xmlns:a="http://e/"'
out_has "and in elements" '<a:p '
expect 0 "they enter the context of JSON-LD" "$kg" convert --prefix o=http://o/ --prefix a=http://e/ --to jsonld "$tmp/p.ttl"
out_has "with their IRI" '"a": ?"http://e/"'
out_has "and shorten keys" '"a:p"'
cp "$tmp/out" "$tmp/p.jsonld"
"$kg" convert --to ntriples --canonical "$tmp/p.ttl" >"$tmp/p.want"
expect 0 "and it reads back" "$kg" convert --to ntriples --canonical "$tmp/p.jsonld"
same "as the same graph" "$tmp/out" "$tmp/p.want"
for bad in http://o/ 'o' '1=http://o/' 'a b=http://o/' '_=http://o/' 'o.=http://o/' 'o=' 'o=rel' 'o=http://o/ x' 'o=http://o/<'; do
  expect 2 "a prefix that is none is refused: $bad" "$kg" convert --prefix "$bad" --to turtle "$tmp/p.ttl"
  err_has "by the option's name" '--prefix'
done
done_testing
