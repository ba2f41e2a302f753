// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/learn/learn.h"

#include "loaders/stages.h"
#include "loaders/learn/teach.h"

// The triples of a line that is held out: those guessed, and those of them that are right.
static kg_status
test_one(const kg__lesson *lesson, const kg__example *e, kg_arena *arena, kg_learn_report *report)
{
  kg__guess guesses[KG__MAX_GUESSES];
  size_t n;
  if (e->silent || !kg__held_out(e))
    return KG_OK;
  report->held_out++;
  kg_arena_clear(arena);
  KG_TRY(kg__learned_guess(lesson->learned, e->cues, arena, guesses, &n));
  if (!n)
    return KG_OK;
  report->guessed++;
  report->right += guesses[0].relation == e->relation && kg__same_text(guesses[0].object, e->object) &&
                   kg__same_text(guesses[0].subject->text, e->subject);
  return KG_OK;
}

static kg_status
test(const kg__lesson *lesson, kg_learn_report *report)
{
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < lesson->examples.n; i++)
    st = test_one(lesson, &lesson->examples.items[i], arena, report);
  kg_arena_free(arena);
  return st;
}

static kg_status
learn(kg__lesson *lesson, kg_world *world, const kg_loader_options *options, const char *path,
      const kg_limits *limits, kg_output *output, kg_learn_report *report, kg_error *err)
{
  if (!lesson->arena)
    return KG_ERR_NOMEM;
  KG_TRY(kg_loader_open(world, options, &lesson->loader, err));
  KG_TRY(kg__learned_init(lesson->learned, kg__loader_ontology(lesson->loader)));
  KG_TRY(kg__graph_read_folder(&lesson->ontology, world, options->ontology, err));
  KG_TRY(kg__graph_sort(&lesson->ontology));
  KG_TRY(kg__lesson_read(lesson, path, limits, err));
  report->sentences = lesson->sentences;
  report->unknown = lesson->unknown;
  KG_TRY(kg__teach(lesson, false, limits, err));
  KG_TRY(test(lesson, report));
  KG_TRY(kg__teach(lesson, true, limits, err));
  return kg__learned_write(lesson->learned, &lesson->texts, output, &report->entries);
}

kg_status
kg_learn(kg_world *world, const kg_loader_options *options, const char *path, const kg_limits *limits,
         kg_output *output, kg_learn_report *report, kg_error *err)
{
  kg__learned learned = {0};
  kg__lesson lesson = {.learned = &learned, .arena = kg_arena_new()};
  *report = (kg_learn_report){0};
  kg_status st = learn(&lesson, world, options, path, limits, output, report, err);
  kg__learned_release(&learned);
  kg__lesson_release(&lesson);
  return st;
}
