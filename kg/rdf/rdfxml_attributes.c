// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/rdfxml.h"

#include "kg/base/utf8.h"
#include "kg/term/syntax.h"
#include "kg/vocab.h"

#include <stdlib.h>
#include <strings.h>

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"
#define ITS_SPACE "http://www.w3.org/2005/11/its"

typedef struct known_attribute {
  const char *local;
  kg__rdfxml_attribute meaning;
  bool unqualified; // RDF/XML of 1999 had it without prefix, and still may
} known_attribute;

static const known_attribute in_rdf[] = {
    {"ID", KG__RDFXML_ID, true},
    {"about", KG__RDFXML_ABOUT, true},
    {"resource", KG__RDFXML_RESOURCE, true},
    {"parseType", KG__RDFXML_PARSE_TYPE, true},
    {"type", KG__RDFXML_PROPERTY_ATTRIBUTE, true},
    {"nodeID", KG__RDFXML_NODE_ID, false},
    {"datatype", KG__RDFXML_DATATYPE, false},
    {"version", KG__RDFXML_VERSION, false},
    {"annotation", KG__RDFXML_ANNOTATION, false},
    {"annotationNodeID", KG__RDFXML_ANNOTATION_NODE_ID, false},
    {"RDF", KG__RDFXML_FORBIDDEN, false},
    {"Description", KG__RDFXML_FORBIDDEN, false},
    {"li", KG__RDFXML_FORBIDDEN, false},
    {"aboutEach", KG__RDFXML_FORBIDDEN, false},
    {"aboutEachPrefix", KG__RDFXML_FORBIDDEN, false},
    {"bagID", KG__RDFXML_FORBIDDEN, false},
};

// ---- names

static bool
is_name(kg_str s)
{
  uint32_t c;
  for (size_t i = 0, n; i < s.len; i += n) {
    n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    if (!n || !(i ? kg__is_name_char(c) || c == '.' : kg__is_name_start(c)))
      return false;
  }
  return s.len > 0;
}

kg__rdfxml_attribute
kg__rdfxml_attribute_of(const kg__rdfxml_name *name)
{
  bool rdf = kg_str_equal(name->space, KG_STR(KG_NS_RDF));
  for (size_t i = 0; (rdf || !name->space.len) && i < sizeof in_rdf / sizeof *in_rdf; i++)
    if ((rdf || in_rdf[i].unqualified) && kg_str_equal(name->local, kg_str_of(in_rdf[i].local)))
      return in_rdf[i].meaning;
  if (kg_str_equal(name->space, KG_STR(XML_SPACE)))
    return kg_str_equal(name->local, KG_STR("base"))   ? KG__RDFXML_BASE
           : kg_str_equal(name->local, KG_STR("lang")) ? KG__RDFXML_LANG
                                                       : KG__RDFXML_OTHER;
  if (kg_str_equal(name->space, KG_STR(ITS_SPACE)))
    return kg_str_equal(name->local, KG_STR("dir")) ? KG__RDFXML_DIR : KG__RDFXML_OTHER;
  if (!name->space.len)
    return name->local.len >= 3 && strncasecmp(name->local.ptr, "xml", 3) == 0 ? KG__RDFXML_OTHER
                                                                               : KG__RDFXML_UNQUALIFIED;
  return KG__RDFXML_PROPERTY_ATTRIBUTE;
}

static kg_status
check_iri(kg__rdfxml *x, kg_str iri)
{
  if (kg_iri_check(iri) < iri.len)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "<%.*s> is no IRI: it has a character that none may have",
                           (int)kg__utf8_cut(iri, 200), iri.ptr);
  if (!kg_iri_is_absolute(iri))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "<%.*s> is not an absolute IRI", (int)kg__utf8_cut(iri, 200),
                           iri.ptr);
  return KG_OK;
}

static kg_status
keep_scratch(kg__rdfxml *x, kg__rdfxml_level *level, kg_str *out)
{
  *out = kg_arena_str(level->text, kg_buf_str(&x->scratch));
  return out->ptr ? KG_OK : kg__rdfxml_nomem(x);
}

kg_status
kg__rdfxml_resolve(kg__rdfxml *x, kg__rdfxml_level *level, kg_str reference, kg_str *iri)
{
  kg_buf_clear(&x->scratch);
  if (kg_iri_resolve(level->base, reference, &x->scratch))
    return kg__rdfxml_nomem(x);
  KG_TRY(check_iri(x, kg_buf_str(&x->scratch)));
  return keep_scratch(x, level, iri);
}

kg_status
kg__rdfxml_name_iri(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_name *name, kg_str *iri)
{
  kg_buf_clear(&x->scratch);
  if (kg_buf_add_str(&x->scratch, name->space) || kg_buf_add_str(&x->scratch, name->local))
    return kg__rdfxml_nomem(x);
  KG_TRY(check_iri(x, kg_buf_str(&x->scratch)));
  return keep_scratch(x, level, iri);
}

kg_status
kg__rdfxml_id(kg__rdfxml *x, kg__rdfxml_level *level, kg_str id, kg_str *iri)
{
  kg_buf fragment = {0};
  bool made;
  uint64_t *at;
  if (!is_name(id))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:ID wants a name, not \"%.*s\"", (int)kg__utf8_cut(id, 80),
                           id.ptr);
  kg_status st = kg_buf_add_char(&fragment, '#');
  st = st ? st : kg_buf_add_str(&fragment, id);
  st = st ? kg__rdfxml_nomem(x) : kg__rdfxml_resolve(x, level, kg_buf_str(&fragment), iri);
  kg_buf_release(&fragment);
  KG_TRY(st);
  if (kg__map_put(&x->ids, *iri, 0, &at, &made))
    return kg__rdfxml_nomem(x);
  return made ? KG_OK
              : kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:ID \"%.*s\" was given before", (int)kg__utf8_cut(id, 80),
                                id.ptr);
}

