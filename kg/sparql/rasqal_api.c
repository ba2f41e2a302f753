// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/rasqal_api.h"
#include "kg/sparql/rasqal_run.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void
on_log(void *self, raptor_log_message *message)
{
  kg__rasqal *api = self;
  kg__rasqal_log *log = api->log;
  if (!log || log->failed || message->level < RAPTOR_LOG_LEVEL_ERROR)
    return;
  log->failed = true;
  log->line = message->locator && message->locator->line > 0 ? message->locator->line : 0;
  snprintf(log->message, sizeof log->message, "%s", message->text ? message->text : "error");
}

static void
free_api(struct kg__rasqal *api)
{
  if (!api)
    return;
  if (api->world)
    api->rasqal_free_world(api->world);
  if (api->raptor)
    api->raptor_free_world(api->raptor);
  free(api);
}

// The library stays loaded: others may have begun to use it.
static kg_status
load(kg__rasqal *api, kg_error *err)
{
  void *library = dlopen("librasqal.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "cannot load rasqal: %s", dlerror());
#define X(name)                                 \
  *(void **)&api->name = dlsym(library, #name); \
  if (!api->name)                               \
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "the installed rasqal lacks %s", #name);
  KG__RASQAL_FUNCTIONS(X)
#undef X
  return KG_OK;
}

static kg_status
start(kg__rasqal *api, kg_error *err)
{
  api->raptor = api->raptor_new_world_internal(RAPTOR_VERSION);
  if (!api->raptor)
    return kg_error_set(err, KG_ERR_NOMEM, "raptor2 does not start");
  api->raptor_world_set_flag(api->raptor, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
  api->raptor_world_set_log_handler(api->raptor, api, on_log);
  api->world = api->raptor_world_open(api->raptor) ? NULL : api->rasqal_new_world();
  if (!api->world)
    return kg_error_set(err, KG_ERR_NOMEM, "rasqal does not start");
  api->rasqal_world_set_raptor(api->world, api->raptor);
  api->rasqal_world_set_log_handler(api->world, api, on_log);
  if (api->rasqal_world_open(api->world) || kg__rasqal_set_source(api))
    return kg_error_set(err, KG_ERR_NOMEM, "rasqal does not start");
  api->rasqal_world_set_warning_level(api->world, 0);
  return KG_OK;
}

kg_status
kg__rasqal_get(kg_world *world, kg__rasqal **api, kg_error *err)
{
  if (!world)
    return kg_error_set(err, KG_ERR_ARGUMENT, "the engine rasqal needs a world");
  *api = world->rasqal;
  if (*api)
    return KG_OK;
  kg__rasqal *made = calloc(1, sizeof *made);
  if (!made)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory for rasqal");
  kg_status st = load(made, err);
  if (!st)
    st = start(made, err);
  if (st) {
    free_api(made);
    return st;
  }
  world->rasqal_free = free_api;
  *api = world->rasqal = made;
  return KG_OK;
}
