#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/store/redland-env.sh"
# the distribution's own interpreter has the bindings
for python in python3 /usr/bin/python3; do
  "$python" -c 'import RDF' 2>/dev/null && exec_with=$python
done
[ -n "$exec_with" ] || exit 77
"$exec_with" "$srcdir/tests/store/redland.py" write "$folder/db" || fail "writing"
"$exec_with" "$srcdir/tests/store/redland.py" read "$folder/db" || fail "reading in another process"
