#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Every command of the README works, as a newcomer would type it: its blocks of shell, one after the other in one shell.
. "${srcdir:-.}/tests/cli/lib.sh"

mkdir "$tmp/clone"
ln -s "$PWD" "$tmp/clone/build"
for name in loaders ontology queries tests; do ln -s "$srcdir/$name" "$tmp/clone/$name"; done
cat >"$tmp/clone/quickstart" <<'END'
#!/bin/sh
exit 0
END
chmod +x "$tmp/clone/quickstart" # run whole by .ci/run, not within itself

awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$srcdir/README.md" | sed "s|/tmp/|$tmp/|g" >"$tmp/blocks"
holds "the README has commands" [ "$(wc -l <"$tmp/blocks")" -gt 8 ]
expect 0 "all of them work" sh -c "cd '$tmp/clone' && set -eu && . '$tmp/blocks'"
out_has "and the question of the first screen is answered" 'Nordic Response|participatesIn'
done_testing
