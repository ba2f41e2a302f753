// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

typedef struct tally {
  uint64_t quads;
} tally;

static kg_status
count(void *self, const kg_quad *quad, kg_error *err)
{
  (void)quad;
  (void)err;
  ((tally *)self)->quads++;
  return KG_OK;
}

static kg_status
check_rdf(cli_state *cli, const char *path, kg_error *err)
{
  tally t = {0};
  kg_sink sink = {.self = &t, .quad = count};
  KG_TRY(cli_read_rdf(cli, path, kg_str_of(cli->args.base), (kg_term){0}, &sink, err));
  if (cli->args.operands.n > 1)
    printf("%s: ", path);
  printf("%llu\n", (unsigned long long)t.quads);
  return KG_OK;
}

static kg_status
check_query(cli_state *cli, const char *path, bool update, kg_error *err)
{
  kg_buf text = {0};
  kg_source *source = NULL;
  kg_query_options options = {.base = kg_str_of(cli->args.base), .source = path};
  kg_update_options update_options = {.base = options.base, .source = path};
  kg_status st;
  KG_TRY_DONE(st, kg_source_open(path, &source, err));
  KG_TRY_DONE(st, kg_source_read_all(source, 0, &text, err));
  KG_TRY_DONE(st, update ? kg_update_check(kg_buf_str(&text), &update_options, err)
                         : kg_query_check(cli->world, kg_buf_str(&text), &options, err));
done:
  kg_source_close(source);
  kg_buf_release(&text);
  return st;
}

static kg_status
check(cli_state *cli, const char *path, kg_error *err)
{
  kg_str name = kg_str_of(path);
  const char *as = cli->args.as;
  bool query = as ? strcmp(as, "query") == 0 : kg_str_ends(name, KG_STR(".rq"));
  bool update = as ? strcmp(as, "update") == 0 : kg_str_ends(name, KG_STR(".ru"));
  if (as && !query && !update && strcmp(as, "rdf") != 0)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--as wants rdf, query or update, not '%s'", as);
  return query || update ? check_query(cli, path, update, err) : check_rdf(cli, path, err);
}

kg_status
cmd_check(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 1, SIZE_MAX, err));
  kg_status first = KG_OK;
  for (size_t i = 0; i < cli->args.operands.n; i++) {
    kg_error each = {0};
    kg_status st = check(cli, cli->args.operands.items[i], &each);
    if (st && first)
      cli_report(cli, &each);
    else if ((first = st) && err)
      *err = each;
    if (st == KG_ERR_ARGUMENT || st == KG_ERR_INTERRUPTED)
      break;
  }
  return first;
}
