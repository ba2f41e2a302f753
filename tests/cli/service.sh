#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
#
# SERVICE and LOAD ask a server on this machine, if they are allowed to.
. "${srcdir:-.}/tests/cli/lib.sh"
command -v python3 >/dev/null || exit 77
cd "$tmp" || exit 1
fail() {
  : >"$tmp/out"
  complain "$*"
}

awk 'BEGIN { print "@prefix : <http://example.org/> ."; for (i = 0; i < 300; i++) print ":s" i " :n " i " ; :b [ :of :s" i " ] ." }' >there.ttl
awk 'BEGIN { print "@prefix : <http://example.org/> ."; for (i = 0; i < 250; i++) print ":s" i " :k \"l" i "\"@en ." }' >here.ttl
mkfifo hold
python3 "$srcdir/tests/cli/service.py" "$kg" "$PWD/there.ttl" "$PWD/log" <hold >port &
server=$!
exec 9>hold
trap 'exec 9>&-; wait $server; rm -rf "$tmp"' EXIT
i=0
while [ ! -s port ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
port=$(cat port)
base=http://127.0.0.1:$port
prefix='PREFIX : <http://example.org/>'

ask() { # PATH PATTERN OPTION...
  path=$1 pattern=$2
  shift 2
  "$kg" query --quiet --results csv --data here.ttl "$@" -e "$prefix SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?sum) { $pattern SERVICE $silent <$base/$path> { ?s :n ?v } }" 2>err | tail -1 | tr -d "\r"
}
silent=

# not allowed
"$kg" query --data here.ttl -e "SELECT * { SERVICE <$base/json> { ?s ?p ?o } }" 2>err && fail "asked without leave"
grep -q 'not allowed' err || fail "no reason given: $(cat err)"
for list in "http://127.0.0.1" "http://127.0.0.1:1/" "https://127.0.0.1:$port/" "$base/jso" "$base/xml/"; do
  "$kg" query --data here.ttl --allow-remote "$list" -e "SELECT * { SERVICE <$base/json> { ?s ?p ?o } }" 2>err &&
    fail "$list allows $base/json"
  grep -q 'not on the list' err || fail "no reason given: $(cat err)"
done
"$kg" query --data here.ttl --allow-remote somewhere -e 'ASK {}' 2>err
[ $? = 2 ] || fail "took 'somewhere' for an IRI"
for other in "http://127.1:$port/" "http://2130706433:$port/" "http://0x7f.1:$port/" "http://[::ffff:127.0.0.1]:$port/" "http://0:$port/"; do
  "$kg" query --data here.ttl --allow-remote "http://127.1:$port/" --allow-remote "http://2130706433:$port/" \
    --allow-remote "http://0x7f.1:$port/" --allow-remote "http://0:$port/" \
    -e "SELECT * { SERVICE <${other}json> { ?s ?p ?o } }" >out 2>err && fail "an unnamed address was reached: $other"
done
[ ! -s log ] || fail "the endpoint was asked: $(cat log)"

# each format, joined with what is here: few requests that say what they want
for format in json xml tsv; do
  : >log
  [ "$(ask $format '?s :k ?l .' --allow-remote "$base/")" = "250,31125" ] || fail "$format: $(ask $format '?s :k ?l .' --allow-remote "$base/") $(cat err)"
  [ "$(grep -c VALUES log)" -le 6 ] || fail "$format: $(grep -c . log) requests"
  grep -q 'VALUES ( *?s ) { ( <http://example.org/s' log || fail "no VALUES: $(head -1 log)"
done
[ "$(ask json '' --allow-remote "$base/")" = "300,44850" ] || fail "all of it"
[ "$(ask csv '' --allow-remote "$base/")" = "300," ] || fail "CSV has no numbers"
[ "$(ask json/more '' --allow-remote "$base/json")" = "300,44850" ] || fail "below the path"
[ "$("$kg" query --results csv --data here.ttl --allow-remote "$base/" -e "$prefix SELECT (COUNT(DISTINCT ?b) AS ?n) {
  SERVICE <$base/json> { ?s :b ?b } FILTER isBlank(?b) }" | tail -1 | tr -d "\r")" = 300 ] || fail "blank nodes"
[ "$("$kg" query --results csv --data here.ttl --allow-remote "$base/" -e "$prefix SELECT (COUNT(*) AS ?n) {
  VALUES ?e { <$base/json> <$base/xml> } SERVICE ?e { :s7 :n ?v } OPTIONAL { SERVICE <$base/tsv> { ?s :n ?v } } }" | tail -1 | tr -d "\r")" = 2 ] || fail "a variable for endpoint"
"$kg" update --data here.ttl --allow-remote "$base/" -e "$prefix DELETE { ?s :k ?l } INSERT { ?s :copy ?v } WHERE { ?s :k ?l SERVICE <$base/json> { ?s :n ?v FILTER (?v < 3) } }" |
  grep -c copy | grep -qx 3 || fail "an update"

# redirects
[ "$(ask redirect '' --allow-remote "$base/")" = "300,44850" ] || fail "a redirect: $(cat err)"
for path in away loop page broken none; do
  ask $path '?s :k ?l .' --allow-remote "$base/" >out
  [ -s err ] || fail "no error from $path: $(cat out)"
done
silent=SILENT
for path in away page broken none; do
  [ "$(ask $path '?s :k ?l .' --allow-remote "$base/")" = "250," ] || fail "SILENT $path: $(ask $path '?s :k ?l .' --allow-remote "$base/") $(cat err)"
done
[ "$("$kg" query --results csv --data here.ttl -e "$prefix SELECT (COUNT(*) AS ?n) { ?s :k ?l SERVICE SILENT <$base/json> { ?s :n ?v } }" | tail -1 | tr -d "\r")" = 250 ] || fail "SILENT, not allowed"
silent=

# LOAD
load() { # PATH OPTION...
  path=$1
  shift
  "$kg" update --data here.ttl "$@" -e "LOAD $silent <$base/$path> INTO GRAPH <$base/g>" 2>err >out
}
for path in data data.ttl moved; do
  load $path --allow-remote "$base/" || fail "LOAD $path: $(cat err)"
  [ "$(grep -c "<$base/g>" out)" = 900 ] || fail "LOAD $path: $(grep -c "<$base/g>" out) quads"
done
for path in away page.html bad none; do
  load $path --allow-remote "$base/" && fail "LOAD $path"
  [ -s err ] || fail "LOAD $path says nothing"
done
: >log
load data && fail "LOAD without leave"
grep -q 'neither --map nor --allow-remote' err || fail "no reason given: $(cat err)"
load data --allow-remote "$base/dat" && fail "LOAD of what is not allowed"
[ ! -s log ] || fail "LOAD asked: $(cat log)"
silent=SILENT
load none --allow-remote "$base/" || fail "LOAD SILENT: $(cat err)"
silent=

# limits
start=$(date +%s)
"$kg" query --data here.ttl --allow-remote "$base/" --timeout 1 -e "SELECT * { SERVICE SILENT <$base/slow> { ?s ?p ?o } }" 2>err
[ $? = 3 ] || fail "no timeout: $(cat err)"
[ $(($(date +%s) - start)) -le 4 ] || fail "the timeout came late"
"$kg" query --data here.ttl --allow-remote "$base/" -e "SELECT * { SERVICE <$base/large> { ?s ?p ?o } }" >out 2>err
[ $? = 3 ] || fail "an answer without end was read: $(cat err)"
n_checks=60
done_testing
