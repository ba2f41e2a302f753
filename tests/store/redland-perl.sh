#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
. "${srcdir:-.}/tests/store/redland-env.sh"
for perl in perl /usr/bin/perl; do
  "$perl" -MRDF::Redland -e 1 2>/dev/null && exec_with=$perl
done
[ -n "$exec_with" ] || exit 77
"$exec_with" "$srcdir/tests/store/redland.pl" write "$folder/db" || fail "writing"
"$exec_with" "$srcdir/tests/store/redland.pl" read "$folder/db" || fail "reading in another process"
