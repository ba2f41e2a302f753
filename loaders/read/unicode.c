// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/unicode.h"

#include <dlfcn.h>
#include <pthread.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define SO(name) "lib" name ".so." TEXT(U_ICU_VERSION_MAJOR_NUM)
#define FIND(function) icu.function##_ = (__typeof__(function) *)find(TEXT(function));

static kg__icu icu;
static bool loaded;
static void *libraries[2];
static size_t n_missing;

static void *
find(const char *name)
{
  void *function = NULL;
  for (int i = 0; i < 2 && !function; i++)
    function = libraries[i] ? dlsym(libraries[i], name) : NULL;
  n_missing += !function;
  return function;
}

static void
load(void)
{
  libraries[0] = dlopen(SO("icuuc"), RTLD_LAZY | RTLD_LOCAL);
  libraries[1] = dlopen(SO("icui18n"), RTLD_LAZY | RTLD_LOCAL);
  KG__ICU_FUNCTIONS(FIND)
  loaded = n_missing == 0;
}

kg_status
kg__icu_load(kg_error *err)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (loaded)
    return KG_OK;
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "ICU (%s, %s) cannot be loaded", SO("icuuc"), SO("icui18n"));
}

const kg__icu *
kg__icu_get(void)
{
  return kg__icu_load(NULL) ? NULL : &icu;
}
