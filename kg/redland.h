// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A store as a storage of Redland (librdf), named "kg".

   Programs that use Redland find it by itself where the module librdf_storage_kg.so is installed in Redland's
   plugin directory, or in that of the environment variable REDLAND_MODULE_PATH:

       rdfproc -n -s kg FOLDER parse file.ttl
       model = RDF.Model(RDF.Storage(storage_name="kg", name="FOLDER", options_string="new='yes'"))

   librdf gives its modules to the first world of a process only; a second world open at the same time has to
   call kg_redland_register() itself.

   Options, beside the name, which is the store's folder:

       dir='PATH'    where to look for that folder, as rdfproc's dir='.'; not for absolute names
       new='yes'     make the store; one that is there is emptied
       write='no'    only read
    native='no'   leave queries to rasqal

   Changes are kept together in one transaction and committed by librdf_storage_sync(), librdf_model_sync(),
   when the model or storage is freed, by a transaction of the caller's, after 100,000 changes, and with the
   first call two seconds after the last commit.  Until then the same process sees them and no other does; and
   while they are pending no other process can write.  A process that ends without any of these loses them.

   Queries in the languages "sparql", "sparql10", "sparql11-query" and "sparql11-update" are answered by our
   engine, whether through the model (librdf_model_query_execute()) or the query (librdf_query_execute()); the
   default graph of a query is the union of all.  An update changes the default graph unless it names one, is
   answered by `true`, and one that fails changes nothing; within a transaction of the caller's that can then
   only be rolled back.  Where librdf is not of a version that we know from inside, and in the other languages,
   rasqal answers from what find_statements gives it.

   Named graphs are contexts.  A statement without context is in the default graph; size, find, contains and
   serialise look at all graphs, so that a statement in two of them is found twice; removing without context
   removes from the default graph.  What is found is a snapshot, so a loop may change what it goes through.  A
   blank node keeps the label that its maker gave it, in any process; others are labelled "b1", "b2"...
   Strings of the datatype xsd:string come out as plain literals, languages in lower case.  Statements with
   triple terms are left out, and the directions of literals.
*/
#ifndef KG_REDLAND_H
#define KG_REDLAND_H

#include "kg/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct librdf_world_s;

/**
   Register the storage "kg" with a world; once more is harmless.

   Needs no Redland header: `librdf_world *` is a pointer to this struct.
   @return KG_OK; KG_ERR_UNSUPPORTED if this process has no librdf, or one that is too old; KG_ERR_NOMEM.
*/
KG_API kg_status kg_redland_register(struct librdf_world_s *world, kg_error *err);

#ifdef __cplusplus
}
#endif

#endif
