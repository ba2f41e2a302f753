// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Regular expressions of XPath (F&O 5.6) on PCRE2.

   Patterns are translated where the dialects differ (`\i \c`, blocks, subtraction of classes, flags), matched
   with limits, and kept compiled for the query.
*/
#ifndef KG_SPARQL_REGEX_H
#define KG_SPARQL_REGEX_H

#include "kg/sparql/function.h"

/** Compiled patterns, at most some dozens; null where there is no memory. */
kg__regex_cache *kg__regex_cache_new(void);
void kg__regex_cache_free(kg__regex_cache *cache);

/** Flags of XPath: s, m, i, x, q. */
enum {
  KG__REGEX_DOT_ALL = 1,
  KG__REGEX_MULTILINE = 2,
  KG__REGEX_CASELESS = 4,
  KG__REGEX_EXTENDED = 8,
  KG__REGEX_LITERAL = 16
};

/** Append the PCRE2 pattern (with UTF) of an XPath pattern.  KG_OK, KG_ERR_DATA if it is none, KG_ERR_NOMEM.
 */
kg_status kg__regex_translate(kg_str pattern, unsigned flags, kg_buf *buf);

/**
   Whether a pattern matches somewhere in `text`.

   KG_OK; KG_ERR_DATA if pattern or flags are wrong; KG_ERR_LIMIT if matching took too much; KG_ERR_TIMEOUT,
   KG_ERR_INTERRUPTED, KG_ERR_NOMEM.
*/
kg_status kg__regex_match(kg__functions *f, kg_str text, kg_str pattern, kg_str flags, bool *matches);

/**
   Append `text` with all matches replaced; `$1` and `\$` in `replacement` as fn:replace has them.

   As above, and KG_ERR_DATA if the pattern matches the empty string or the replacement is wrong.
*/
kg_status kg__regex_replace(kg__functions *f, kg_str text, kg_str pattern, kg_str replacement, kg_str flags,
                            kg_buf *buf);

#endif