// ---- blank nodes

kg_status
kg__rdfxml_node_id(kg__rdfxml *x, kg__rdfxml_level *level, kg_str label, kg_term *term)
{
  kg_str kept;
  if (!is_name(label))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:nodeID wants a name, not \"%.*s\"",
                           (int)kg__utf8_cut(label, 80), label.ptr);
  size_t n = kg__label_looks_anon(label) ? KG__ANON_X : 0;
  kg_buf_clear(&x->scratch);
  if (kg_buf_add(&x->scratch, label.ptr, n) || (n && kg_buf_add_char(&x->scratch, 'x')) ||
      kg_buf_add(&x->scratch, label.ptr + n, label.len - n))
    return kg__rdfxml_nomem(x);
  KG_TRY(keep_scratch(x, level, &kept));
  *term = kg_term_blank(kept);
  return KG_OK;
}

kg_status
kg__rdfxml_anon(kg__rdfxml *x, kg__rdfxml_level *level, kg_term *term)
{
  char text[KG__ANON_SIZE];
  kg_str label = kg_arena_str(level->text, kg__reading_anon(x->r, text));
  *term = kg_term_blank(label);
  return label.ptr ? KG_OK : kg__rdfxml_nomem(x);
}

// ---- what has a scope

static kg_status
set_base(kg__rdfxml *x, kg__rdfxml_level *level, kg_str reference)
{
  KG_TRY(kg__rdfxml_resolve(x, level, reference, &level->base));
  return x->depth == 1 ? kg__reading_base(x->r, level->base, x->err) : KG_OK;
}

static kg_status
set_language(kg__rdfxml *x, kg__rdfxml_level *level, kg_str tag)
{
  bool first = true, good = true;
  char *lower = (char *)(uintptr_t)kg_arena_str(level->text, tag).ptr;
  if (!lower)
    return kg__rdfxml_nomem(x);
  for (size_t i = 0, run = 0; i < tag.len && good; i++) {
    char c = tag.ptr[i];
    bool upper = c >= 'A' && c <= 'Z';
    lower[i] = (char)(upper ? c + ('a' - 'A') : c);
    if (c == '-') {
      good = run > 0 && i + 1 < tag.len;
      first = false;
      run = 0;
    } else {
      good = upper || (c >= 'a' && c <= 'z') || (!first && c >= '0' && c <= '9');
      run++;
    }
  }
  if (!good)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "\"%.*s\" is no language tag", (int)kg__utf8_cut(tag, 80),
                           tag.ptr);
  level->language = (kg_str){lower, tag.len};
  return KG_OK;
}

static kg_status
set_direction(kg__rdfxml *x, kg__rdfxml_level *level, kg_str s)
{
  bool left = kg_str_equal(s, KG_STR("ltr"));
  if (!left && !kg_str_equal(s, KG_STR("rtl")))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "its:dir is ltr or rtl, not \"%.*s\"", (int)kg__utf8_cut(s, 40),
                           s.ptr);
  level->direction = left ? KG_DIRECTION_LTR : KG_DIRECTION_RTL;
  return KG_OK;
}

static kg_status
apply(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_attributes *a)
{
  kg_str version = a->values[KG__RDFXML_VERSION];
  if (version.ptr)
    level->is_12 = kg_str_starts(version, KG_STR("1.2"));
  if (a->values[KG__RDFXML_BASE].ptr)
    KG_TRY(set_base(x, level, a->values[KG__RDFXML_BASE]));
  if (a->values[KG__RDFXML_LANG].ptr)
    KG_TRY(set_language(x, level, a->values[KG__RDFXML_LANG]));
  return a->values[KG__RDFXML_DIR].ptr && level->is_12 ? set_direction(x, level, a->values[KG__RDFXML_DIR])
                                                       : KG_OK;
}

kg_status
kg__rdfxml_attributes_read(kg__rdfxml *x, kg__rdfxml_level *level, const XML_Char **all,
                           kg__rdfxml_attributes *out)
{
  *out = (kg__rdfxml_attributes){.all = all};
  for (; *all; all += 2) {
    kg__rdfxml_name name = kg__rdfxml_name_of(all[0]);
    kg__rdfxml_attribute meaning = kg__rdfxml_attribute_of(&name);
    if (meaning == KG__RDFXML_UNQUALIFIED)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "the attribute %.*s wants a namespace prefix",
                             (int)kg__utf8_cut(name.local, 80), name.local.ptr);
    if (meaning == KG__RDFXML_FORBIDDEN)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "rdf:%.*s is no attribute", KG_STR_ARG(name.local));
    out->n_properties += meaning == KG__RDFXML_PROPERTY_ATTRIBUTE;
    if (meaning >= KG__RDFXML_N_SYNTAX)
      continue;
    if (out->values[meaning].ptr)
      return kg__rdfxml_fail(x, KG_ERR_DATA, "the attribute %.*s is given twice", KG_STR_ARG(name.local));
    out->values[meaning] = kg_str_of(all[1]);
  }
  return apply(x, level, out);
}
