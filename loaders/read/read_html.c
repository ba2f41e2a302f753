// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The text of a page is that of its article, without what surrounds it: navigation, headers and footers,
// asides, notices about cookies, blocks that are mostly links.

#include "kg/base/utf8.h"
#include "loaders/read/build.h"
#include "loaders/stages.h"

#include <gumbo.h>
#include <strings.h>

enum { MAX_DEPTH = 400 };

typedef struct page {
  kg__builder b;
  kg__document *doc;
  bool in_article;
} page;

static const char *
attribute(const GumboNode *node, const char *name)
{
  const GumboAttribute *a = gumbo_get_attribute(&node->v.element.attributes, name);
  return a ? a->value : NULL;
}

static bool
is_one_of(GumboTag tag, const GumboTag *tags, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (tag == tags[i])
      return true;
  }
  return false;
}

#define TAG_IN(tag, ...) \
  is_one_of(tag, (const GumboTag[]){__VA_ARGS__}, sizeof((const GumboTag[]){__VA_ARGS__}) / sizeof(GumboTag))

static bool
names_clutter(const char *value)
{
  static const char *const WORDS[] = {"cookie",     "consent",    "sidebar",   "breadcrumb", "social",
                                      "share",      "newsletter", "related",   "advert",     "promo",
                                      "navigation", "menu",       "subscribe", "comments"};
  for (size_t i = 0; value && i < sizeof WORDS / sizeof *WORDS; i++) {
    if (strcasestr(value, WORDS[i]))
      return true;
  }
  return false;
}

static bool
is_clutter(const page *p, const GumboNode *node)
{
  GumboTag tag = node->v.element.tag;
  const char *role = attribute(node, "role");
  if (TAG_IN(tag, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,
             GUMBO_TAG_FORM, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME, GUMBO_TAG_SVG, GUMBO_TAG_BUTTON,
             GUMBO_TAG_SELECT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD, GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT,
             GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO))
    return true;
  if (tag == GUMBO_TAG_HEADER && !p->in_article)
    return true;
  if (TAG_IN(tag, GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE))
    return false;
  if (role &&
      (!strcasecmp(role, "navigation") || !strcasecmp(role, "banner") || !strcasecmp(role, "contentinfo") ||
       !strcasecmp(role, "complementary") || !strcasecmp(role, "dialog")))
    return true;
  return attribute(node, "hidden") || names_clutter(attribute(node, "class")) ||
         names_clutter(attribute(node, "id"));
}

static bool
is_block(GumboTag tag)
{
  return TAG_IN(tag, GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_LI, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_H1,
                GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_BLOCKQUOTE,
                GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN, GUMBO_TAG_HEADER, GUMBO_TAG_TABLE,
                GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_BR, GUMBO_TAG_FIGURE,
                GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_PRE, GUMBO_TAG_HR);
}

static void
count_text(const GumboNode *node, bool in_link, size_t *all, size_t *links, int depth)
{
  if (node->type == GUMBO_NODE_TEXT) {
    size_t n = strlen(node->v.text.text);
    *all += n;
    *links += in_link ? n : 0;
  }
  if (node->type != GUMBO_NODE_ELEMENT || depth > MAX_DEPTH)
    return;
  bool link = in_link || node->v.element.tag == GUMBO_TAG_A;
  for (unsigned i = 0; i < node->v.element.children.length; i++)
    count_text(node->v.element.children.data[i], link, all, links, depth + 1);
}

static bool
mostly_links(const GumboNode *node)
{
  size_t all = 0, links = 0;
  if (!TAG_IN(node->v.element.tag, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_P, GUMBO_TAG_TABLE))
    return false;
  count_text(node, false, &all, &links, 0);
  return links > 20 && links * 10 > all * 6;
}

// The length in the source of a character that the source writes as a reference.
static size_t
reference_length(kg_str raw, size_t at)
{
  size_t n = 1;
  while (at + n < raw.len && n < 32 && raw.ptr[at + n] != ';' && raw.ptr[at + n] != ' ' &&
         raw.ptr[at + n] != '&')
    n++;
  return at + n < raw.len && raw.ptr[at + n] == ';' ? n + 1 : n;
}

static kg_status
put_text(page *p, const GumboNode *node)
{
  kg_str raw = {node->v.text.original_text.data, node->v.text.original_text.length},
         text = kg_str_of(node->v.text.text);
  if (!raw.ptr || raw.ptr < p->doc->source.ptr || raw.ptr + raw.len > p->doc->source.ptr + p->doc->source.len)
    return KG_OK;
  size_t base = (size_t)(raw.ptr - p->doc->source.ptr), i = 0, k = 0;
  while (i < raw.len && k < text.len) {
    uint32_t cp;
    size_t n = kg__utf8_decode((kg_str){text.ptr + k, text.len - k}, &cp);
    n = n ? n : 1;
    bool same = i + n <= raw.len && !memcmp(raw.ptr + i, text.ptr + k, n);
    if (same && !(raw.ptr[i] == '&' && reference_length(raw, i) > 3)) {
      KG_TRY(kg__build_copy(&p->b, base + i, n));
      i += n;
    } else if (raw.ptr[i] == '\r') {
      i++;
      continue;
    } else {
      KG_TRY(kg__build_put(&p->b, (kg_str){text.ptr + k, n}, base + i));
      i += raw.ptr[i] == '&' ? reference_length(raw, i) : n;
    }
    k += n;
  }
  return KG_OK;
}

