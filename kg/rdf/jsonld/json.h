// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   JSON as a tree in an arena: no reference counts, text borrowed from the document where it has no escapes,
   numbers with their lexical form, and each value knows where it stands, for error messages.

   Values are shared freely and must not be changed once another holds them, unless that is known to be fine.
   A null `kg__json *` stands for "no value"; it may be asked for anything.  Functions with a `kg__jsonld *`
   do not return when there is no memory (see jsonld.h).
*/
#ifndef KG_RDF_JSONLD_JSON_H
#define KG_RDF_JSONLD_JSON_H

#include "kg/str.h"

typedef struct kg__jsonld kg__jsonld;
typedef struct kg__json kg__json;

typedef enum kg__json_type {
  KG__JSON_NULL,
  KG__JSON_FALSE,
  KG__JSON_TRUE,
  KG__JSON_NUMBER,
  KG__JSON_STRING,
  KG__JSON_ARRAY,
  KG__JSON_OBJECT
} kg__json_type;

typedef struct kg__json_member {
  kg_str key;
  kg__json *value;
} kg__json_member;

struct kg__json {
  uint8_t type;
  uint16_t document; ///< Which document it was read from, 0: none
  uint32_t offset;   ///< Where in it
  union {
    kg_str string; ///< Of a number: as it was written
    struct {
      kg__json **items;
      uint32_t n_items, items_capacity;
    };
    struct {
      kg__json_member *members;
      uint32_t n_members, members_capacity;
      uint32_t *index; ///< Hash table of positions + 1 for large objects, else null
    };
  };
};

enum { KG__JSON_DEPTH = 1024 }; ///< Arrays and objects within each other

/** For loops over what may be no array, or no object. */
static inline size_t
kg__json_count(const kg__json *v)
{
  return !v ? 0 : v->type == KG__JSON_ARRAY ? v->n_items : v->type == KG__JSON_OBJECT ? v->n_members : 0;
}

static inline bool
kg__json_is(const kg__json *v, kg__json_type type)
{
  return v && v->type == type;
}

#define kg__json_is_null(v) (!(v) || (v)->type == KG__JSON_NULL)
#define kg__json_is_string(v) kg__json_is(v, KG__JSON_STRING)
#define kg__json_is_array(v) kg__json_is(v, KG__JSON_ARRAY)
#define kg__json_is_object(v) kg__json_is(v, KG__JSON_OBJECT)
#define kg__json_is_true(v) kg__json_is(v, KG__JSON_TRUE)

static inline bool
kg__json_is_bool(const kg__json *v)
{
  return v && (v->type == KG__JSON_FALSE || v->type == KG__JSON_TRUE);
}

/** Neither array, object nor null. */
static inline bool
kg__json_is_scalar(const kg__json *v)
{
  return v && v->type != KG__JSON_NULL && v->type < KG__JSON_ARRAY;
}

static inline bool
kg__json_is_empty_object(const kg__json *v)
{
  return kg__json_is_object(v) && v->n_members == 0;
}

static inline bool
kg__json_is_empty_array(const kg__json *v)
{
  return kg__json_is_array(v) && v->n_items == 0;
}

/** Its text, or a null string if it is no string. */
static inline kg_str
kg__json_text(const kg__json *v)
{
  return kg__json_is_string(v) ? v->string : (kg_str){0};
}

// ---- making; text is borrowed

kg__json *kg__json_new(kg__jsonld *p, kg__json_type type);
kg__json *kg__json_string(kg__jsonld *p, kg_str text);
kg__json *kg__json_number(kg__jsonld *p, kg_str lexical);
kg__json *kg__json_bool(kg__jsonld *p, bool value);

/** An array of one item. */
kg__json *kg__json_array_of(kg__jsonld *p, kg__json *item);

/** `v` if it is an array, else an array of it; of nothing an empty one. */
kg__json *kg__json_as_array(kg__jsonld *p, kg__json *v);

/** An object of one member. */
kg__json *kg__json_object_of(kg__jsonld *p, kg_str key, kg__json *value);

/** A copy whose members or items may be set; they themselves are shared. */
kg__json *kg__json_copy(kg__jsonld *p, const kg__json *v);

// ---- changing

void kg__json_append(kg__jsonld *p, kg__json *array, kg__json *item);

/** Append an item, or all of an array's. */
void kg__json_append_all(kg__jsonld *p, kg__json *array, kg__json *items);

/** Set a member, in the place of the one that has the key already. */
void kg__json_set(kg__jsonld *p, kg__json *object, kg_str key, kg__json *value);
/** Make room for `n` members in an object that is new. */
void kg__json_reserve(kg__jsonld *p, kg__json *object, size_t n);
void kg__json_remove(kg__jsonld *p, kg__json *object, kg_str key);

/**
   Add a value (or each item of an array) to what a key has: the "add value" of the specification.

   An empty array makes the entry alone.
*/
void kg__json_add_value(kg__jsonld *p, kg__json *object, kg_str key, kg__json *value, bool as_array);

// ---- asking

/** The value of a key, or null; also where `object` is none. */
kg__json *kg__json_get(const kg__json *object, kg_str key);

static inline bool
kg__json_has(const kg__json *object, kg_str key)
{
  return kg__json_get(object, key) != NULL;
}

/** Whether an array has this text among its items, or `v` is it. */
bool kg__json_contains_text(const kg__json *v, kg_str text);

/** Equal as JSON: members in any order, numbers by value. */
bool kg__json_equal(const kg__json *a, const kg__json *b);

/** Members in the order of their keys (as `ordered` asks), or as they are. */
const kg__json_member *kg__json_members(kg__jsonld *p, const kg__json *object, bool sorted);

double kg__json_number_value(const kg__jsonld *p, const kg__json *number);

// ---- text

/** Parse a document; `document` is its number for places.  Fails with KG_ERR_DATA or KG_ERR_LIMIT. */
kg__json *kg__json_parse(kg__jsonld *p, kg_str text, unsigned document);

/** Append indented JSON.  Fails with KG_ERR_LIMIT if it is too deep. */
void kg__json_print(kg__jsonld *p, const kg__json *v, kg_buf *out);

/** The same for what stands `depth` levels within a document. */
void kg__json_print_within(kg__jsonld *p, const kg__json *v, unsigned depth, kg_buf *out);

/** Append the JSON Canonicalization Scheme's form (RFC 8785). */
void kg__json_canonical(kg__jsonld *p, const kg__json *v, kg_buf *out);

/** Append a number as ECMAScript prints it. */
void kg__json_print_number(kg__jsonld *p, double value, kg_buf *out);

/** Append a double's canonical lexical form of XML Schema: 1.1E0. */
void kg__json_print_double(kg__jsonld *p, double value, kg_buf *out);

#endif
