#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Each query is answered over the sample documents, by our engine and, where needs-engine.txt does not forbid it, by rasqal;
# the general ones find something there, and a CONSTRUCT gives triples.
. "${srcdir:-.}/tests/cli/lib.sh"
export KG_STORE="$tmp/store"
expect 0 "the samples are loaded" "$kg" load "$samples"

for query in "$srcdir"/queries/*.rq; do
  name=$(basename "$query")
  expect 0 "$name is answered" "$kg" query --timeout 20 --results tsv --to ntriples "$query"
  cp "$tmp/out" "$tmp/ours"
  case $name in
  q[0-9][0-9]-* | contradictions.rq) ;; # about other documents, or about what documents seldom have
  network-of-states.rq) holds "$name gives triples" [ "$(wc -l <"$tmp/ours")" -gt 0 ] ;;
  *) holds "$name finds rows" [ "$(wc -l <"$tmp/ours")" -gt 1 ] ;;
  esac
  grep -q "^$name	" "$srcdir/queries/needs-engine.txt" && continue
  expect 0 "$name is answered by rasqal" "$kg" query --engine rasqal --timeout 20 --results tsv --to ntriples "$query"
done
done_testing
