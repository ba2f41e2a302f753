#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# What make install leaves works from there: the program finds its data, the library can be built against.
. "${srcdir:-.}/tests/cli/lib.sh"
dest=$tmp/dest
expect 0 "make install works" env -u MAKEFLAGS -u MFLAGS make install "DESTDIR=$dest"
program=$(find "$dest" -name kg -type f -perm -u+x | head -n 1)
prefix=$(dirname "$(dirname "$program")")

for path in bin/kg lib/libkg.so include/kg/kg.h lib/pkgconfig/kg.pc lib/redland/librdf_storage_kg.so \
  share/kg/models/NOTICE share/kg/models/en.model share/kg/ontology/security.ttl share/kg/queries/timeline.rq share/man/man1/kg.1 \
  share/bash-completion/completions/kg; do
  holds "$path is installed" [ -e "$prefix/$path" ]
done
holds "nothing is left to the build" [ "$(file -b "$program" 2>/dev/null | grep -c script)" = 0 ]

cp "$samples/sahel-exit.txt" "$tmp"
expect 0 "the installed program finds its ontology" env -C "$tmp" "$program" load --store "$tmp/store" sahel-exit.txt
expect 0 "and answers" "$program" query --store "$tmp/store" "$prefix/share/kg/queries/entities-per-class.rq"
out_has "from the document" 'State'

holds "only names of kg's own are exported" \
  sh -c "! nm -D --defined-only '$prefix/lib/libkg.so' | awk '{ print \$3 }' | grep -Ev '^kg_[a-z]'"
if command -v pkg-config >/dev/null; then
  flags=$(PKG_CONFIG_PATH="$prefix/lib/pkgconfig" pkg-config --define-variable=prefix="$prefix" --cflags --libs kg)
  if nm -D "$program" | grep -q __asan_; then # a program without sanitizers cannot take a library with them
    done_testing
    exit
  fi
  # shellcheck disable=SC2086
  expect 0 "a C program builds against the library" cc -std=c11 -Wall -Werror "$srcdir/tests/install/example.c" $flags -o "$tmp/example"
  expect 0 "and runs" env LD_LIBRARY_PATH="$prefix/lib" "$tmp/example"
  out_has "as it should" '^http://example.org/norway in http://example.org/nato$'
  printf '#include <kg/kg.h>\nint main() { return kg_version() == 0; }\n' >"$tmp/plus.cc"
  if command -v c++ >/dev/null; then
    # shellcheck disable=SC2086
    expect 0 "the headers are C++ as well" c++ -Wall -Werror "$tmp/plus.cc" $flags -o "$tmp/plus"
  fi
fi
done_testing
