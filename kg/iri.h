// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** IRIs: syntax, resolution, namespaces.  RFC 3986, RFC 3987. */
#ifndef KG_IRI_H
#define KG_IRI_H

#include "kg/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The five parts of an IRI reference (RFC 3986, appendix B); an absent part has a null `ptr`, an empty one
 * has not. */
typedef struct kg_iri_parts {
  kg_str scheme;
  kg_str authority;
  kg_str path;
  kg_str query;
  kg_str fragment;
} kg_iri_parts;

/**
   Split a reference.  Never fails: every text has a reading.  The parts are borrowed from it.

   A scheme is only what the RFC's grammar calls one: `1a:b` is a path.  The path is never absent.
*/
KG_API kg_iri_parts kg_iri_split(kg_str iri);

/** Whether it starts with a scheme and a colon. */
KG_API bool kg_iri_is_absolute(kg_str iri);

/**
   Offset of the first byte that an IRI may not have, or `iri.len` if all are good.

   Refused is what N-Triples and Turtle refuse: U+0000 to U+0020, `<>"{}|\^`, the backquote, broken UTF-8.
   Broken percent escapes pass, as with all RDF readers.
*/
KG_API size_t kg_iri_check(kg_str iri);

/** What stands behind the last `#` or `/`, borrowed: all of it where there is neither. */
KG_API kg_str kg_iri_local(kg_str iri);

/**
   Append `reference` resolved against `base` (RFC 3986, section 5.2, strict).

   Linear in the length of both.  With an empty base the reference is appended as it is.  The text is not
   checked.  Where a path without authority would come out beginning with `//`, `/.` goes before it, lest it
   be read as an authority.  Neither argument may lie in `buf`.  KG_OK or KG_ERR_NOMEM.
*/
KG_API kg_status kg_iri_resolve(kg_str base, kg_str reference, kg_buf *buf);

/**
   Append the `file:` IRI of a path: made absolute with the working directory, `.` and `..` taken out by the
   letter (links are not followed), and percent escapes where a path of an IRI needs them.

   KG_OK, KG_ERR_ARGUMENT for an empty path, KG_ERR_IO if the working directory is not known, KG_ERR_NOMEM.
*/
KG_API kg_status kg_iri_from_path(kg_str path, kg_buf *buf, kg_error *err);

/** Prefixes and what they stand for.  Reading from several threads is fine while nobody adds. */
typedef struct kg_namespaces kg_namespaces;

KG_API kg_namespaces *kg_namespaces_new(void);
KG_API void kg_namespaces_free(kg_namespaces *namespaces);

/**
   Set a prefix (without colon, may be empty); a second setting replaces the first, in its place in the order.

   Copies both.  KG_OK or KG_ERR_NOMEM, and then nothing has changed.
*/
KG_API kg_status kg_namespaces_add(kg_namespaces *namespaces, kg_str prefix, kg_str iri);

/** Add rdf rdfs xsd owl skos prov oa schema dcterms wd and sec. */
KG_API kg_status kg_namespaces_add_common(kg_namespaces *namespaces);

KG_API size_t kg_namespaces_count(const kg_namespaces *namespaces);

/** The i-th in the order of adding; `prefix` and `iri` are borrowed.  False past the end. */
KG_API bool kg_namespaces_at(const kg_namespaces *namespaces, size_t i, kg_str *prefix, kg_str *iri);

/** What a prefix stands for, borrowed.  False if it is not known. */
KG_API bool kg_namespaces_find(const kg_namespaces *namespaces, kg_str prefix, kg_str *iri);

/**
   The prefix whose namespace is the longest one that `iri` begins with, and the rest of it.

   Of two prefixes for one namespace the first added wins; an empty namespace fits nothing.  The rest is not
   checked: whether it can be written as a local name is the syntax's affair.  False if none fits.
*/
KG_API bool kg_namespaces_shorten(const kg_namespaces *namespaces, kg_str iri, kg_str *prefix, kg_str *local);

/**
   The known prefix nearest to `prefix`: at most two edits away (swapping neighbours is one), and no more
   edits than half of its letters.  False if there is none.
*/
KG_API bool kg_namespaces_suggest(const kg_namespaces *namespaces, kg_str prefix, kg_str *suggestion);

#ifdef __cplusplus
}
#endif

#endif
