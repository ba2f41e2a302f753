#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"

cat >"$tmp/a.ttl" <<'END'
@prefix : <http://e/> .
:s :p [ :q 1 ] , [ :q 2 ; :r [ :q 3 ] ] . :kept :p [ :q 9 ] .
END
cat >"$tmp/b.nt" <<'END'
_:k <http://e/q> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e/kept> <http://e/p> _:k .
<http://e/s> <http://e/p> _:z .
_:z <http://e/q> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:z <http://e/r> _:y .
_:y <http://e/q> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e/s> <http://e/p> _:x .
_:x <http://e/q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
END
sed 's/"3"/"4"/' "$tmp/b.nt" >"$tmp/c.nt"

expect 0 "the same graph differs in nothing" "$kg" diff "$tmp/a.ttl" "$tmp/b.nt"
holds "and nothing is printed" [ ! -s "$tmp/out" ]
expect 1 "another value is a difference" "$kg" diff "$tmp/a.ttl" "$tmp/c.nt"
out_has "the old one is told" '^- _:h[0-9a-f]* <http://e/q> "3"'
out_has "and the new one" '^\+ _:h[0-9a-f]* <http://e/q> "4"'
out_lacks "blank nodes elsewhere keep their names" 'kept|"1"|"2"|"9"'
holds "nothing is said of what went wrong, for nothing did" [ ! -s "$tmp/err" ]
expect 2 "two files are wanted" "$kg" diff "$tmp/a.ttl"
expect 5 "that are there" "$kg" diff "$tmp/a.ttl" "$tmp/none.ttl"

expect 0 "a graph is made canonical" "$kg" convert --canonical-graph "$tmp/a.ttl"
cp "$tmp/out" "$tmp/a.nq"
expect 0 "so is another form of it" "$kg" convert --canonical-graph "$tmp/b.nt"
same "to the same bytes" "$tmp/out" "$tmp/a.nq"
out_has "with the standard's labels" '_:c14n3'
expect 0 "which is as canonical in another syntax" "$kg" convert --canonical-graph --to turtle "$tmp/b.nt"
cp "$tmp/out" "$tmp/b.ttl"
expect 0 "from whatever it came" "$kg" convert --canonical-graph --to turtle "$tmp/a.nq"
same "again to the same bytes" "$tmp/out" "$tmp/b.ttl"

done_testing
