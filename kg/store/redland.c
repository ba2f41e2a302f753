// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The storage "kg" of librdf: the members of its factory.  find_sources, find_arcs, find_targets, get_arcs_in
// and get_arcs_out are left to librdf, which has them from find_statements: were they set, it would use them
// for find_statements, too, and lose the contexts.

#include "kg/store/redland_api.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define api kg__librdf_api

kg__librdf kg__librdf_api;

static const kg__redland_queries *native_queries;

static kg__shared *
shared_of(librdf_storage *storage)
{
  return api.librdf_storage_get_instance(storage);
}

// librdf's way: 0 is success.
static int
told(librdf_storage *storage, kg_status st, const kg_error *err)
{
  if (st)
    kg__redland_log(storage, st, err);
  return st != KG_OK;
}

// ---- life

// The name, in `dir` if there is one and the name is not absolute.
static char *
path_of(const char *name, const char *dir)
{
  char *path = NULL;
  bool named = name && *name, placed = dir && *dir;
  if (!named && !placed)
    return NULL;
  if (!placed || (named && *name == '/'))
    return strdup(name);
  return asprintf(&path, "%s%s%s", dir, named ? "/" : "", named ? name : "") < 0 ? NULL : path;
}

static kg__shared *
from_options(const char *name, librdf_hash *options)
{
  char *dir = options ? api.librdf_hash_get(options, "dir") : NULL;
  bool empty = options && api.librdf_hash_get_as_boolean(options, "new") > 0;
  bool read_only = options && api.librdf_hash_get_as_boolean(options, "write") == 0;
  char *path = path_of(name, dir);
  unsigned flags = empty ? KG_STORE_CREATE : read_only ? KG_STORE_READ_ONLY : 0;
  kg__shared *shared = path ? kg__shared_new(path, flags, empty) : NULL;
  if (shared)
    kg__shared_set_native(shared, !options || api.librdf_hash_get_as_boolean(options, "native") != 0);
  if (dir)
    api.librdf_free_memory(dir);
  free(path);
  return shared;
}

static int
storage_init(librdf_storage *storage, const char *name, librdf_hash *options)
{
  kg__shared *shared = from_options(name, options);
  if (options)
    api.librdf_free_hash(options);
  api.librdf_storage_set_instance(storage, shared);
  kg_error err;
  return shared ? 0
                : told(storage,
                       kg_error_set(&err, KG_ERR_ARGUMENT,
                                    "the storage needs the folder of a store as its name"),
                       &err);
}

static int
storage_clone(librdf_storage *storage, librdf_storage *old)
{
  api.librdf_storage_set_instance(storage, kg__shared_ref(shared_of(old)));
  return 0;
}

static void
storage_terminate(librdf_storage *storage)
{
  kg__shared_unref(shared_of(storage));
}

static int
storage_open(librdf_storage *storage, librdf_model *model)
{
  (void)model;
  kg_error err = {0};
  int failed = told(storage, kg__shared_open(shared_of(storage), &err), &err);
  if (!failed)
    native_queries->opened(storage);
  return failed;
}

static int
storage_close(librdf_storage *storage)
{
  kg_error err = {0};
  return told(storage, kg__shared_close(shared_of(storage), &err), &err);
}

static int
storage_sync(librdf_storage *storage)
{
  kg_error err = {0};
  return told(storage, kg__shared_commit(shared_of(storage), &err), &err);
}

// ---- changes

static int
change(librdf_storage *storage, librdf_node *context, librdf_statement *statement, bool add)
{
  kg_error err = {0};
  kg_txn *txn;
  kg_quad_ids ids;
  kg_status st = kg__shared_write(shared_of(storage), &txn, &err);
  if (!st)
    st = kg__statement_ids(txn, statement, context, add, &ids, &err);
  if (st == KG_ERR_NOT_FOUND)
    return 0;
  if (!st)
    st = add ? kg_txn_insert(txn, &ids, NULL, &err) : kg_txn_remove(txn, &ids, NULL, &err);
  kg__shared_changed(shared_of(storage), 1);
  return told(storage, st, &err);
}

static int
context_add_statement(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
  return change(storage, context, statement, true);
}

static int
context_remove_statement(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
  return change(storage, context, statement, false);
}

static int
add_statement(librdf_storage *storage, librdf_statement *statement)
{
  return change(storage, NULL, statement, true);
}

static int
remove_statement(librdf_storage *storage, librdf_statement *statement)
{
  return change(storage, NULL, statement, false);
}

