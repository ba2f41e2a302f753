// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/jsonld/emit.h"

#include "kg/base/utf8.h"
#include "kg/vocab.h"

kg_status
kg__emitter_init(kg__emitter *e, kg_output *output, const kg_write_options *options, kg_error *err)
{
  *e = (kg__emitter){.output = output, .options = {.load = options->load, .load_self = options->load_self}};
  if (kg_buf_add_str(&e->context_text, options->context))
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  return kg__jsonld_init(&e->run, &e->options, err);
}

void
kg__emitter_release(kg__emitter *e)
{
  if (e->run.arena)
    kg__jsonld_release(&e->run);
  kg_buf_release(&e->context_text);
  kg_buf_release(&e->graph);
  kg_buf_release(&e->text);
}

// ---- text

static void
add(kg__emitter *e, kg_str s)
{
  if (kg_buf_add_str(&e->text, s))
    kg__jsonld_no_memory(&e->run);
}

static void
new_line(kg__emitter *e, unsigned depth)
{
  add(e, KG_STR("\n"));
  for (unsigned i = 0; i < depth; i++)
    add(e, KG_STR("  "));
}

static void
flush(kg__emitter *e)
{
  if (kg__utf8_check(kg_buf_str(&e->text)) < e->text.len)
    kg__jsonld_stop(&e->run, KG_ERR_DATA, "a text that is not UTF-8 cannot be written as JSON");
  kg_output_add_str(e->output, kg_buf_str(&e->text)); // a failure stays until the end
  kg_buf_clear(&e->text);
}

// Of the array that nodes go into.
static unsigned
depth_of(const kg__emitter *e)
{
  return (e->active ? 1 : 0) + (e->graph.len ? 2 : 0);
}

static void
begin_item(kg__emitter *e)
{
  if (e->any)
    add(e, KG_STR(","));
  e->any = true;
  new_line(e, depth_of(e) + 1);
}

static void
end_array(kg__emitter *e)
{
  if (e->any)
    new_line(e, depth_of(e));
  add(e, KG_STR("]"));
}

// ---- the document

static bool
has_prefix(kg__emitter *e, kg_str prefix, kg_str iri)
{
  size_t n;
  const kg__term *const *terms = kg__inverse_prefixes(&e->run, e->active, &n);
  for (size_t i = 0; i < n; i++)
    if (kg_str_equal(terms[i]->iri, iri))
      return true;
  return kg__context_term(e->active, prefix);
}

static kg__json *
prefix_term(kg__jsonld *p, kg_str iri)
{
  kg__json *text = kg__json_string(p, kg__jsonld_copy(p, iri));
  if (strchr(":/?#[]@", iri.ptr[iri.len - 1]))
    return text;
  kg__json *term = kg__json_object_of(p, KG_STR("@id"), text);
  kg__json_set(p, term, KG_STR("@prefix"), kg__json_bool(p, true));
  return term;
}

static void
add_prefixes(kg__emitter *e)
{
  kg_str prefix, iri;
  kg__jsonld *p = &e->run;
  kg__json *terms = kg__json_new(p, KG__JSON_OBJECT);
  for (size_t i = 0; kg_namespaces_at(e->prefixes, i, &prefix, &iri); i++)
    if (!has_prefix(e, prefix, iri))
      kg__json_set(p, terms, kg__jsonld_copy(p, prefix), prefix_term(p, iri));
  if (!terms->n_members)
    return;
  kg__json *both = kg__json_new(p, KG__JSON_ARRAY);
  kg__json_append_all(p, both, e->context);
  kg__json_append(p, both, terms);
  e->context = both;
  e->active = kg__compaction_context(p, both);
}

static void
read_context(kg__emitter *e)
{
  if (!e->context_text.len)
    return;
  e->context = kg__context_parse(&e->run, kg_buf_str(&e->context_text), KG_STR("the context"));
  e->active = kg__compaction_context(&e->run, e->context);
  if (e->prefixes)
    add_prefixes(e);
}

