// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Bytes of other encodings into UTF-8, and the encodings of transfer that mail uses. */
#ifndef KG_LOADERS_DECODE_H
#define KG_LOADERS_DECODE_H

#include "kg/status.h"
#include "kg/str.h"

/**
   Append `bytes` to `text` in UTF-8; what the charset does not know becomes U+FFFD.

   Latin-1 and ASCII are read as Windows-1252, as browsers do.  KG_ERR_UNSUPPORTED for an unknown charset.
*/
kg_status kg__decode(kg_str bytes, kg_str charset, kg_buf *text, kg_error *err);

/**
   Make what a file holds UTF-8, in place: by its byte order mark, else by the charset declared for it; an
   empty one leaves it alone.
*/
kg_status kg__decode_file(kg_buf *bytes, kg_str charset, kg_error *err);

/** The charset that a page's first bytes declare; empty if they declare none. */
kg_str kg__html_charset(kg_str bytes);

/** Append what quoted-printable or base64 stands for; broken escapes stay as they are. */
kg_status kg__quoted_printable(kg_str in, bool header, kg_buf *out);
kg_status kg__base64(kg_str in, kg_buf *out);

#endif
