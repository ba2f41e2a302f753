// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/remote/remote.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>

// ---- places

static bool
read_port(kg_str text, unsigned *port)
{
  unsigned n = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || n > 6553)
      return false;
    n = 10 * n + (unsigned)(text.ptr[i] - '0');
  }
  *port = n;
  return text.len && n && n < 65536;
}

static bool
read_authority(kg_str text, kg__place *place)
{
  bool bracket = text.len && text.ptr[0] == '[';
  size_t end = 0;
  while (end < text.len && text.ptr[end] != (bracket ? ']' : ':'))
    end++;
  if (bracket && end++ == text.len)
    return false;
  place->host = (kg_str){text.ptr, end};
  if (end == text.len)
    return end > 0;
  return end && text.ptr[end] == ':' &&
         read_port((kg_str){text.ptr + end + 1, text.len - end - 1}, &place->port);
}

// What programs read in different ways is refused: credentials, backslashes, spaces, escapes in the host.
static bool
is_plain(kg_str authority)
{
  for (size_t i = 0; i < authority.len; i++) {
    unsigned char c = (unsigned char)authority.ptr[i];
    if (c <= ' ' || c >= 127 || strchr("@\\%<>\"'`{}|^", c))
      return false;
  }
  return true;
}

bool
kg__place_read(kg_str iri, kg__place *place)
{
  size_t start, end;
  *place = (kg__place){0};
  if (kg_str_starts(iri, KG_STR("http://")))
    *place = (kg__place){.scheme = KG_STR("http"), .port = 80};
  else if (kg_str_starts(iri, KG_STR("https://")))
    *place = (kg__place){.scheme = KG_STR("https"), .port = 443};
  else
    return false;
  start = end = place->scheme.len + 3;
  while (end < iri.len && !strchr("/?#", iri.ptr[end]))
    end++;
  kg_str authority = {iri.ptr + start, end - start};
  place->path = (kg_str){iri.ptr + end, iri.len - end};
  return is_plain(authority) && read_authority(authority, place);
}

// ---- addresses

static struct in6_addr
mapped(struct in_addr v4)
{
  struct in6_addr a = {.s6_addr = {[10] = 0xff, [11] = 0xff}};
  memcpy(&a.s6_addr[12], &v4, 4);
  return a;
}

static bool
read_address(kg_str text, struct in6_addr *address)
{
  char copy[64];
  struct in_addr v4;
  bool bracket = text.len > 1 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']';
  if (bracket)
    text = (kg_str){text.ptr + 1, text.len - 2};
  if (text.len >= sizeof copy)
    return false;
  memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  if (inet_pton(AF_INET6, copy, address) == 1)
    return true;
  if (bracket || inet_pton(AF_INET, copy, &v4) != 1)
    return false;
  *address = mapped(v4);
  return true;
}

typedef struct network {
  uint8_t bytes[16];
  unsigned bits;
} network;

static bool
lies_in(const struct in6_addr *a, const network *n)
{
  for (unsigned i = 0; i < n->bits; i++) {
    unsigned bit = 0x80u >> i % 8;
    if ((a->s6_addr[i / 8] & bit) != (n->bytes[i / 8] & bit))
      return false;
  }
  return true;
}

#define V4(a, b, c, bits)                            \
  {                                                  \
    {[10] = 0xff, [11] = 0xff, a, b, c}, 96 + (bits) \
  }

// Not of the public network, as the registries of special addresses have it.
static bool
is_special_v4(const struct in6_addr *a)
{
  static const network special[] = {
      V4(0, 0, 0, 8),     V4(10, 0, 0, 8),      V4(100, 64, 0, 10),  V4(127, 0, 0, 8),    V4(169, 254, 0, 16),
      V4(172, 16, 0, 12), V4(192, 0, 0, 24),    V4(192, 0, 2, 24),   V4(192, 88, 99, 24), V4(192, 168, 0, 16),
      V4(198, 18, 0, 15), V4(198, 51, 100, 24), V4(203, 0, 113, 24), V4(224, 0, 0, 4),    V4(240, 0, 0, 4),
  };
  for (size_t i = 0; i < sizeof special / sizeof *special; i++)
    if (lies_in(a, &special[i]))
      return true;
  return false;
}

static struct in6_addr
embedded(const struct in6_addr *a, size_t at)
{
  struct in_addr v4;
  memcpy(&v4, &a->s6_addr[at], 4);
  return mapped(v4);
}

