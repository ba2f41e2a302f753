// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Dates as single words and phrases give them. */
#ifndef KG_LOADERS_DATES_H
#define KG_LOADERS_DATES_H

#include "loaders/stages.h"

/** Whether a token of the sentence is this, or one of a null-terminated list, whatever its case. */
bool kg__text_is(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text);
bool kg__text_is_any(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *const *texts);

/** The token behind `t` if that is this, else `t`. */
uint32_t kg__text_skip(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text);

/** The number that the text begins with, and what follows its digits; -1 if there is none. */
int kg__leading_number(kg_str text, kg_str *rest);

/** The number, or ordinal below a hundred, that a token is; -1. */
int kg__number_at(const kg__document *doc, const kg__sentence *s, uint32_t t);

/** The month that a token names, "May" or, beside a number, "Feb.", or 0; the token behind it and its stop.
 */
int kg__month_at(const kg__document *doc, const kg__sentence *s, uint32_t t);
uint32_t kg__month_end(const kg__document *doc, const kg__sentence *s, uint32_t t);

/** Give a month or day of a month its year. */
void kg__date_complete(const kg__document *doc, uint32_t t, kg__date *d);

// Each returns the token behind what it has read at `t`, or `t`.

/** "15 November 2024", "November" */
uint32_t kg__calendar_date(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d,
                           bool *no_year);

/** Any date. */
uint32_t kg__date_at(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__time *time, kg__date *d);

/** "for two years": since when, if that is up to now. */
uint32_t kg__date_for_years(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d);

/** "the past two years": since when. */
uint32_t kg__date_until_now(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__date *d);

#endif
