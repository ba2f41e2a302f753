// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the writers of the formats share. */
#ifndef KG_RDF_WRITE_H
#define KG_RDF_WRITE_H

#include "kg/rdf.h"

/** A writer of one format; each function may be null but `quad`. */
typedef struct kg__writer_class {
  kg_status (*open)(kg_writer *writer, kg_error *err); ///< Makes `writer->state`
  kg_status (*quad)(kg_writer *writer, const kg_quad *quad, kg_error *err);
  kg_status (*prefix)(kg_writer *writer, kg_str prefix, kg_str iri, kg_error *err); ///< A prefix that is new
  kg_status (*finish)(kg_writer *writer, kg_error *err);
  void (*free)(kg_writer *writer);
} kg__writer_class;

struct kg_writer {
  const kg__writer_class *class;
  kg_output *output;
  kg_write_options options;
  kg_namespaces *namespaces; ///< Those of the options and those reported by a reader
  void *state;
  bool begun, finished;
  kg_arena *scratch; ///< For labels that had to be changed; made when needed
};

extern const kg__writer_class kg__writer_ntriples;
extern const kg__writer_class kg__writer_canonical;
extern const kg__writer_class kg__writer_turtle;
extern const kg__writer_class kg__writer_turtle_streaming;
extern const kg__writer_class kg__writer_rdfxml;
extern const kg__writer_class kg__writer_jsonld;
extern const kg__writer_class kg__writer_jsonld_streaming;

/** KG_ERR_NOMEM with its message. */
kg_status kg__write_nomem(kg_error *err);

#endif
