// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What IRIs name, from disk: where --map says, and contexts of JSON-LD that come with kg.

#include "kg/cli/cli.h"
#include "kg/cli/data.h"

#include <stdlib.h>

// Whether what is left of an IRI stays inside of the folder that its prefix names.
static bool
stays_inside(const char *rest)
{
  for (const char *part = rest; part; part = strchr(part, '/')) {
    part += *part == '/';
    if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || !part[2]))
      return false;
  }
  return true;
}

// The path that an IRI has by one --map, ended by NUL; nothing if it is not under the map's prefix.
static kg_status
path_by(const char *map, kg_str iri, kg_buf *path, kg_error *err)
{
  const char *equal = strrchr(map, '=');
  kg_str prefix = {map, equal ? (size_t)(equal - map) : 0};
  kg_buf_clear(path);
  if (!equal || !kg_str_starts(iri, prefix))
    return KG_OK;
  kg_str rest = {iri.ptr + prefix.len, iri.len - prefix.len};
  while (rest.len && rest.ptr[0] == '/')
    rest = (kg_str){rest.ptr + 1, rest.len - 1};
  size_t length = 0;
  while (length < rest.len && rest.ptr[length] && !strchr("#?", rest.ptr[length]))
    length++;
  if (kg_buf_printf(path, "%s%s%.*s", equal + 1, length ? "/" : "", (int)length, rest.ptr))
    return KG_ERR_NOMEM;
  if (stays_inside(path->ptr + strlen(equal + 1)))
    return KG_OK;
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "<%.*s> leads out of its folder", KG_STR_ARG(iri));
}

kg_status
cli_open_mapped(const cli_state *cli, kg_str iri, kg_source **source, kg_error *err)
{
  kg_status st = KG_DONE;
  kg_buf path = {0};
  for (size_t i = 0; st && i < cli->args.map.n; i++) {
    kg_status found = path_by(cli->args.map.items[i], iri, &path, err);
    if (found || path.len)
      st = found ? found : kg_source_open(path.ptr, source, err);
  }
  kg_buf_release(&path);
  return st;
}

// ---- contexts

static const struct {
  const char *iri, *file; ///< The IRI without its scheme and without a slash at its end
} built_in[] = {
    {"w3id.org/seckg/context", "ontology/context.jsonld"},
    {"schema.org", "ontology/contexts/schema.jsonld"},
    {"schema.org/docs/jsonldcontext.json", "ontology/contexts/schema.jsonld"},
    {"schema.org/docs/jsonldcontext.jsonld", "ontology/contexts/schema.jsonld"},
    {"www.w3.org/2013/json-ld-context/rdfa11", "ontology/contexts/prefixes.jsonld"},
};

static const char *
built_in_file(kg_str iri)
{
  kg_iri_parts parts = kg_iri_split(iri);
  bool is_web = kg_str_equal(parts.scheme, KG_STR("http")) || kg_str_equal(parts.scheme, KG_STR("https"));
  if (!is_web || !parts.authority.ptr)
    return NULL;
  kg_str rest = {parts.authority.ptr, (size_t)(iri.ptr + iri.len - parts.authority.ptr)};
  rest.len -= kg_str_ends(rest, KG_STR("/"));
  for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
    if (kg_str_equal(rest, kg_str_of(built_in[i].iri)))
      return built_in[i].file;
  return NULL;
}

static kg_status
open_built_in(kg_str iri, kg_source **source, kg_error *err)
{
  kg_buf path = {0};
  const char *file = built_in_file(iri);
  if (!file)
    return kg_error_set(err, KG_ERR_NOT_FOUND, "nothing is fetched; --map %.*s=FILE can tell where it is",
                        KG_STR_ARG(iri));
  kg_status st = cli_data_path(file, &path, err);
  if (!st)
    st = kg_source_open(path.ptr, source, err);
  kg_buf_release(&path);
  return st;
}

kg_status
cli_load_context(void *self, kg_str iri, kg_buf *document, kg_error *err)
{
  enum { LARGEST = 64 << 20 };
  kg_source *source = NULL;
  kg_status st = cli_open_mapped(self, iri, &source, err);
  if (st == KG_DONE)
    st = open_built_in(iri, &source, err);
  if (!st)
    st = kg_source_read_all(source, LARGEST, document, err);
  kg_source_close(source);
  return st;
}
