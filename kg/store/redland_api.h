// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What the files of the storage for librdf share.

   librdf's functions are taken from the library that the calling program has loaded: nothing here links with
   it.
*/
#ifndef KG_STORE_REDLAND_API_H
#define KG_STORE_REDLAND_API_H

#include "kg/redland.h"
#include "kg/store.h"

#include <librdf.h>
#include <rdf_storage_module.h>

#define KG__LIBRDF_FUNCTIONS(X)                      \
  X(librdf_free_hash)                                \
  X(librdf_free_memory)                              \
  X(librdf_free_node)                                \
  X(librdf_free_statement)                           \
  X(librdf_hash_get)                                 \
  X(librdf_hash_get_as_boolean)                      \
  X(librdf_log)                                      \
  X(librdf_new_iterator)                             \
  X(librdf_new_node_from_counted_blank_identifier)   \
  X(librdf_new_node_from_counted_uri_string)         \
  X(librdf_new_node_from_typed_counted_literal)      \
  X(librdf_new_statement_from_nodes)                 \
  X(librdf_new_stream)                               \
  X(librdf_new_uri2)                                 \
  X(librdf_free_uri)                                 \
  X(librdf_node_get_counted_blank_identifier)        \
  X(librdf_node_get_literal_value_as_counted_string) \
  X(librdf_node_get_literal_value_datatype_uri)      \
  X(librdf_node_get_literal_value_language)          \
  X(librdf_node_get_type)                            \
  X(librdf_node_get_uri)                             \
  X(librdf_statement_get_object)                     \
  X(librdf_statement_get_predicate)                  \
  X(librdf_statement_get_subject)                    \
  X(librdf_storage_add_reference)                    \
  X(librdf_storage_get_instance)                     \
  X(librdf_storage_get_world)                        \
  X(librdf_storage_register_factory)                 \
  X(librdf_storage_remove_reference)                 \
  X(librdf_storage_set_instance)                     \
  X(librdf_stream_end)                               \
  X(librdf_stream_get_object)                        \
  X(librdf_stream_next)                              \
  X(librdf_uri_as_counted_string)                    \
  X(librdf_uri_as_string)

typedef struct kg__librdf {
#define X(name) __typeof__(name) *name;
  KG__LIBRDF_FUNCTIONS(X)
#undef X
} kg__librdf;

/** Filled by kg_redland_register(), as librdf's callbacks have no place to keep it. */
extern kg__librdf kg__librdf_api;

/** KG_OK if the table is filled. */
kg_status kg__librdf_load(kg_error *err);

/** How a storage answers queries itself, for those who are above it: kg/redland. */
typedef struct kg__redland_queries {
  int (*supports)(librdf_storage *storage, librdf_query *query);
  librdf_query_results *(*execute)(librdf_storage *storage, librdf_query *query);
  void (*opened)(librdf_storage *storage); ///< A storage was opened
} kg__redland_queries;

/** Register the storage; `queries` are those of the process. */
kg_status kg__redland_register(librdf_world *world, const kg__redland_queries *queries, kg_error *err);

// ---- redland_shared.c: a store as the storages of this process share it

typedef struct kg__shared kg__shared;

/** The shared store of a folder; opened by kg__shared_open(). Null without memory. */
kg__shared *kg__shared_new(const char *path, unsigned flags, bool empty);
kg__shared *kg__shared_ref(kg__shared *shared);
void kg__shared_unref(kg__shared *shared);

/** Open it, or count one more opening. */
kg_status kg__shared_open(kg__shared *shared, kg_error *err);

/** Whether its queries are answered natively; a storage is made to. */
void kg__shared_set_native(kg__shared *shared, bool native);
bool kg__shared_is_native(const kg__shared *shared);

/** Whether a pointer, perhaps of somebody else's storage, is one of ours. */
bool kg__shared_exists(const void *shared);

/** Undo one opening; the last commits. */
kg_status kg__shared_close(kg__shared *shared, kg_error *err);

/** Hold the store open for a stream. */
void kg__shared_hold(kg__shared *shared);
void kg__shared_release(kg__shared *shared);

/** The transaction to change in, begun if need be; commits an old or large batch first. */
kg_status kg__shared_write(kg__shared *shared, kg_txn **txn, kg_error *err);

/** Count changes made. */
void kg__shared_changed(kg__shared *shared, uint64_t n);

/** The transaction to read in: `*own` is set if it is the caller's to abort, and a snapshot. */
kg_status kg__shared_read(kg__shared *shared, kg_txn **txn, bool *own, kg_error *err);

/** Commit what is pending. */
kg_status kg__shared_commit(kg__shared *shared, kg_error *err);

/** Take back what is pending; a transaction of the caller's can then only be rolled back. */
void kg__shared_fail(kg__shared *shared);

/** A transaction of the caller's: from start to commit or rollback nothing is committed in between. */
kg_status kg__shared_start(kg__shared *shared, void *handle, kg_error *err);
kg_status kg__shared_finish(kg__shared *shared, bool commit, kg_error *err);
void *kg__shared_handle(const kg__shared *shared);

// ---- redland_nodes.c

/** The id of a node: made if it is new with `make`, else KG_ERR_NOT_FOUND if the store does not know it. */
kg_status kg__node_id(kg_txn *txn, librdf_node *node, bool make, kg_id *id, kg_error *err);

/** The ids of a statement, of parts that are null KG_ID_NONE; `context` may be null. */
kg_status kg__statement_ids(kg_txn *txn, librdf_statement *statement, librdf_node *context, bool make,
                            kg_quad_ids *ids, kg_error *err);

/** Label a blank node of the store as librdf's callers know it; other terms stay as they are. */
kg_status kg__term_label(kg_txn *txn, kg_arena *arena, kg_term *term, kg_error *err);

/** A new node; null for none, for triple terms, and after a failure. */
librdf_node *kg__term_node(librdf_world *world, const kg_term *term);

/** A new node, or null after a failure. */
librdf_node *kg__id_node(librdf_world *world, kg_txn *txn, kg_id id, kg_error *err);

// ---- redland_stream.c

/** The statements that match, as a snapshot; `in_context` asks for those of the graph only. */
librdf_stream *kg__redland_stream(librdf_storage *storage, const kg_quad_ids *pattern, bool in_context);

/** No statements. */
librdf_stream *kg__redland_no_stream(librdf_storage *storage);

/** The names of the graphs. */
librdf_iterator *kg__redland_contexts(librdf_storage *storage);

/** Whether any statement matches. */
kg_status kg__redland_any(kg_txn *txn, const kg_quad_ids *pattern, bool in_context, bool *any, kg_error *err);

/** Tell librdf's log. */
void kg__redland_log(librdf_storage *storage, kg_status status, const kg_error *err);

#endif