static void
begin(kg__emitter *e)
{
  if (e->begun)
    return;
  e->begun = true;
  read_context(e);
  if (!e->active) {
    add(e, KG_STR("["));
    return;
  }
  add(e, KG_STR("{\n  \"@context\": "));
  kg__json_print_within(&e->run, e->context, 1, &e->text);
  add(e, KG_STR(",\n  \"@graph\": ["));
}

static void
end_graph(kg__emitter *e)
{
  if (!e->graph.len)
    return;
  end_array(e);
  new_line(e, depth_of(e) - 1);
  add(e, KG_STR("}"));
  kg_buf_clear(&e->graph);
  e->any = true;
}

static void
begin_graph(kg__emitter *e, kg_str name)
{
  kg_str id = KG_STR("@id");
  begin_item(e);
  add(e, KG_STR("{"));
  new_line(e, depth_of(e) + 2);
  if (kg_buf_add_str(&e->graph, name))
    kg__jsonld_no_memory(&e->run);
  if (e->active) {
    id = kg__iri_compact_key(&e->run, e->active, "@id");
    name = kg__iri_compact(&e->run, e->active, name, NULL, false, false);
  }
  kg__json_print(&e->run, kg__json_string(&e->run, id), &e->text);
  add(e, KG_STR(": "));
  kg__json_print(&e->run, kg__json_string(&e->run, name), &e->text);
  add(e, KG_STR(","));
  new_line(e, depth_of(e));
  add(e, KG_STR("\"@graph\": ["));
  e->any = false;
}

void
kg__emit_graph(kg__emitter *e, kg_str name)
{
  begin(e);
  if (kg_str_equal(kg_buf_str(&e->graph), name))
    return;
  end_graph(e);
  if (name.len)
    begin_graph(e, name);
}

void
kg__emit_node(kg__emitter *e, kg__json *node)
{
  begin(e);
  begin_item(e);
  if (e->active)
    node = kg__compact(&e->run, e->active, e->graph.len ? KG_STR("@graph") : (kg_str){0}, node);
  kg__json_print_within(&e->run, node, depth_of(e) + 1, &e->text);
  flush(e);
}

void
kg__emitter_forget(kg__emitter *e)
{
  if (!kg__jsonld_is_full(&e->run))
    return;
  kg__jsonld_restart(&e->run);
  read_context(e);
}

void
kg__emit_end(kg__emitter *e)
{
  begin(e);
  end_graph(e);
  end_array(e);
  add(e, e->active ? KG_STR("\n}\n") : KG_STR("\n"));
  flush(e);
}

// ---- nodes

kg_str
kg__emitter_name(kg__emitter *e, const kg_term *term)
{
  return kg__jsonld_concat(&e->run, term->kind == KG_TERM_BLANK ? KG_STR("_:") : (kg_str){0}, term->value);
}

kg__json *
kg__emitter_value(kg__emitter *e, const kg_term *term)
{
  if (term->kind == KG_TERM_TRIPLE)
    kg__jsonld_stop(&e->run, KG_ERR_UNSUPPORTED, "JSON-LD cannot hold triple terms");
  if (term->kind == KG_TERM_LITERAL)
    return kg__value_object(&e->run, term);
  return kg__json_object_of(&e->run, KG_STR("@id"), kg__json_string(&e->run, kg__emitter_name(e, term)));
}

void
kg__emitter_add(kg__emitter *e, kg__json *node, kg_str property, kg__json *value)
{
  kg__json *values = kg__json_get(node, property);
  if (!values) {
    values = kg__json_new(&e->run, KG__JSON_ARRAY);
    kg__json_set(&e->run, node, kg__jsonld_copy(&e->run, property), values);
  }
  kg__json_append(&e->run, values, value);
}

void
kg__emitter_add_term(kg__emitter *e, kg__json *node, kg_str property, const kg_term *object)
{
  bool is_type = kg__is(property, KG_RDF_TYPE) && object->kind <= KG_TERM_IRI;
  if (is_type)
    kg__emitter_add(e, node, KG_STR("@type"), kg__json_string(&e->run, kg__emitter_name(e, object)));
  else
    kg__emitter_add(e, node, property, kg__emitter_value(e, object));
}
