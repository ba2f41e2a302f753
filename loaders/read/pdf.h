// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The text of a PDF, by the program pdftotext. */
#ifndef KG_LOADERS_PDF_H
#define KG_LOADERS_PDF_H

#include "kg/status.h"
#include "kg/str.h"

/**
   Replace the bytes of a PDF by its text, in UTF-8.

   pdftotext runs as a child without shell, network, open files or environment, within limits of time, memory
   and output.  KG_ERR_UNSUPPORTED if it is not installed, KG_ERR_DATA if it cannot read the bytes,
   KG_ERR_LIMIT.
*/
kg_status kg__pdf_text(kg_buf *bytes, kg_error *err);

#endif