static int
context_add_statements(librdf_storage *storage, librdf_node *context, librdf_stream *stream)
{
  int failed = 0;
  for (; !failed && !api.librdf_stream_end(stream); api.librdf_stream_next(stream)) {
    librdf_statement *statement = api.librdf_stream_get_object(stream);
    failed = !statement || change(storage, context, statement, true);
  }
  return failed;
}

static int
add_statements(librdf_storage *storage, librdf_stream *stream)
{
  return context_add_statements(storage, NULL, stream);
}

static int
context_remove_statements(librdf_storage *storage, librdf_node *context)
{
  kg_error err = {0};
  kg_txn *txn;
  kg_quad_ids ids;
  uint64_t removed = 0;
  kg_status st = kg__shared_write(shared_of(storage), &txn, &err);
  if (!st)
    st = kg__statement_ids(txn, NULL, context, false, &ids, &err);
  if (st == KG_ERR_NOT_FOUND)
    return 0;
  if (!st)
    st = kg_txn_clear_graph(txn, ids.g, &removed, &err);
  kg__shared_changed(shared_of(storage), removed);
  return told(storage, st, &err);
}

// ---- questions

static kg_status
count(kg__shared *shared, uint64_t *n, kg_error *err)
{
  kg_txn *txn;
  bool own;
  KG_TRY(kg__shared_read(shared, &txn, &own, err));
  kg_status st = kg_count(txn, KG_SPO, NULL, 0, n, err);
  if (own)
    kg_txn_abort(txn);
  return st;
}

static int
storage_size(librdf_storage *storage)
{
  kg_error err = {0};
  uint64_t n = 0;
  if (told(storage, count(shared_of(storage), &n, &err), &err))
    return -1;
  return n > INT_MAX ? INT_MAX : (int)n;
}

// The ids of a pattern; KG_ERR_NOT_FOUND if one of its terms is not in the store.
static kg_status
pattern_ids(librdf_storage *storage, librdf_statement *statement, librdf_node *context, kg_quad_ids *ids,
            kg_error *err)
{
  kg_txn *txn;
  bool own;
  KG_TRY(kg__shared_read(shared_of(storage), &txn, &own, err));
  kg_status st = kg__statement_ids(txn, statement, context, false, ids, err);
  if (own)
    kg_txn_abort(txn);
  return st;
}

static librdf_stream *
find(librdf_storage *storage, librdf_statement *statement, librdf_node *context, bool in_context)
{
  kg_error err = {0};
  kg_quad_ids ids;
  kg_status st = pattern_ids(storage, statement, context, &ids, &err);
  if (st == KG_ERR_NOT_FOUND)
    return kg__redland_no_stream(storage);
  return told(storage, st, &err) ? NULL : kg__redland_stream(storage, &ids, in_context);
}

static librdf_stream *
serialise(librdf_storage *storage)
{
  return find(storage, NULL, NULL, false);
}

static librdf_stream *
find_statements(librdf_storage *storage, librdf_statement *statement)
{
  return find(storage, statement, NULL, false);
}

static librdf_stream *
context_serialise(librdf_storage *storage, librdf_node *context)
{
  return find(storage, NULL, context, true);
}

static librdf_stream *
find_statements_in_context(librdf_storage *storage, librdf_statement *statement, librdf_node *context)
{
  return find(storage, statement, context, context != NULL);
}

static librdf_stream *
find_statements_with_options(librdf_storage *storage, librdf_statement *statement, librdf_node *context,
                             librdf_hash *options)
{
  (void)options;
  return find(storage, statement, context, context != NULL);
}

