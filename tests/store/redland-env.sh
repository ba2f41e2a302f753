# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
#
# Read by the tests of the module: where it is, and a folder for stores.  Run in the build folder.

[ -f librdf_storage_kg.la ] || exit 77
[ -z "$KG_SANITIZERS" ] || exit 77 # programs that are not instrumented cannot load the module
REDLAND_MODULE_PATH=$PWD/.libs
export REDLAND_MODULE_PATH
srcdir=$(cd "${srcdir:-.}" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/kg-redland-XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT

fail() {
  echo "$*" >&2
  exit 1
}
