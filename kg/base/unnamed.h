// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Files that no folder names: gone when they are closed, or with the process, however that ends. */
#ifndef KG_BASE_UNNAMED_H
#define KG_BASE_UNNAMED_H

/** Make one, to read and write, in `folder`, or if that is null in $TMPDIR, else /tmp.  -1 and `errno`. */
int kg__unnamed_open(const char *folder);

#endif
