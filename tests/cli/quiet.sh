#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# No command of the demo reaches for the network: no internet socket, no connection, no message sent.
. "${srcdir:-.}/tests/cli/lib.sh"

if strace -o "$tmp/probe" true 2>/dev/null; then
  # leaks cannot be looked for under a tracer
  export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
  watch() { strace -f -qq -e trace=%network -o "$tmp/trace" "$@"; }
  no_network() {
    holds "$1" sh -c "! grep -E 'AF_INET|connect\(|sendto\(|sendmsg\(' '$tmp/trace'"
  }
elif unshare -n true 2>/dev/null; then
  watch() { unshare -n "$@"; }
  no_network() { :; }
else
  echo "neither tracing nor unsharing is allowed here"
  exit 77
fi

cat >"$tmp/urls.rdf" <<'END'
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
<owl:Ontology rdf:about="http://127.0.0.1:9/x"><owl:imports rdf:resource="http://127.0.0.1:9/y"/></owl:Ontology>
</rdf:RDF>
END
export KG_STORE="$tmp/store"
for step in "load $samples" "query $srcdir/queries/entities-per-class.rq" "query $srcdir/queries/claims-per-modality.rq" \
  "export --to turtle -o $tmp/graph.ttl" "export --to jsonld -o $tmp/graph.jsonld" "load $tmp/urls.rdf" \
  "extract $samples/sahel-exit.txt" "convert --to ntriples $tmp/urls.rdf"; do
  # shellcheck disable=SC2086
  expect 0 "kg $step works" watch "$kg" $step
  no_network "kg $step stays off the network"
done
expect 0 "a query that names a page is answered without it" watch "$kg" query -e 'SELECT * FROM <http://127.0.0.1:9/z> { ?s ?p ?o }'
no_network "and does not fetch it"
done_testing
