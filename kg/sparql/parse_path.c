// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/parse.h"

static kg_status
new_path(kg__parser *p, kg__path_kind kind, kg__path *part, kg__path **path)
{
  if (++p->n_parts > KG__PARSE_PARTS)
    return kg__parse_fail(p, p->token.start, "more than %d groups, clauses and parts of paths",
                          KG__PARSE_PARTS);
  *path = kg_arena_calloc(p->arena, 1, sizeof **path);
  if (!*path)
    return KG_ERR_NOMEM;
  (*path)->kind = kind;
  return part ? kg__push(p->arena, (*path)->parts, (*path)->n_parts, part) : KG_OK;
}

static kg_status
parse_link(kg__parser *p, kg__path **path)
{
  KG_TRY(new_path(p, KG__PATH_IRI, NULL, path));
  return kg__parse_type_or_iri(p, &(*path)->iri);
}

static kg_status
parse_one_negated(kg__parser *p, kg__path *negated)
{
  bool inverse;
  kg__path *link;
  KG_TRY(kg__parse_accept(p, '^', &inverse));
  KG_TRY(parse_link(p, &link));
  if (inverse)
    KG_TRY(new_path(p, KG__PATH_INVERSE, link, &link));
  return kg__push(p->arena, negated->parts, negated->n_parts, link);
}

static kg_status
parse_negated(kg__parser *p, kg__path **path)
{
  bool found;
  KG_TRY(new_path(p, KG__PATH_NEGATED, NULL, path));
  KG_TRY(kg__parse_accept(p, '(', &found));
  if (!found)
    return parse_one_negated(p, *path);
  KG_TRY(kg__parse_accept(p, ')', &found));
  if (found)
    return KG_OK;
  do {
    KG_TRY(parse_one_negated(p, *path));
    KG_TRY(kg__parse_accept(p, '|', &found));
  } while (found);
  return kg__parse_punct(p, ')', "'|' or ')'");
}

static kg_status
parse_primary(kg__parser *p, kg__path **path)
{
  bool found;
  KG_TRY(kg__parse_accept(p, '!', &found));
  if (found)
    return parse_negated(p, path);
  KG_TRY(kg__parse_accept(p, '(', &found));
  if (!found)
    return parse_link(p, path);
  KG_TRY(kg__parse_path(p, path));
  return kg__parse_punct(p, ')', "')'");
}

static kg_status
parse_element(kg__parser *p, kg__path **path)
{
  static const struct {
    int punct;
    kg__path_kind kind;
  } mods[] = {{'?', KG__PATH_ZERO_OR_ONE}, {'*', KG__PATH_ZERO_OR_MORE}, {'+', KG__PATH_ONE_OR_MORE}};
  bool inverse, found;
  KG_TRY(kg__parse_accept(p, '^', &inverse));
  KG_TRY(parse_primary(p, path));
  for (size_t i = 0; i < 3; i++) {
    KG_TRY(kg__parse_accept(p, mods[i].punct, &found));
    if (found) {
      KG_TRY(new_path(p, mods[i].kind, *path, path));
      break;
    }
  }
  return inverse ? new_path(p, KG__PATH_INVERSE, *path, path) : KG_OK;
}

// Parts separated by one character, as one path of `kind` if there are several.
static kg_status
parse_list(kg__parser *p, int separator, kg__path_kind kind, kg_status (*part)(kg__parser *, kg__path **),
           kg__path **path)
{
  bool found;
  kg__path *list = NULL, *next;
  KG_TRY(part(p, path));
  for (;;) {
    KG_TRY(kg__parse_accept(p, separator, &found));
    if (!found)
      break;
    if (!list)
      KG_TRY(new_path(p, kind, *path, &list));
    KG_TRY(part(p, &next));
    KG_TRY(kg__push(p->arena, list->parts, list->n_parts, next));
  }
  if (list)
    *path = list;
  return KG_OK;
}

static kg_status
parse_sequence(kg__parser *p, kg__path **path)
{
  return parse_list(p, '/', KG__PATH_SEQUENCE, parse_element, path);
}

kg_status
kg__parse_path(kg__parser *p, kg__path **path)
{
  KG_TRY(kg__parse_enter(p));
  KG_TRY(parse_list(p, '|', KG__PATH_ALTERNATIVE, parse_sequence, path));
  kg__parse_leave(p);
  return KG_OK;
}
