// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Status codes and errors.

   Every function that can fail returns a `kg_status`; zero is success.  Where there is something worth saying
   the last argument is a `kg_error *`, which may be null: the caller's own struct, filled only on failure,
   owning nothing, so it needs no release.  People read it through kg_error_print():

       sanctions.ttl:12:7: unknown prefix 'sce:', did you mean 'sec:'?
         sce:sanctions <x> .
         ^
*/
#ifndef KG_STATUS_H
#define KG_STATUS_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KG_API __attribute__((visibility("default")))
#define KG_PRINTF(text, args) __attribute__((format(printf, text, args)))
#else
#define KG_API
#define KG_PRINTF(text, args)
#endif

typedef enum kg_status {
  KG_OK = 0,
  KG_DONE,            ///< A cursor has no more.  Not an error.
  KG_ERR_DATA,        ///< The data are wrong: syntax, encoding, a rule of the format
  KG_ERR_QUERY,       ///< The query or update is wrong
  KG_ERR_ARGUMENT,    ///< The caller's argument makes no sense
  KG_ERR_UNSUPPORTED, ///< Known, but not offered here
  KG_ERR_NOT_FOUND,   ///< What was asked for is not there
  KG_ERR_CONFLICT,    ///< What stands there already forbids it
  KG_ERR_LIMIT,       ///< A limit of memory, depth, length or rows was reached
  KG_ERR_TIMEOUT,     ///< The deadline passed
  KG_ERR_INTERRUPTED, ///< The caller asked to stop
  KG_ERR_NOMEM,       ///< No memory
  KG_ERR_IO,          ///< Reading or writing failed
  KG_ERR_LOCKED,      ///< Another process is writing to the store
  KG_ERR_STORE        ///< The store is damaged, foreign, or of an unknown version
} kg_status;

enum { KG_ERROR_SOURCE_SIZE = 512, KG_ERROR_MESSAGE_SIZE = 768, KG_ERROR_EXCERPT_SIZE = 240 };

/**
   What went wrong, and where.  All strings end in NUL and are cut, at a character, to fit; what a terminal
   would obey (control and bidirectional characters, broken UTF-8) is replaced in them.
*/
typedef struct kg_error {
  kg_status status;
  size_t line;                         ///< From 1; 0 if the place is not known
  size_t column;                       ///< From 1, in Unicode code points; 0 if not known
  size_t caret;                        ///< Column of the fault within `excerpt`, from 1; 0 if there is none
  char source[KG_ERROR_SOURCE_SIZE];   ///< File name or IRI; may be empty
  char message[KG_ERROR_MESSAGE_SIZE]; ///< What is wrong, in lower case, without a full stop
  char excerpt[KG_ERROR_EXCERPT_SIZE]; ///< The line at fault, cut around the fault; may be empty
} kg_error;

/** Return a short English name of `status`, such as "out of memory".  Static. */
KG_API const char *kg_status_name(kg_status status);

/**
   Set `*err` to `status` with a formatted message and no place.

   Returns `status`, so that a failing function can say `return kg_error_set(err, KG_ERR_DATA, "...")`.  `err`
   may be null.
*/
KG_API kg_status kg_error_set(kg_error *err, kg_status status, const char *format, ...) KG_PRINTF(3, 4);

/** The same with the arguments as a list. */
KG_API kg_status kg_error_vset(kg_error *err, kg_status status, const char *format, va_list args)
    KG_PRINTF(3, 0);

/** Name the source of an error that has none yet. */
KG_API void kg_error_set_source(kg_error *err, const char *source, size_t source_len);

/** Give an error its place, both from 1 (0: not known). */
KG_API void kg_error_set_place(kg_error *err, size_t line, size_t column);

/**
   Give an error its place and an excerpt, from the text that it is about.

   Counts lines and columns from the start of `text` to `offset` (in bytes), and keeps the line around it with
   control characters replaced, so that it is safe on a terminal.  `first_line` is the number of the text's
   first line.
*/
KG_API void kg_error_set_excerpt(kg_error *err, const char *text, size_t text_len, size_t offset,
                                 size_t first_line);

/**
   Write the error as people read it, with excerpt and caret, into `buf` and end it in NUL.

   Returns the length that it has whole, as snprintf() does.  There is no newline at the end.
*/
KG_API size_t kg_error_print(const kg_error *err, char *buf, size_t buf_size);

/** Leave the function with the status of `call` unless it is KG_OK. */
#define KG_TRY(call)                   \
  do {                                 \
    kg_status kg_try_status_ = (call); \
    if (kg_try_status_)                \
      return kg_try_status_;           \
  } while (0)

/** Set `st` to the status of `call`, and go to `done` unless it is KG_OK. */
#define KG_TRY_DONE(st, call) \
  do {                        \
    if (((st) = (call)))      \
      goto done;              \
  } while (0)

#ifdef __cplusplus
}
#endif

#endif
