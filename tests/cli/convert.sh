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
done_testing