static kg_status
put_node(page *p, const GumboNode *node, int depth)
{
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    return put_text(p, node);
  if (node->type != GUMBO_NODE_ELEMENT || depth > MAX_DEPTH || is_clutter(p, node) || mostly_links(node))
    return KG_OK;
  bool block = is_block(node->v.element.tag);
  if (block)
    KG_TRY(kg__build_break(&p->b));
  for (unsigned i = 0; i < node->v.element.children.length; i++)
    KG_TRY(put_node(p, node->v.element.children.data[i], depth + 1));
  return block ? kg__build_break(&p->b) : KG_OK;
}

static const GumboNode *
find(const GumboNode *node, GumboTag tag, int depth)
{
  if (node->type != GUMBO_NODE_ELEMENT || depth > MAX_DEPTH)
    return NULL;
  if (node->v.element.tag == tag)
    return node;
  for (unsigned i = 0; i < node->v.element.children.length; i++) {
    const GumboNode *found = find(node->v.element.children.data[i], tag, depth + 1);
    if (found)
      return found;
  }
  return NULL;
}

static kg_status
set(page *p, kg_str *to, const char *value, bool replace)
{
  if (!value || !*value || (to->len && !replace))
    return KG_OK;
  *to = kg_arena_str(p->doc->arena, kg_str_of(value));
  return to->ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
take_meta(page *p, const GumboNode *node)
{
  const char *name = attribute(node, "name"), *content = attribute(node, "content");
  const struct {
    const char *name;
    kg_str *to;
  } FIELDS[] = {{"og:title", &p->doc->title},
                {"author", &p->doc->author},
                {"article:author", &p->doc->author},
                {"article:published_time", &p->doc->date_text},
                {"date", &p->doc->date_text},
                {"dc.date", &p->doc->date_text},
                {"dc.date.issued", &p->doc->date_text},
                {"dcterms.date", &p->doc->date_text},
                {"dcterms.issued", &p->doc->date_text},
                {"dcterms.created", &p->doc->date_text},
                {"citation_publication_date", &p->doc->date_text},
                {"citation_date", &p->doc->date_text},
                {"publish-date", &p->doc->date_text},
                {"publish_date", &p->doc->date_text},
                {"datepublished", &p->doc->date_text},
                {"parsely-pub-date", &p->doc->date_text},
                {"dc.title", &p->doc->title},
                {"dc.creator", &p->doc->author},
                {"dc.publisher", &p->doc->publisher},
                {"pubdate", &p->doc->date_text},
                {"og:site_name", &p->doc->publisher},
                {"publisher", &p->doc->publisher}};
  name = name ? name : attribute(node, "property");
  name = name ? name : attribute(node, "itemprop");
  for (size_t i = 0; name && i < sizeof FIELDS / sizeof *FIELDS; i++) {
    if (!strcasecmp(name, FIELDS[i].name))
      KG_TRY(set(p, FIELDS[i].to, content, false));
  }
  return KG_OK;
}

static const char *
own_text(const GumboNode *node)
{
  const GumboVector *c = &node->v.element.children;
  const GumboNode *first = c->length ? c->data[0] : NULL;
  return first && (first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_CDATA) ? first->v.text.text
                                                                                      : NULL;
}

static kg_status
take_metadata(page *p, const GumboNode *node, int depth)
{
  if (node->type != GUMBO_NODE_ELEMENT || depth > MAX_DEPTH)
    return KG_OK;
  GumboTag tag = node->v.element.tag;
  const char *type = attribute(node, "type");
  if (tag == GUMBO_TAG_META)
    KG_TRY(take_meta(p, node));
  else if (tag == GUMBO_TAG_SCRIPT && type && !strcasecmp(type, "application/ld+json") && own_text(node))
    KG_TRY(kg__document_linked_data(p->doc, kg_str_of(own_text(node))));
  for (unsigned i = 0; i < node->v.element.children.length; i++)
    KG_TRY(take_metadata(p, node->v.element.children.data[i], depth + 1));
  if (tag == GUMBO_TAG_TITLE)
    return set(p, &p->doc->title, own_text(node), false);
  return tag == GUMBO_TAG_TIME ? set(p, &p->doc->date_text, attribute(node, "datetime"), false) : KG_OK;
}

static kg_status
read_page(page *p, const GumboOutput *output)
{
  KG_TRY(take_metadata(p, output->root, 0));
  const GumboNode *main = find(output->root, GUMBO_TAG_ARTICLE, 0);
  main = main ? main : find(output->root, GUMBO_TAG_MAIN, 0);
  p->in_article = main != NULL;
  KG_TRY(put_node(p, main ? main : output->root, 0));
  return kg__build_finish(&p->b);
}

kg_status
kg__document_read_html(kg__document *doc, kg_error *err)
{
  (void)err;
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output =
      gumbo_parse_with_options(&options, doc->source.ptr ? doc->source.ptr : "", doc->source.len);
  if (!output)
    return KG_ERR_NOMEM;
  page p = {.b = {.doc = doc, .next = SIZE_MAX}, .doc = doc};
  kg_status st = read_page(&p, output);
  if (st)
    kg_buf_release(&p.b.text);
  gumbo_destroy_output(&options, output);
  return st;
}
