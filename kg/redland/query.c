// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Two ways lead to a query: librdf_model_query_execute() asks the storage, whose hook this is;
// librdf_query_execute() calls the query language at once, so its `execute` is patched in the world's table
// of languages.  It is one function of librdf for all languages, which goes on serving all other storages.

#include "kg/redland/native.h"

#include <dlfcn.h>
#include <pthread.h>

#define api kg__librdf_api

kg__native_api kg__native;

static librdf_query_results *(*rasqal_execute)(librdf_query *, librdf_model *);

static const struct {
  const char *name;
  bool update;
} languages[] = {
    {"sparql", false}, {"sparql10", false}, {"sparql11-query", false}, {"sparql11-update", true}};

enum { N_LANGUAGES = sizeof languages / sizeof *languages };

// ---- may we?

static bool
find_symbol(void *library, const char *name, void *to)
{
  void *symbol = library ? dlsym(library, name) : NULL;
  memcpy(to, &symbol, sizeof symbol);
  return symbol != NULL;
}

static pthread_once_t looked = PTHREAD_ONCE_INIT;
static bool known_version;

static void
look(void)
{
  void *library = dlopen("librdf.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  void *raptor = dlopen("libraptor2.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  known_version = find_symbol(library, "librdf_version_decimal", &kg__native.version) &&
                  (*kg__native.version == 10017 || *kg__native.version == 10018) &&
                  find_symbol(library, "librdf_model_get_storage", &kg__native.model_get_storage) &&
                  find_symbol(library, "librdf_get_query_factory", &kg__native.get_query_factory) &&
                  find_symbol(library, "librdf_query_add_query_result", &kg__native.add_query_result) &&
                  find_symbol(raptor, "raptor_iostream_write_bytes", &kg__native.iostream_write);
}

static bool
is_known_version(void)
{
  return pthread_once(&looked, look) == 0 && known_version;
}

// The number of the query's language, or N_LANGUAGES: the first reading of a private field is the last step.
static size_t
language_of(librdf_world *world, const kg__rdf_query *query)
{
  const kg__exchange *exchange = kg__exchange_find(query);
  const void *factory = exchange ? exchange->original : query->factory;
  size_t i = 0;
  while (i < N_LANGUAGES &&
         (const void *)kg__native.get_query_factory(world, languages[i].name, NULL) != factory)
    i++;
  return i;
}

static bool
knows(librdf_storage *storage, const kg__rdf_query *query, bool *update)
{
  if (!kg__shared_is_native(api.librdf_storage_get_instance(storage)) || !is_known_version())
    return false;
  librdf_world *world = api.librdf_storage_get_world(storage);
  size_t language = query->world == world ? language_of(world, query) : N_LANGUAGES;
  const kg__rdf_query_context *context = query->context;
  if (language == N_LANGUAGES || !context || (const void *)context->query != query || !context->text)
    return false;
  *update = languages[language].update;
  return !query->results || kg__exchange_find(query); // rasqal's results need rasqal's functions
}

// ---- the two ways

static int
supports(librdf_storage *storage, librdf_query *query)
{
  bool update;
  return knows(storage, (const kg__rdf_query *)query, &update);
}

static librdf_query_results *
execute(librdf_storage *storage, librdf_query *query)
{
  bool update;
  if (!knows(storage, (const kg__rdf_query *)query, &update))
    return NULL;
  librdf_query_results *results = kg__native_run(storage, (kg__rdf_query *)query, update);
  if (results)
    kg__native.add_query_result(query, results);
  return results;
}

// In place of a language's `execute`; librdf then adds the results to the query.
static librdf_query_results *
execute_by_query(librdf_query *query, librdf_model *model)
{
  bool update;
  librdf_storage *storage = kg__native.model_get_storage(model);
  bool ours = storage && kg__shared_exists(api.librdf_storage_get_instance(storage));
  if (ours && knows(storage, (const kg__rdf_query *)query, &update))
    return kg__native_run(storage, (kg__rdf_query *)query, update);
  return kg__exchange_find((const kg__rdf_query *)query) ? NULL : rasqal_execute(query, model);
}

static void
opened(librdf_storage *storage)
{
  librdf_world *world = api.librdf_storage_get_world(storage);
  if (!kg__shared_is_native(api.librdf_storage_get_instance(storage)) || !is_known_version())
    return;
  for (size_t i = 0; i < N_LANGUAGES; i++) {
    kg__rdf_query_factory *factory =
        (kg__rdf_query_factory *)kg__native.get_query_factory(world, languages[i].name, NULL);
    if (!factory || !factory->execute || factory->execute == execute_by_query)
      continue;
    if (!rasqal_execute)
      rasqal_execute = factory->execute;
    if (factory->execute == rasqal_execute)
      factory->execute = execute_by_query;
  }
}

kg_status
kg_redland_register(struct librdf_world_s *world, kg_error *err)
{
  static const kg__redland_queries queries = {supports, execute, opened};
  return kg__redland_register(world, &queries, err);
}
