# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Sourced by the tests of the command line, which make check runs in the build folder.
#
#   expect STATUS SENTENCE COMMAND...   run it, keep $tmp/out and $tmp/err, complain unless it exits with STATUS
#   out_has SENTENCE PATTERN            an extended regular expression that a line of its output matches
#   err_has SENTENCE PATTERN            the same of its messages
#   same SENTENCE FILE FILE
#   done_testing                        at the end
set -u
unset KG_STORE KG_DATA NO_COLOR
srcdir=$(cd "${srcdir:-.}" && pwd)
kg=$PWD/kg/kg
samples=$srcdir/tests/data/documents
tmp=$(mktemp -d "${TMPDIR:-/tmp}/kg-test.XXXXXX")
trap 'chmod -R u+w "$tmp" 2>/dev/null; rm -rf "$tmp"' EXIT
n_checks=0
n_failed=0

complain() {
  n_failed=$((n_failed + 1))
  echo "FAILED: $1"
  shift
  for line in "$@"; do echo "  $line"; done
  sed 's/^/  out: /' "$tmp/out" 2>/dev/null | head -n 8
  sed 's/^/  err: /' "$tmp/err" 2>/dev/null | head -n 8
}

expect() {
  want=$1 sentence=$2
  shift 2
  n_checks=$((n_checks + 1))
  got=0
  "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || got=$?
  [ "$got" = "$want" ] || complain "$sentence" "exit status $got, not $want: $*"
}

out_has() { n_checks=$((n_checks + 1)); grep -Eq -- "$2" "$tmp/out" || complain "$1" "no line of the output matches: $2"; }
out_lacks() { n_checks=$((n_checks + 1)); ! grep -Eq -- "$2" "$tmp/out" || complain "$1" "a line of the output matches: $2"; }
err_has() { n_checks=$((n_checks + 1)); grep -Eq -- "$2" "$tmp/err" || complain "$1" "no line of the messages matches: $2"; }
same() { n_checks=$((n_checks + 1)); cmp -s "$2" "$3" || complain "$1" "$(diff "$2" "$3" | head -n 6)"; }
holds() { # SENTENCE COMMAND...: a condition of the test's own
  n_checks=$((n_checks + 1))
  sentence=$1
  shift
  "$@" || complain "$sentence" "not so: $*"
}

done_testing() {
  echo "$((n_checks - n_failed)) passed, $n_failed failed"
  [ "$n_checks" -gt 0 ] && [ "$n_failed" = 0 ]
}
