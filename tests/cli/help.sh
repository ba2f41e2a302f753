#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/cli/lib.sh"

expect 0 "kg alone says how to use it" "$kg"
out_has "the commands are listed" '^  load +put RDF files'
expect 0 "--version prints name and version" "$kg" --version
out_has "and nothing else" '^kg [0-9]+\.[0-9]+\.[0-9]+$'

for command in $("$kg" | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'); do
  expect 0 "kg help $command works" "$kg" help "$command"
  cp "$tmp/out" "$tmp/help"
  out_has "kg help $command has an example" '^Example:'
  holds "kg help $command is at most 80 columns wide" [ "$(wc -L <"$tmp/out")" -le 80 ]
  expect 0 "kg $command --help works" "$kg" "$command" --help
  same "kg $command --help is kg help $command" "$tmp/out" "$tmp/help"
done

expect 2 "an unknown command is refused" "$kg" quary
err_has "with the nearest one" "did you mean 'query'"
expect 2 "an unknown option is refused" "$kg" load --stroe x y
err_has "with the nearest one" "did you mean '--store'"
expect 2 "an option of another command is refused" "$kg" query --csv-safe x
err_has "with the command's name" "'kg query' has no option '--csv-safe'"
expect 2 "an option without its argument is refused" "$kg" export --to
expect 2 "a missing operand is refused" "$kg" load
err_has "with the usage" 'usage: kg load'
expect 2 "an unknown format is refused" "$kg" convert --to tutle "$srcdir/tests/data/torture.ttl"

expect 0 "the manual page can be printed" "$kg" help --man
out_has "it names every command" '^\.SS "kg describe'
if command -v man >/dev/null; then
  expect 0 "man reads the manual page" sh -c "'$kg' help --man | man --warnings -l - 2>&1 >/dev/null | (! grep .)"
fi

if command -v bash >/dev/null; then
  "$kg" help --completion bash >"$tmp/completion"
  expect 0 "bash completes a subcommand" bash -c ". '$tmp/completion'; COMP_WORDS=(kg expo) COMP_CWORD=1; _kg; echo \"\${COMPREPLY[@]}\""
  out_has "by its beginning" '^export$'
  expect 0 "bash completes an option" bash -c ". '$tmp/completion'; COMP_WORDS=(kg load --keep) COMP_CWORD=2; _kg; echo \"\${COMPREPLY[@]}\""
  out_has "of that command" '^--keep-going$'
  expect 0 "bash completes a format" bash -c ". '$tmp/completion'; COMP_WORDS=(kg export --to tu) COMP_CWORD=3; _kg; echo \"\${COMPREPLY[@]}\""
  out_has "where a format stands" '^turtle$'
fi
done_testing
