#!/bin/sh
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Makes ./configure.  Needs autoconf, automake, libtool and pkg-config.
set -e
cd "$(dirname "$0")"
mkdir -p m4
exec autoreconf --install --force
