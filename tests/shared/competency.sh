#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# The 25 questions over the graph of the two documents that the project began with.
#   competency.sh KG SHARED
set -eu
kg=$1
shared=$2
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
"$kg" load --store "$store/kg" "$shared"/gold/docs/seed-00*.txt
exec "$(dirname "$0")/../queries/run_competency.py" --kg "$kg" -s "$store/kg" --min-full 22
