// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** A message of RFC 5322 with its MIME parts: headers that tell about it, and its text. */
#ifndef KG_LOADERS_MAIL_H
#define KG_LOADERS_MAIL_H

#include "kg/status.h"
#include "kg/str.h"

typedef struct kg__mail {
  kg_buf subject, author, date; ///< UTF-8; `date` is YYYY-MM-DD or empty
  kg_buf body;                  ///< UTF-8
  bool html;                    ///< The body is a page
} kg__mail;

/** Take a message apart.  Attachments are left out; plain text is taken before HTML. */
kg_status kg__mail_parse(kg_str bytes, kg__mail *mail, kg_error *err);
void kg__mail_release(kg__mail *mail);

/** A date as people and mail write it, as YYYY-MM-DD: "Tue, 3 Mar 2024 10:00", "March 3, 2024", "2024/03/03".
 */
bool kg__date_normal(kg_str text, char iso[16]);

#endif
