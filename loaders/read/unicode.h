// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The functions of ICU that loaders call, found when they are first needed.

   Linking ICU costs each process more than most queries do, and only loaders call it.
*/
#ifndef KG_LOADERS_UNICODE_H
#define KG_LOADERS_UNICODE_H

#include "kg/status.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/** Each has the name and the type of ICU's. */
#define KG__ICU_FUNCTIONS(F) \
  F(u_isupper)               \
  F(u_isalpha)               \
  F(u_isdigit)               \
  F(u_isUWhiteSpace)         \
  F(u_charType)              \
  F(u_foldCase)              \
  F(u_strFromUTF8)           \
  F(u_strFromUTF8WithSub)    \
  F(u_strToUTF8WithSub)      \
  F(unorm2_getNFKDInstance)  \
  F(unorm2_normalize)        \
  F(utrans_openU)            \
  F(utrans_transUChars)      \
  F(utrans_close)

#define KG__ICU_MEMBER(function) __typeof__(function) *function##_;

typedef struct kg__icu {
  KG__ICU_FUNCTIONS(KG__ICU_MEMBER)
} kg__icu;

/** Find them; KG_ERR_UNSUPPORTED if ICU is not installed.  Loaders do this before they begin. */
kg_status kg__icu_load(kg_error *err);

/** After kg__icu_load(). */
const kg__icu *kg__icu_get(void);

#endif
