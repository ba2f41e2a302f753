// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** All of kg's library: include this one. */
#ifndef KG_KG_H
#define KG_KG_H

#include "kg/canon.h"
#include "kg/export.h"
#include "kg/id.h"
#include "kg/io.h"
#include "kg/iri.h"
#include "kg/jsonld.h"
#include "kg/limits.h"
#include "kg/query.h"
#include "kg/rdf.h"
#include "kg/remote.h"
#include "kg/results.h"
#include "kg/status.h"
#include "kg/store.h"
#include "kg/str.h"
#include "kg/term.h"
#include "kg/update.h"
#include "kg/vocab.h"

/** The version of the headers; kg_version() tells the library's. */
#define KG_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

KG_API const char *kg_version(void);

#ifdef __cplusplus
}
#endif

#endif
