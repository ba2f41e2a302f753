#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"
mkdir "$tmp/contexts"
echo '{"@context": {"@vocab": "http://v/"}}' >"$tmp/contexts/v.jsonld"
echo '{"@context": "http://c/v.jsonld", "@id": "a", "@type": "T", "p": [1, {"@id": "b"}]}' >"$tmp/in.jsonld"
echo '{"@context": {"@vocab": "http://v/"}, "@type": "T", "@explicit": true}' >"$tmp/frame.jsonld"
map="--map http://c/=$tmp/contexts"

expect 0 "a context is found where --map says" "$kg" jsonld toRdf --base http://e/ $map "$tmp/in.jsonld"
out_has "and gives IRIs" '^<http://e/a> <http://v/p> <http://e/b> \.$'
cp "$tmp/out" "$tmp/in.nq"
expect 1 "and nowhere else" "$kg" jsonld toRdf --base http://e/ "$tmp/in.jsonld"
err_has "with the code, the place" 'in\.jsonld:1:14: loading remote context failed'
cp "$tmp/contexts/v.jsonld" "$tmp/secret.jsonld"
for iri in http://c/../secret.jsonld http://c/x/../../secret.jsonld http://c/%2e%2e/secret.jsonld; do
  echo "{\"@context\": \"$iri\"}" >"$tmp/up.jsonld"
  expect 1 "nor above its folder, $iri" "$kg" jsonld expand $map "$tmp/up.jsonld"
done

expect 1 "a missing context says what to do" "$kg" check "$tmp/in.jsonld"
err_has "with place and code" 'in\.jsonld:1:14: loading remote context failed: <http://c/v\.jsonld>'
err_has "and a hint" 'map http://c/v\.jsonld=FILE'
for how in "--map http://c/=$tmp/contexts" "--map http://c=$tmp/contexts" "--map http://c/v.jsonld=$tmp/contexts/v.jsonld"; do
  expect 0 "documents to check find theirs with $how" "$kg" check $how "$tmp/in.jsonld"
  out_has "and give their triples" '^3$'
done
expect 0 "so do those to convert" "$kg" convert --base http://e/ $map --to ntriples "$tmp/in.jsonld"
out_has "with the same IRIs" '^<http://e/a> <http://v/p> <http://e/b> \.$'
expect 0 "and those to load" "$kg" load --store "$tmp/s" --base http://e/ $map "$tmp/in.jsonld"
expect 0 "the store is written with a context elsewhere" "$kg" export --store "$tmp/s" --to jsonld $map --context "$tmp/in.jsonld"
out_has "by its terms" '"@type": "T"'
out_has "and names it" '"@context": "http://c/v\.jsonld"'

cat >"$tmp/page.jsonld" <<'END'
{"@context": "https://schema.org", "@type": "NewsArticle", "url": "http://e/1", "datePublished": "2024-05-01",
 "author": {"@type": "Person", "name": "A"}}
END
expect 0 "the context of schema.org comes along" "$kg" convert --to ntriples "$tmp/page.jsonld"
out_has "with its vocabulary" '<http://schema\.org/name> "A"'
out_has "its references" '<http://schema\.org/url> <http://e/1>'
out_has "its dates" '"2024-05-01"\^\^<http://schema\.org/Date>'
for iri in http://schema.org/ https://schema.org/docs/jsonldcontext.jsonld https://w3id.org/seckg/context http://www.w3.org/2013/json-ld-context/rdfa11; do
  echo "{\"@context\": \"$iri\", \"@id\": \"http://e/x\", \"schema:name\": \"A\"}" >"$tmp/known.jsonld"
  expect 0 "so does $iri" "$kg" convert --to ntriples "$tmp/known.jsonld"
  out_has "which knows schema:" '<https*://schema\.org/name> "A"'
done
echo '{"@context": "https://schema.org.example/"}' >"$tmp/unknown.jsonld"
expect 1 "but not what only looks like it" "$kg" check "$tmp/unknown.jsonld"
expect 0 "what --map says goes before" "$kg" convert --to ntriples --map "https://schema.org=$tmp/contexts/v.jsonld" "$tmp/page.jsonld"
out_has "what comes along" '<http://v/name> "A"'

expect 0 "quads become a document" "$kg" jsonld fromRdf --option useNativeTypes=true "$tmp/in.nq"
out_has "with numbers" '"@value": 1$'
expect 0 "an option of compaction is heeded" "$kg" jsonld compact --base http://e/ $map --context "$tmp/contexts/v.jsonld" --option compactArrays=false "$tmp/in.jsonld"
out_has "as arrays show" '"@type": \[$'
expect 0 "a document is framed" "$kg" jsonld frame --base http://e/ $map --frame "$tmp/frame.jsonld" "$tmp/in.jsonld"
out_has "as its frame says" '"@type": "T"$'
expect 0 "what is converted can be framed" "$kg" convert --from nquads --to jsonld --frame "$tmp/frame.jsonld" "$tmp/in.nq"
out_has "in the same way" '"@id": "http://e/a"'

expect 2 "an unknown operation is a usage error" "$kg" jsonld expnd "$tmp/in.jsonld"
err_has "that names the known ones" 'toRdf, fromRdf, expand'
expect 2 "so is an unknown option" "$kg" jsonld expand --option compactArray=no "$tmp/in.jsonld"
expect 2 "and a frame for another format" "$kg" convert --to turtle --frame "$tmp/frame.jsonld" "$tmp/in.nq"
expect 3 "what is nested too deep is a limit" sh -c "head -c 100000 /dev/zero | tr '\\0' '[' | '$kg' jsonld expand -"
done_testing
