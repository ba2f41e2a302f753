// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** IRIs of documents and entities. */
#ifndef KG_LOADERS_IRI_H
#define KG_LOADERS_IRI_H

#include "kg/str.h"

/** Append a name as lower-case ASCII words joined by hyphens; "x" if nothing of it is left. */
kg_status kg__slug(kg_str name, kg_buf *buf);

/** Append `name` as a path segment of an IRI: what may not stand there is percent-encoded. */
kg_status kg__segment(kg_str name, kg_buf *buf);

#endif
