// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf.h"

#include <strings.h>

typedef struct format {
  kg_format format;
  const char *name;
  const char *media_type;
  bool graphs, write;
  const char *names[5];   // other names and media types
  const char *endings[4]; // of files
} format;

static const format formats[] = {
    {KG_FORMAT_NTRIPLES,
     "ntriples",
     "application/n-triples",
     false,
     true,
     {"nt", "n-triples", "text/plain"},
     {"nt"}},
    {KG_FORMAT_NQUADS,
     "nquads",
     "application/n-quads",
     true,
     true,
     {"nq", "n-quads", "text/x-nquads"},
     {"nq"}},
    {KG_FORMAT_TURTLE,
     "turtle",
     "text/turtle",
     false,
     true,
     {"ttl", "application/x-turtle", "application/turtle"},
     {"ttl"}},
    {KG_FORMAT_TRIG, "trig", "application/trig", true, true, {"application/x-trig"}, {"trig"}},
    {KG_FORMAT_RDFXML,
     "rdfxml",
     "application/rdf+xml",
     false,
     true,
     {"xml", "rdf", "rdf/xml", "application/xml", "text/xml"},
     {"rdf", "owl", "xml"}},
    {KG_FORMAT_JSONLD,
     "jsonld",
     "application/ld+json",
     true,
     true,
     {"json-ld", "application/json"},
     {"jsonld"}},
    {KG_FORMAT_RDFA, "rdfa", "application/xhtml+xml", false, false, {0}, {0}},
    {KG_FORMAT_RDFJSON, "rdfjson", "application/rdf+json", false, false, {"rdf/json"}, {0}},
    {KG_FORMAT_RSS, "rss", "application/rss+xml", false, false, {0}, {0}},
    {KG_FORMAT_ATOM, "atom", "application/atom+xml", false, false, {0}, {0}},
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

static bool
same(kg_str s, const char *z)
{
  return z && strlen(z) == s.len && strncasecmp(s.ptr, z, s.len) == 0;
}

static bool
one_of(kg_str s, const char *const *names, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (same(s, names[i]))
      return true;
  return false;
}

static const format *
find(kg_format f)
{
  for (size_t i = 0; i < N_FORMATS; i++)
    if (formats[i].format == f)
      return &formats[i];
  return NULL;
}

kg_format
kg_format_from_name(kg_str name)
{
  const char *parameters = name.len ? memchr(name.ptr, ';', name.len) : NULL;
  if (parameters)
    name.len = (size_t)(parameters - name.ptr);
  while (name.len && name.ptr[name.len - 1] == ' ')
    name.len--;
  for (size_t i = 0; i < N_FORMATS; i++) {
    const format *f = &formats[i];
    if (same(name, f->name) || same(name, f->media_type) || one_of(name, f->names, 5))
      return f->format;
  }
  return KG_FORMAT_NONE;
}

// The text behind the last dot of the last part of a path.
static kg_str
ending(kg_str path)
{
  for (size_t i = path.len; i > 0 && path.ptr[i - 1] != '/'; i--)
    if (path.ptr[i - 1] == '.')
      return (kg_str){path.ptr + i, path.len - i};
  return (kg_str){0};
}

kg_format
kg_format_from_path(kg_str path)
{
  kg_str end = ending(path);
  if (same(end, "gz") || same(end, "zst")) {
    path.len -= end.len + 1;
    end = ending(path);
  }
  for (size_t i = 0; end.len && i < N_FORMATS; i++)
    if (one_of(end, formats[i].endings, 4))
      return formats[i].format;
  return KG_FORMAT_NONE;
}

const char *
kg_format_name(kg_format f)
{
  const format *known = find(f);
  return known ? known->name : "unknown";
}

const char *
kg_format_media_type(kg_format f)
{
  const format *known = find(f);
  return known ? known->media_type : "application/octet-stream";
}

bool
kg_format_has_graphs(kg_format f)
{
  const format *known = find(f);
  return known && known->graphs;
}

bool
kg_format_can_write(kg_format f)
{
  const format *known = find(f);
  return known && known->write;
}