static kg_status
any(kg__shared *shared, librdf_node *const nodes[3], bool *found, kg_error *err)
{
  kg_txn *txn;
  bool own;
  kg_quad_ids ids = {0};
  kg_id *const to[3] = {&ids.s, &ids.p, &ids.o};
  KG_TRY(kg__shared_read(shared, &txn, &own, err));
  kg_status st = KG_OK;
  for (int i = 0; i < 3 && !st; i++)
    st = nodes[i] ? kg__node_id(txn, nodes[i], false, to[i], err) : KG_OK;
  if (!st)
    st = kg__redland_any(txn, &ids, false, found, err);
  if (own)
    kg_txn_abort(txn);
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

static int
is_any(librdf_storage *storage, librdf_node *subject, librdf_node *predicate, librdf_node *object)
{
  kg_error err = {0};
  bool found = false;
  librdf_node *const nodes[3] = {subject, predicate, object};
  told(storage, any(shared_of(storage), nodes, &found, &err), &err);
  return found;
}

static int
contains_statement(librdf_storage *storage, librdf_statement *statement)
{
  return is_any(storage, api.librdf_statement_get_subject(statement),
                api.librdf_statement_get_predicate(statement), api.librdf_statement_get_object(statement));
}

static int
has_arc_in(librdf_storage *storage, librdf_node *node, librdf_node *property)
{
  return is_any(storage, NULL, property, node);
}

static int
has_arc_out(librdf_storage *storage, librdf_node *node, librdf_node *property)
{
  return is_any(storage, node, property, NULL);
}

static librdf_node *
get_feature(librdf_storage *storage, librdf_uri *feature)
{
  const char *name = feature ? (const char *)api.librdf_uri_as_string(feature) : NULL;
  if (!name || strcmp(name, LIBRDF_MODEL_FEATURE_CONTEXTS) != 0)
    return NULL;
  return api.librdf_new_node_from_typed_counted_literal(api.librdf_storage_get_world(storage),
                                                        (const unsigned char *)"1", 1, NULL, 0, NULL);
}

static int
set_feature(librdf_storage *storage, librdf_uri *feature, librdf_node *value)
{
  (void)storage, (void)feature, (void)value;
  return 1;
}

// ---- transactions

static int
transaction_start_with_handle(librdf_storage *storage, void *handle)
{
  kg_error err = {0};
  return told(storage, kg__shared_start(shared_of(storage), handle, &err), &err);
}

static int
transaction_start(librdf_storage *storage)
{
  return transaction_start_with_handle(storage, NULL);
}

static int
transaction_commit(librdf_storage *storage)
{
  kg_error err = {0};
  return told(storage, kg__shared_finish(shared_of(storage), true, &err), &err);
}

static int
transaction_rollback(librdf_storage *storage)
{
  kg_error err = {0};
  return told(storage, kg__shared_finish(shared_of(storage), false, &err), &err);
}

static void *
transaction_get_handle(librdf_storage *storage)
{
  return kg__shared_handle(shared_of(storage));
}

// ---- registering

static void
fill_factory(librdf_storage_factory *factory)
{
  factory->version = LIBRDF_STORAGE_INTERFACE_VERSION;
  factory->init = storage_init;
  factory->clone = storage_clone;
  factory->terminate = storage_terminate;
  factory->open = storage_open;
  factory->close = storage_close;
  factory->size = storage_size;
  factory->add_statement = add_statement;
  factory->add_statements = add_statements;
  factory->remove_statement = remove_statement;
  factory->contains_statement = contains_statement;
  factory->has_arc_in = has_arc_in;
  factory->has_arc_out = has_arc_out;
  factory->serialise = serialise;
  factory->find_statements = find_statements;
  factory->find_statements_with_options = find_statements_with_options;
  factory->context_add_statement = context_add_statement;
  factory->context_remove_statement = context_remove_statement;
  factory->context_serialise = context_serialise;
  factory->sync = storage_sync;
  factory->context_add_statements = context_add_statements;
  factory->context_remove_statements = context_remove_statements;
  factory->find_statements_in_context = find_statements_in_context;
  factory->get_contexts = kg__redland_contexts;
  factory->supports_query = native_queries->supports;
  factory->query_execute = native_queries->execute;
  factory->get_feature = get_feature;
  factory->set_feature = set_feature;
  factory->transaction_start = transaction_start;
  factory->transaction_start_with_handle = transaction_start_with_handle;
  factory->transaction_commit = transaction_commit;
  factory->transaction_rollback = transaction_rollback;
  factory->transaction_get_handle = transaction_get_handle;
}

static pthread_once_t loaded = PTHREAD_ONCE_INIT;
static const char *missing = "librdf";

// The library is there already: whoever has a world has it.  It stays as long as we do.
static void
load(void)
{
  void *library = dlopen("librdf.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  if (!library)
    return;
#define X(name)                                \
  missing = #name;                             \
  *(void **)&api.name = dlsym(library, #name); \
  if (!api.name)                               \
    return;
  KG__LIBRDF_FUNCTIONS(X)
#undef X
  missing = NULL;
}

kg_status
kg__librdf_load(kg_error *err)
{
  if (pthread_once(&loaded, load) != 0 || missing)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "this process has no %s", missing ? missing : "threads");
  return KG_OK;
}

kg_status
kg__redland_register(librdf_world *world, const kg__redland_queries *queries, kg_error *err)
{
  KG_TRY(kg__librdf_load(err));
  native_queries = queries;
  if (api.librdf_storage_register_factory(world, "kg", "kg store", fill_factory))
    return kg_error_set(err, KG_ERR_NOMEM, "librdf does not take the storage");
  return KG_OK;
}
