// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Framing (Framing, 4.2.1), on a node map.

#include "kg/rdf/jsonld/frame.h"

#include <stdlib.h>

static void run(kg__framing *f, kg__json *ids, kg__json *frames, kg__json *parent, kg_str property);

// ---- flags

static kg__json *
flag_value(kg__json *frame, const char *name)
{
  kg__json *v = kg__first(kg__json_get(frame, kg_str_of(name)));
  return kg__is_value_object(v) ? kg__first(kg__json_get(v, KG_STR("@value"))) : v;
}

static bool
flag(kg__json *frame, const char *name, bool otherwise)
{
  kg__json *v = flag_value(frame, name);
  if (kg__json_is_string(v))
    return kg__is(v->string, "true");
  return kg__json_is_bool(v) ? kg__json_is_true(v) : otherwise;
}

static kg_jsonld_embed
embed_flag(kg__jsonld *p, kg__json *frame, kg_jsonld_embed otherwise)
{
  static const struct {
    const char *name;
    kg_jsonld_embed embed;
  } known[] = {{"@once", KG_JSONLD_EMBED_ONCE},   {"@always", KG_JSONLD_EMBED_ALWAYS},
               {"@never", KG_JSONLD_EMBED_NEVER}, {"@first", KG_JSONLD_EMBED_FIRST},
               {"@last", KG_JSONLD_EMBED_LAST},   {"@link", KG_JSONLD_EMBED_ONCE}};
  kg__json *v = flag_value(frame, "@embed");
  if (!v)
    return otherwise;
  if (kg__json_is_bool(v))
    return kg__json_is_true(v) ? KG_JSONLD_EMBED_ONCE : KG_JSONLD_EMBED_NEVER;
  size_t n = sizeof known / sizeof *known - 1;
  for (size_t i = 0; i < n; i++)
    if (kg__is(kg__json_text(v), known[i].name) &&
        (known[i].embed < KG_JSONLD_EMBED_FIRST || kg__jsonld_is_1_0(p)))
      return known[i].embed;
  kg__jsonld_fail(p, v, "invalid @embed value", "it is not \"@once\", \"@always\" or \"@never\"");
}

static kg__frame_flags
flags_of(kg__jsonld *p, kg__json *frame)
{
  return (kg__frame_flags){.embed = embed_flag(p, frame, p->options->embed),
                           .explicit_only = flag(frame, "@explicit", p->options->explicit_only),
                           .require_all = flag(frame, "@requireAll", p->options->require_all)};
}

// What holds for properties that the frame does not name.
static kg__json *
implicit_frame(kg__jsonld *p, const kg__frame_flags *flags)
{
  static const char *const names[] = {"@once", "@always", "@never", "@first", "@last"};
  kg__json *frame = kg__json_new(p, KG__JSON_OBJECT);
  kg__json_set(p, frame, KG_STR("@embed"),
               kg__json_array_of(p, kg__json_string(p, kg_str_of(names[flags->embed]))));
  kg__json_set(p, frame, KG_STR("@explicit"), kg__json_array_of(p, kg__json_bool(p, flags->explicit_only)));
  kg__json_set(p, frame, KG_STR("@requireAll"), kg__json_array_of(p, kg__json_bool(p, flags->require_all)));
  return kg__json_array_of(p, frame);
}

// ---- the frame

static bool
are_iris(kg__json *all)
{
  all = kg__json_is_array(all) ? all : NULL;
  for (size_t i = 0; i < kg__json_count(all); i++)
    if (!kg__json_is_object(all->items[i]) && !kg__is_iri(kg__json_text(all->items[i])))
      return false;
  return true;
}

static kg__json *
check_frame(kg__jsonld *p, kg__json *frames)
{
  kg__json *frame = kg__first(frames);
  if (!frame || !kg__json_is_object(frame) || (kg__json_is_array(frames) && frames->n_items != 1))
    kg__jsonld_fail(p, frame, "invalid frame", "a frame is one object");
  if (!are_iris(kg__json_get(frame, KG_STR("@id"))))
    kg__jsonld_fail(p, frame, "invalid frame", "@id is not an IRI");
  if (!are_iris(kg__json_get(frame, KG_STR("@type"))))
    kg__jsonld_fail(p, frame, "invalid frame", "@type is not an IRI");
  return frame;
}

// ---- embedding

static void
add_output(kg__jsonld *p, kg__json *parent, kg_str property, kg__json *output)
{
  if (kg__json_is_array(parent))
    kg__json_append(p, parent, output);
  else
    kg__json_add_value(p, parent, property, output, true);
}

static bool
is_circular(const kg__framing *f, kg_str id)
{
  for (const kg__ancestor *a = f->ancestors; a; a = a->outer)
    if (kg_str_equal(a->id, id) && kg_str_equal(a->graph, f->graph))
      return true;
  return false;
}

