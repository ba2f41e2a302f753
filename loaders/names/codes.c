// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Names that letters and numbers make: ships with a prefix, weapons, units, resolutions.

#include "loaders/names/shapes.h"

#include <string.h>

bool
kg__code_ship(const shaper *sh, uint32_t t)
{
  static const char *const SHIPS[] = {
      "HMAS", "HMS", "USS", "INS",  "BRP",   "JS",    "ROKS", "HMCS", "HMNZS", "USNS", "USCGC", "FS",  "ITS",
      "KRI",  "RSS", "KD",  "HDMS", "HNoMS", "HSwMS", "ESPS", "FGS",  "ORP",   "TCG",  "PNS",   "BNS", "SLNS",
      "HTMS", "CNS", "MV",  "MT",   "RFA",   "ROCS",  "JDS",  "HMBS", "BAP",   "ARA",  "SS",    NULL};
  return raw_in_list(sh->doc, t, SHIPS);
}

// "Agni-V", "Hwasong-18"
bool
kg__code_make(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi", NULL};
  static const char *const OTHERS[] = {"covid", "cop", "type", "vision", "agenda", "zapad", "group", NULL};
  const kg__token *k = token(sh, first), *end = token(sh, last);
  bool number = end->flags & KG__T_DIGIT
                    ? end->end - end->start < 4
                    : end->flags & KG__T_CAPITAL && kg__token_is_any(sh->doc, last, ROMAN);
  return last == first + 1 && end->flags & KG__T_JOINED && !(end->flags & KG__T_DASHED) && number &&
         k->flags & KG__T_CAPITAL && !(k->flags & (KG__T_DIGIT | KG__T_SHOUT)) && k->end - k->start > 3 &&
         !kg__token_word(sh->doc, first)->pos && !kg__token_is_any(sh->doc, first, OTHERS);
}

// "S/25690", "A/48/L.36": papers, not weapons.
static bool
has_slash(const shaper *sh, uint32_t first, uint32_t last)
{
  kg_str text = {sh->doc->text.ptr + token(sh, first)->start, token(sh, last)->end - token(sh, first)->start};
  return memchr(text.ptr, '/', text.len) != NULL;
}

bool
kg__code_weapon(const shaper *sh, uint32_t first, uint32_t last)
{
  bool digit = false;
  if (last > first + 1 || has_slash(sh, first, last))
    return false;
  for (uint32_t t = first; t <= last; t++) {
    digit |= (token(sh, t)->flags & KG__T_DIGIT) != 0;
    if (t > first && !(token(sh, t)->flags & KG__T_JOINED))
      return false;
  }
  const kg__token *k = token(sh, first);
  kg_str text = kg__token_text(sh->doc, first);
  if (kg_str_starts(text, KG_STR("Mk")) && first > sh->s->first &&
      token(sh, first - 1)->flags & KG__T_CAPITAL)
    return false; // "X Mk2" is an X
  bool letter = text.len && ((text.ptr[0] | 32) >= 'a' && (text.ptr[0] | 32) <= 'z');
  bool capital = letter && (k->flags & KG__T_CAPITAL || (first < last && text.len <= 2));
  return digit && capital && text.len <= 4 && !kg_str_equal(text, KG_STR("COVID")) && text.ptr[0] != 'G';
}

// "45th", before the name of a unit.
bool
kg__code_ordinal(const shaper *sh, uint32_t t)
{
  kg_str text = kg__token_text(sh->doc, t);
  static const char *const ENDINGS[] = {"st", "nd", "rd", "th", NULL};
  if (!(token(sh, t)->flags & KG__T_DIGIT) || text.len < 3)
    return false;
  for (const char *const *e = ENDINGS; *e; e++) {
    if (!memcmp(text.ptr + text.len - 2, *e, 2))
      return text.ptr[text.len - 3] >= '0' && text.ptr[text.len - 3] <= '9';
  }
  return false;
}

// "the Estlink-2 cable" is no weapon.
int
kg__code_class(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t noun;
  int behind = kg__told_behind(sh, last, &noun), before = kg__told_before(sh, first);
  int told = behind >= 0 ? behind : before;
  return told == sh->place || told == sh->region ? told : sh->asset;
}

// "resolution 2803": a number tells it from others of its kind.
bool
kg__code_agreement(const shaper *sh, uint32_t t)
{
  int agreement = kg__class_find(sh->doc->ontology, KG_STR("Agreement"));
  if (agreement < 0 || token(sh, t)->head_class != agreement || t + 1 >= sh->s->end)
    return false;
  kg_str number = kg__token_text(sh->doc, t + 1);
  return token(sh, t + 1)->flags & KG__T_DIGIT && !(token(sh, t + 1)->flags & KG__T_JOINED) &&
         number.len >= 3 && kg__token_is(sh->doc, t, "resolution");
}