// IPv6 is public in 2000::/3 only; addresses that carry one of IPv4 are what that is.
static bool
is_special(const struct in6_addr *a)
{
  static const network v4 = {{[10] = 0xff, [11] = 0xff}, 96}, nat64 = {{0, 0x64, 0xff, 0x9b}, 96},
                       global = {{0x20}, 3}, documentation = {{0x20, 0x01, 0x0d, 0xb8}, 32},
                       teredo = {{0x20, 0x01, 0, 0}, 23}, six_to_four = {{0x20, 0x02}, 16};
  if (lies_in(a, &v4))
    return is_special_v4(a);
  if (lies_in(a, &nat64)) {
    struct in6_addr inner = embedded(a, 12);
    return is_special_v4(&inner);
  }
  if (lies_in(a, &six_to_four)) {
    struct in6_addr inner = embedded(a, 2);
    return is_special_v4(&inner);
  }
  return !lies_in(a, &global) || lies_in(a, &documentation) || lies_in(a, &teredo);
}

static bool
is_loopback(const struct in6_addr *a)
{
  static const network v4 = V4(127, 0, 0, 8), v6 = {{[15] = 1}, 128};
  return lies_in(a, &v4) || lies_in(a, &v6);
}

static bool
names_localhost(const kg__allow_entry *entry)
{
  kg_str host = entry->place.host;
  return host.len == 9 && strncasecmp(host.ptr, "localhost", 9) == 0;
}

bool
kg__allow_address(const kg__allow *allow, const struct sockaddr *address)
{
  struct in6_addr a;
  if (address->sa_family == AF_INET)
    a = mapped(((const struct sockaddr_in *)address)->sin_addr);
  else if (address->sa_family == AF_INET6)
    a = ((const struct sockaddr_in6 *)address)->sin6_addr;
  else
    return false;
  if (!is_special(&a))
    return true;
  for (size_t i = 0; i < allow->n; i++) {
    const kg__allow_entry *entry = &allow->entries[i];
    if (entry->has_address && memcmp(&entry->address, &a, sizeof a) == 0)
      return true;
    if (names_localhost(entry) && is_loopback(&a))
      return true;
  }
  return false;
}

// ---- the list

// Whether a path goes on from another, whole parts at a time, without going up.
static bool
goes_on(kg_str path, kg_str from)
{
  if (!from.len || kg_str_equal(from, KG_STR("/")))
    from = (kg_str){0};
  if (!kg_str_starts(path, from))
    return false;
  bool part =
      !from.len || from.ptr[from.len - 1] == '/' || path.len == from.len || strchr("/?#", path.ptr[from.len]);
  size_t end = 0;
  while (end < path.len && path.ptr[end] != '?' && path.ptr[end] != '#')
    end++;
  bool dots = memmem(path.ptr, end, "/..", 3) || memmem(path.ptr, end, "%2e", 3) ||
              memmem(path.ptr, end, "%2E", 3) || memmem(path.ptr, end, "\\", 1);
  return part && !(from.len && dots);
}

static bool
fits(const kg__place *entry, const kg__place *place)
{
  return kg_str_equal(entry->scheme, place->scheme) && entry->port == place->port &&
         entry->host.len == place->host.len &&
         strncasecmp(entry->host.ptr, place->host.ptr, place->host.len) == 0 &&
         goes_on(place->path, entry->path);
}

bool
kg__allow_iri(const kg__allow *allow, kg_str iri)
{
  kg__place place;
  if (!kg__place_read(iri, &place))
    return false;
  for (size_t i = 0; i < allow->n; i++)
    if (allow->entries[i].place.scheme.len && fits(&allow->entries[i].place, &place))
      return true;
  return false;
}

static kg_status
read_entry(kg__allow *allow, kg_str word, kg_error *err)
{
  kg__allow_entry *entry = &allow->entries[allow->n];
  kg_str copy = kg_arena_str(allow->arena, word);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  if (kg__place_read(copy, &entry->place)) {
    entry->has_address = read_address(entry->place.host, &entry->address);
  } else {
    entry->place = (kg__place){0};
    entry->has_address = read_address(copy, &entry->address);
    if (!entry->has_address)
      return kg_error_set(err, KG_ERR_ARGUMENT, "'%.*s' is neither an IRI of http or https nor an address",
                          KG_STR_ARG(word));
  }
  allow->n++;
  return KG_OK;
}

kg_status
kg__allow_init(kg__allow *allow, const char *const *words, size_t n, kg_error *err)
{
  *allow = (kg__allow){.arena = kg_arena_new(), .entries = calloc(n + 1, sizeof *allow->entries)};
  if (!allow->arena || !allow->entries)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < n; i++)
    KG_TRY(read_entry(allow, kg_str_of(words[i]), err));
  return KG_OK;
}

void
kg__allow_release(kg__allow *allow)
{
  kg_arena_free(allow->arena);
  free(allow->entries);
}
