// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// One page that needs nothing else.  The graph stands in it as JSON that no parser of HTML can leave; the
// policy runs the one script and the one style sheet whose digests it names, and loads nothing.

#include "kg/export/writers.h"

// Of page.css and page.js; the tests tell when they are no longer.
#define PAGE_CSS_DIGEST "2XrXXbSdpP37X1dxwk00PScGxKhVOfi7/NrbJnatvFI="
#define PAGE_JS_DIGEST "EBEyPdntDZM/fMoA2dSTTX0qNDXKZ5xOZOsTCNoMUfQ="

static const char style[] =
#include "kg/export/page_css.inc"
    ;

static const char script[] =
#include "kg/export/page_js.inc"
    ;

static void
add(kg_output *out, const char *text)
{
  kg_output_add_str(out, kg_str_of(text));
}

kg_status
kg__html_write(kg__projection *p, kg_output *out, kg_error *err)
{
  add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
           "form-action 'none'; script-src 'sha256-" PAGE_JS_DIGEST "'; style-src 'sha256-" PAGE_CSS_DIGEST
           "'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Graph</title>\n<style>");
  add(out, style);
  add(out, "</style>\n</head>\n<body>\n"
           "<header><input id=\"search\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\">"
           "<span id=\"count\"></span><div id=\"classes\"></div><div id=\"modalities\"></div></header>\n"
           "<main><svg id=\"graph\" role=\"img\" aria-label=\"Graph\"></svg><aside "
           "id=\"details\"></aside></main>\n"
           "<script type=\"application/json\" id=\"data\">");
  KG_TRY(kg__elements_write(p, out, err));
  add(out, "</script>\n<script>");
  add(out, script);
  add(out, "</script>\n</body>\n</html>\n");
  return KG_OK;
}