static kg__json *
embedded_ids(kg__framing *f)
{
  kg__json *ids = kg__json_get(f->embedded, f->graph);
  if (!ids) {
    ids = kg__json_new(f->p, KG__JSON_OBJECT);
    kg__json_set(f->p, f->embedded, f->graph, ids);
  }
  return ids;
}

// "@last": what was embedded before becomes a reference.
static void
take_back(kg__framing *f, kg_str id)
{
  kg__json *before = kg__json_get(embedded_ids(f), id);
  while (before->n_members > 1)
    kg__json_remove(f->p, before, before->members[before->n_members - 1].key);
}

// Whether a reference is all that is to be written.
static bool
is_only_reference(kg__framing *f, kg_str id, kg_jsonld_embed embed)
{
  bool before = kg__json_has(embedded_ids(f), id);
  if (embed == KG_JSONLD_EMBED_NEVER || is_circular(f, id))
    return true;
  if (before && embed == KG_JSONLD_EMBED_LAST)
    take_back(f, id);
  return before && (embed == KG_JSONLD_EMBED_ONCE || embed == KG_JSONLD_EMBED_FIRST);
}

// ---- a node's parts

static void
frame_graph(kg__framing *f, kg_str id, kg__json *frame, kg__json *output)
{
  kg__json *nodes = kg__json_get(f->graphs, id), *subframe = kg__json_get(frame, KG_STR("@graph"));
  bool recurse = subframe ? !kg__is(id, "@merged") && !kg__is(id, "@default") : !kg__is(f->graph, "@merged");
  if (!nodes || !recurse)
    return;
  kg__json *first = kg__first(subframe);
  if (!kg__json_is_object(first))
    first = kg__json_new(f->p, KG__JSON_OBJECT);
  kg_str outer = f->graph;
  f->graph = id;
  run(f, nodes, kg__json_array_of(f->p, first), output, KG_STR("@graph"));
  f->graph = outer;
}

static kg__json *
one_id(kg__jsonld *p, kg__json *reference)
{
  kg_str id = kg__json_text(kg__json_get(reference, KG_STR("@id")));
  return kg__json_object_of(p, id, reference);
}

static void
frame_list(kg__framing *f, kg_str property, kg__json *value, kg__json *subframes, kg__json *output,
           const kg__frame_flags *flags)
{
  kg__json *items = kg__json_get(value, KG_STR("@list"));
  kg__json *list = kg__json_object_of(f->p, KG_STR("@list"), kg__json_new(f->p, KG__JSON_ARRAY));
  kg__json *inner = kg__json_get(kg__first(subframes), KG_STR("@list"));
  if (!kg__json_count(inner))
    inner = implicit_frame(f->p, flags);
  add_output(f->p, output, property, list);
  for (size_t i = 0; i < kg__json_count(items); i++) {
    kg__json *item = items->items[i];
    if (kg__frame_is_reference(item))
      run(f, one_id(f->p, item), inner, list, KG_STR("@list"));
    else
      add_output(f->p, list, KG_STR("@list"), item);
  }
}

static void
frame_values(kg__framing *f, kg_str property, kg__json *values, kg__json *frame, kg__json *output,
             const kg__frame_flags *flags)
{
  kg__json *subframes = kg__json_get(frame, property);
  if (!subframes && flags->explicit_only)
    return;
  if (!subframes)
    subframes = implicit_frame(f->p, flags);
  for (size_t i = 0; i < kg__json_count(values); i++) {
    kg__json *value = values->items[i];
    kg__json *pattern = kg__first(subframes);
    if (kg__is_list_object(value))
      frame_list(f, property, value, subframes, output, flags);
    else if (kg__frame_is_reference(value))
      run(f, one_id(f->p, value), subframes, output, property);
    else if (!pattern || kg__frame_matches_value(pattern, value))
      add_output(f->p, output, property, value);
  }
}

static kg__json *
default_of(kg__jsonld *p, kg__json *next)
{
  kg__json *given = kg__json_get(next, KG_STR("@default"));
  kg__json *value = given ? given : kg__json_string(p, KG_STR("@null"));
  return kg__json_array_of(p, kg__json_object_of(p, KG_STR("@preserve"), kg__json_as_array(p, value)));
}

static void
add_defaults(kg__framing *f, kg__json *frame, kg__json *output)
{
  for (size_t i = 0; i < frame->n_members; i++) {
    kg_str key = frame->members[i].key;
    kg__json *next = kg__first(frame->members[i].value);
    bool is_type = kg__is(key, "@type");
    if (is_type ? !kg__json_has(next, KG_STR("@default")) : kg__is_keyword(key))
      continue;
    bool omit = flag(next, "@omitDefault", f->p->options->omit_default);
    if (!omit && !kg__json_has(output, key))
      kg__json_set(f->p, output, key, default_of(f->p, next));
  }
}

