#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
#
# A Redland program that never uses the store does not notice the module: no word, no thread, no time.
. "${srcdir:-.}/tests/store/redland-env.sh"
said=$(tests/store/open_world 2>&1) || fail "$said"
set -- $said
[ $# = 2 ] || fail "the module says: $said"
[ "$1" = 1 ] || fail "$1 threads"
REDLAND_MODULE_PATH=$folder
without=$(tests/store/open_world) || fail "without"
set -- $1 $2 $without
echo "opening a world takes $2 us with the module, $4 us without"
[ $(($2 - $4)) -lt 2000 ] || fail "the module takes more than 2 ms"
# the module's only symbol
if command -v nm >/dev/null; then
  symbols=$(nm -D --defined-only .libs/librdf_storage_kg.so | sed 's/.* //; s/@.*//' | sort | tr '\n' ' ')
  [ "$symbols" = "librdf_storage_module_register_factory " ] || fail "exports $symbols"
fi
