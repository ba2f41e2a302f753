// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/iri.h"

#include "kg/base/span.h"
#include "kg/base/utf8.h"

#include <stdlib.h>
#include <unistd.h>

static bool
is_alpha(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alnum(char c)
{
  return is_alpha(c) || (c >= '0' && c <= '9');
}

// Length of the scheme in front of a colon, or 0.
static size_t
scheme_length(kg_str s)
{
  size_t i = 0;
  if (kg_str_starts(s, KG_STR("http")))
    i = 4;
  else if (!s.len || !is_alpha(s.ptr[0]))
    return 0;
  while (i < s.len && (is_alnum(s.ptr[i]) || s.ptr[i] == '+' || s.ptr[i] == '-' || s.ptr[i] == '.'))
    i++;
  return i < s.len && s.ptr[i] == ':' ? i : 0;
}

static kg_str
take(kg_str *s, size_t n)
{
  kg_str taken = {s->ptr, n};
  *s = (kg_str){s->ptr + n, s->len - n};
  return taken;
}

static kg_str
take_until(kg_str *s, const char *stops)
{
  size_t n = 0;
  while (n < s->len && !(s->ptr[n] && strchr(stops, s->ptr[n])))
    n++;
  return take(s, n);
}

kg_iri_parts
kg_iri_split(kg_str s)
{
  kg_iri_parts parts = {0};
  if (!s.ptr)
    s = KG_STR("");
  size_t scheme = scheme_length(s);
  if (scheme) {
    parts.scheme = take(&s, scheme);
    take(&s, 1);
  }
  if (kg_str_starts(s, KG_STR("//"))) {
    take(&s, 2);
    parts.authority = take_until(&s, "/?#");
  }
  parts.path = take_until(&s, "?#");
  if (s.len && s.ptr[0] == '?') {
    take(&s, 1);
    parts.query = take_until(&s, "#");
  }
  if (s.len) {
    take(&s, 1);
    parts.fragment = s;
  }
  return parts;
}

bool
kg_iri_is_absolute(kg_str iri)
{
  return scheme_length(iri) > 0;
}

kg_str
kg_iri_local(kg_str iri)
{
  size_t i = iri.len;
  while (i && iri.ptr[i - 1] != '#' && iri.ptr[i - 1] != '/')
    i--;
  return (kg_str){iri.ptr + i, iri.len - i};
}

size_t
kg_iri_check(kg_str iri)
{
  return kg__utf8_check((kg_str){iri.ptr, kg__span_iri(iri.ptr, iri.len)});
}

// Take back the last segment and the slash before it.
static size_t
pop_segment(const char *path, size_t len)
{
  while (len > 0 && path[--len] != '/')
    ;
  return len;
}

// RFC 3986, 5.2.4, in place: `in` is what it calls the input buffer, path[0..out) the output.
static size_t
remove_dots(char *path, size_t len)
{
  kg_str in = {path, len};
  size_t out = 0;
  while (in.len) {
    if (kg_str_starts(in, KG_STR("../"))) {
      take(&in, 3);
    } else if (kg_str_starts(in, KG_STR("./"))) {
      take(&in, 2);
    } else if (kg_str_equal(in, KG_STR(".")) || kg_str_equal(in, KG_STR(".."))) {
      break;
    } else if (kg_str_starts(in, KG_STR("/./"))) {
      take(&in, 2);
    } else if (kg_str_starts(in, KG_STR("/../"))) {
      take(&in, 3);
      out = pop_segment(path, out);
    } else if (kg_str_equal(in, KG_STR("/."))) {
      path[out++] = '/';
      break;
    } else if (kg_str_equal(in, KG_STR("/.."))) {
      out = pop_segment(path, out);
      path[out++] = '/';
      break;
    } else {
      do {
        path[out++] = take(&in, 1).ptr[0];
      } while (in.len && in.ptr[0] != '/');
    }
  }
  return out;
}

// What of the base's path stays before a relative path (RFC 3986, 5.2.3).
static kg_str
directory(const kg_iri_parts *base)
{
  if (base->authority.ptr && !base->path.len)
    return KG_STR("/");
  size_t n = base->path.len;
  while (n > 0 && base->path.ptr[n - 1] != '/')
    n--;
  return (kg_str){base->path.ptr, n};
}

static kg_status
add_path(kg_str first, kg_str second, bool after_authority, kg_buf *buf)
{
  size_t start = buf->len;
  KG_TRY(kg_buf_add_str(buf, first));
  KG_TRY(kg_buf_add_str(buf, second));
  if (buf->len > start)
    buf->len = start + remove_dots(buf->ptr + start, buf->len - start);
  kg_str path = {buf->ptr + start, buf->len - start};
  if (after_authority || !kg_str_starts(path, KG_STR("//")))
    return KG_OK;
  KG_TRY(kg_buf_add_str(buf, KG_STR("/.")));
  memmove(buf->ptr + start + 2, buf->ptr + start, buf->len - start - 2);
  memcpy(buf->ptr + start, "/.", 2);
  return KG_OK;
}

// A part with its mark, unless it is absent.
static kg_status
add_part(const char *before, kg_str part, const char *after, kg_buf *buf)
{
  if (!part.ptr)
    return KG_OK;
  KG_TRY(kg_buf_add_str(buf, kg_str_of(before)));
  KG_TRY(kg_buf_add_str(buf, part));
  return kg_buf_add_str(buf, kg_str_of(after));
}

static kg_status
resolve(kg_iri_parts base, kg_iri_parts ref, kg_buf *buf)
{
  kg_str scheme = ref.scheme.ptr ? ref.scheme : base.scheme;
  bool own_authority = ref.scheme.ptr || ref.authority.ptr;
  kg_str authority = own_authority ? ref.authority : base.authority;
  kg_str query = ref.query;
  KG_TRY(add_part("", scheme, ":", buf));
  KG_TRY(add_part("//", authority, "", buf));
  if (own_authority || (ref.path.len && ref.path.ptr[0] == '/')) {
    KG_TRY(add_path((kg_str){0}, ref.path, authority.ptr != NULL, buf));
  } else if (ref.path.len) {
    KG_TRY(add_path(directory(&base), ref.path, authority.ptr != NULL, buf));
  } else {
    KG_TRY(kg_buf_add_str(buf, base.path));
    query = ref.query.ptr ? ref.query : base.query;
  }
  KG_TRY(add_part("?", query, "", buf));
  return add_part("#", ref.fragment, "", buf);
}

kg_status
kg_iri_resolve(kg_str base, kg_str reference, kg_buf *buf)
{
  if (!base.len)
    return kg_buf_add_str(buf, reference);
  size_t start = buf->len;
  kg_status st = resolve(kg_iri_split(base), kg_iri_split(reference), buf);
  if (st)
    buf->len = start;
  return st;
}

static kg_status
add_escaped_path(kg_str path, kg_buf *buf)
{
  while (path.len) {
    uint32_t c;
    size_t n = kg__utf8_decode(path, &c);
    bool plain = n > 1 || (n == 1 && c && (is_alnum((char)c) || strchr("/-._~!$&'()*+,;=:@", (char)c)));
    kg_str one = take(&path, n ? n : 1);
    KG_TRY(plain ? kg_buf_add_str(buf, one)
                 : kg_buf_printf(buf, "%%%02X", (unsigned)(unsigned char)one.ptr[0]));
  }
  return KG_OK;
}

static kg_status
add_file_iri(kg_str path, kg_buf *buf, kg_error *err)
{
  KG_TRY(kg_buf_add_str(buf, KG_STR("file://")));
  size_t start = buf->len;
  if (path.ptr[0] != '/') {
    char *cwd = getcwd(NULL, 0);
    kg_status st = cwd ? add_escaped_path(kg_str_of(cwd), buf)
                       : kg_error_set(err, KG_ERR_IO, "the working directory is not known");
    free(cwd);
    KG_TRY(st);
    KG_TRY(kg_buf_add_char(buf, '/'));
  }
  KG_TRY(add_escaped_path(path, buf));
  buf->len = start + remove_dots(buf->ptr + start, buf->len - start);
  return KG_OK;
}

kg_status
kg_iri_from_path(kg_str path, kg_buf *buf, kg_error *err)
{
  if (!path.len)
    return kg_error_set(err, KG_ERR_ARGUMENT, "an empty path names no file");
  size_t start = buf->len;
  kg_status st = add_file_iri(path, buf, err);
  if (st)
    buf->len = start;
  return st == KG_ERR_NOMEM ? kg_error_set(err, st, "out of memory") : st;
}