static bool
refers_to(kg__json *values, kg_str id)
{
  for (size_t i = 0; i < kg__json_count(values); i++)
    if (kg_str_equal(kg__json_text(kg__json_get(values->items[i], KG_STR("@id"))), id))
      return true;
  return false;
}

static void
add_reverse(kg__framing *f, kg_str id, kg__json *frame, kg__json *output)
{
  kg__json *reverse = kg__json_get(frame, KG_STR("@reverse")), *nodes = kg__framing_nodes(f);
  for (size_t r = 0; r < kg__json_count(reverse); r++) {
    kg_str property = reverse->members[r].key;
    for (size_t i = 0; i < nodes->n_members; i++) {
      if (!refers_to(kg__json_get(nodes->members[i].value, property), id))
        continue;
      kg__json *map = kg__json_get(output, KG_STR("@reverse"));
      if (!map) {
        map = kg__json_new(f->p, KG__JSON_OBJECT);
        kg__json_set(f->p, output, KG_STR("@reverse"), map);
      }
      if (!kg__json_has(map, property))
        kg__json_set(f->p, map, property, kg__json_new(f->p, KG__JSON_ARRAY));
      kg__json *only = kg__json_object_of(f->p, nodes->members[i].key, nodes->members[i].value);
      run(f, only, reverse->members[r].value, kg__json_get(map, property), property);
    }
  }
}

static void
frame_entries(kg__framing *f, kg__json *node, kg__json *frame, kg__json *output, const kg__frame_flags *flags)
{
  const kg__json_member *members = kg__json_members(f->p, node, true);
  for (size_t i = 0; i < node->n_members; i++) {
    if (kg__is_keyword(members[i].key))
      kg__json_set(f->p, output, members[i].key, members[i].value);
    else
      frame_values(f, members[i].key, members[i].value, frame, output, flags);
  }
}

// ---- the algorithm

static void
frame_node(kg__framing *f, kg_str id, kg__json *node, kg__json *frame, const kg__frame_flags *flags,
           kg__json *parent, kg_str property)
{
  kg__json *output = kg__json_object_of(f->p, KG_STR("@id"), kg__json_string(f->p, id));
  if (is_only_reference(f, id, flags->embed)) {
    add_output(f->p, parent, property, output);
    return;
  }
  kg__json_set(f->p, embedded_ids(f), id, output);
  kg__ancestor here = {id, f->graph, f->ancestors};
  f->ancestors = &here;
  frame_graph(f, id, frame, output);
  kg__json *included = kg__json_get(frame, KG_STR("@included"));
  if (included)
    run(f, kg__framing_nodes(f), included, output, KG_STR("@included"));
  frame_entries(f, node, frame, output, flags);
  add_defaults(f, frame, output);
  add_reverse(f, id, frame, output);
  f->ancestors = here.outer;
  add_output(f->p, parent, property, output);
}

// Those of `ids` (an object, of which only keys count) that match the frame, each framed into `parent`.
static void
run(kg__framing *f, kg__json *ids, kg__json *frames, kg__json *parent, kg_str property)
{
  kg__jsonld_enter(f->p);
  kg__json *frame = check_frame(f->p, frames);
  kg__frame_flags flags = flags_of(f->p, frame);
  const kg__json_member *members = kg__json_members(f->p, ids, true);
  for (size_t i = 0, n = ids->n_members; i < n; i++) {
    kg__json *node = kg__json_get(kg__framing_nodes(f), members[i].key);
    if (!node || !kg__frame_matches(f, node, frame, flags.require_all))
      continue;
    if (!property.ptr)
      f->embedded = kg__json_new(f->p, KG__JSON_OBJECT);
    frame_node(f, members[i].key, node, frame, &flags, parent, property);
  }
  f->p->depth--;
}

kg__json *
kg__frame(kg__jsonld *p, kg__json *expanded, kg__json *frame, bool merged)
{
  kg__json *result = kg__json_new(p, KG__JSON_ARRAY), *graphs = kg__node_map(p, expanded);
  if (merged)
    kg__json_set(p, graphs, KG_STR("@merged"), kg__node_map_merge(p, graphs));
  kg__framing f = {.p = p,
                   .graphs = graphs,
                   .graph = merged ? KG_STR("@merged") : KG_STR("@default"),
                   .embedded = kg__json_new(p, KG__JSON_OBJECT)};
  run(&f, kg__framing_nodes(&f), frame, result, (kg_str){0});
  return result;
}
