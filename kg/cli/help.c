// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

#include <stdlib.h>

enum { COLUMNS = 80, OPTION_COLUMN = 26 };

// Print words wrapped at the screen's edge, each line indented by `indent`, the first one starting at column
// `at`.
static void
wrap(FILE *out, const char *text, int indent, int at)
{
  while (*text) {
    int len = (int)strcspn(text, " \n");
    if (at > indent && at + 1 + len >= COLUMNS) {
      fprintf(out, "\n%*s", indent, "");
      at = indent;
    } else if (at > indent) {
      fputc(' ', out);
      at++;
    }
    fprintf(out, "%.*s", len, text);
    at += len;
    text += len;
    if (text[0] == '\n' && text[1] == '\n') {
      fprintf(out, "\n\n%*s", indent, "");
      at = indent;
    }
    text += strspn(text, " \n");
  }
  fputc('\n', out);
}

static void
print_option(FILE *out, const cli_option *o)
{
  int at = o->letter ? fprintf(out, "  -%c, --%s", o->letter, o->name) : fprintf(out, "      --%s", o->name);
  if (o->argument)
    at += fprintf(out, " %s", o->argument);
  if (at >= OPTION_COLUMN) {
    fputc('\n', out);
    at = 0;
  }
  at += fprintf(out, "%*s", OPTION_COLUMN - at, "");
  wrap(out, o->text, OPTION_COLUMN, at);
}

void
cli_print_usage(FILE *out)
{
  fputs(
      "kg turns documents about security affairs into an RDF graph, and answers\nSPARQL queries over it.\n\n"
      "Usage: kg COMMAND [OPTION...] [OPERAND...]\n\nCommands:\n",
      out);
  for (const cli_command *c = cli_commands; c->name; c++)
    fprintf(out, "  %-10s %s\n", c->name, c->summary);
  fputs("\nExample: kg load statement.txt && kg stats\n\n'kg help COMMAND' tells more; 'kg --version' the "
        "version.\n",
        out);
}

void
cli_print_help(const cli_command *command, FILE *out)
{
  fprintf(out, "Usage: kg %s [OPTION...]%s%s\n\n", command->name, *command->operands ? " " : "",
          command->operands);
  wrap(out, command->summary, 0, 0);
  if (*command->text) {
    fputc('\n', out);
    wrap(out, command->text, 0, 0);
  }
  fputs("\nOptions:\n", out);
  for (const cli_option *o = cli_options; o->name; o++) {
    if (o->commands & command->flag)
      print_option(out, o);
  }
  fprintf(out, "\nExample:\n  %s\n", command->example);
}

// ---- manual page

static void
roff(FILE *out, const char *text)
{
  for (const char *p = text; *p; p++) {
    if (*p == '-' || *p == '\\')
      fprintf(out, "\\%c", *p);
    else if (p[0] == '\n' && p[1] == '\n' && ++p)
      fputs("\n.PP\n", out);
    else
      fputc(*p, out);
  }
}

static void
man_option(FILE *out, const cli_option *o)
{
  fputs(".TP\n.B ", out);
  if (o->letter)
    fprintf(out, "\\-%c, ", o->letter);
  fputs("\\-\\-", out);
  roff(out, o->name);
  if (o->argument)
    fprintf(out, " \\fI%s\\fR", o->argument);
  fputc('\n', out);
  roff(out, o->text);
  fputc('\n', out);
}

static void
man_command(FILE *out, const cli_command *c)
{
  fprintf(out, ".SS \"kg %s %s\"\n", c->name, c->operands);
  roff(out, c->summary);
  fputs(".\n", out);
  if (*c->text) {
    fputs(".PP\n", out);
    roff(out, c->text);
    fputc('\n', out);
  }
  for (const cli_option *o = cli_options; o->name; o++) {
    if ((o->commands & c->flag) && o->commands != CMD_ALL)
      man_option(out, o);
  }
  fputs(".PP\nExample:\n.PP\n.EX\n", out);
  roff(out, c->example);
  fputs("\n.EE\n", out);
}

void
cli_print_man(FILE *out)
{
  fprintf(out,
          ".TH KG 1 \"\" \"kg %s\"\n.SH NAME\nkg \\- knowledge graphs of documents about security affairs\n"
          ".SH SYNOPSIS\n.B kg\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIOPERAND\\fR...]\n.SH COMMANDS\n",
          kg_version());
  for (const cli_command *c = cli_commands; c->name; c++)
    man_command(out, c);
  fputs(".SH \"OPTIONS OF ALL COMMANDS\"\n", out);
  for (const cli_option *o = cli_options; o->name; o++) {
    if (o->commands == CMD_ALL)
      man_option(out, o);
  }
  fputs(".SH \"EXIT STATUS\"\n0 done; 1 the data or the query is wrong; 2 wrong usage; 3 a limit or timeout; "
        "4 constraints violated; 5 input/output failed, or the store is damaged; 130 interrupted.\n"
        ".SH ENVIRONMENT\n.TP\n.B KG_STORE\nThe store when \\-\\-store is not given.\n"
        ".TP\n.B KG_DATA\nWhere the ontology, the queries and the models are.\n"
        ".TP\n.B NO_COLOR\nIf not empty: no colour and no progress.\n",
        out);
}

// ---- completion

static void
completion_case(FILE *out, const cli_command *c)
{
  fprintf(out, "    %s) options='", c->name);
  for (const cli_option *o = cli_options; o->name; o++) {
    if (o->commands & c->flag)
      fprintf(out, "--%s ", o->name);
  }
  fputs("' ;;\n", out);
}

void
cli_print_completion(FILE *out)
{
  fputs("# bash completion for kg\n_kg() {\n  local word=${COMP_WORDS[COMP_CWORD]} "
        "last=${COMP_WORDS[COMP_CWORD-1]} options\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '",
        out);
  for (const cli_command *c = cli_commands; c->name; c++)
    fprintf(out, "%s ", c->name);
  fputs("--help --version' -- \"$word\"))\n    return\n  fi\n  case $last in\n"
        "    --from|-f|--to|-t) COMPREPLY=($(compgen -W 'ntriples nquads turtle trig rdfxml jsonld gexf "
        "graphml "
        "dot svg cytoscape csv html nanopub' -- \"$word\")); return ;;\n"
        "    --projection|-p) COMPREPLY=($(compgen -W 'claims plain edges rdf12' -- \"$word\")); return ;;\n"
        "    --modality) COMPREPLY=($(compgen -W 'Asserted Proposed Possible Unlikely Predicted Denied' -- "
        "\"$word\")); return ;;\n"
        "    --results|-r) COMPREPLY=($(compgen -W 'table json xml csv tsv md' -- \"$word\")); return ;;\n"
        "    --engine) COMPREPLY=($(compgen -W 'kg rasqal' -- \"$word\")); return ;;\n"
        "    --color) COMPREPLY=($(compgen -W 'auto always never' -- \"$word\")); return ;;\n"
        "  esac\n  case ${COMP_WORDS[1]} in\n",
        out);
  for (const cli_command *c = cli_commands; c->name; c++)
    completion_case(out, c);
  fputs("  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
        "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F _kg kg\n",
        out);
}

// ---- suggestions

static size_t
least(size_t a, size_t b)
{
  return a < b ? a : b;
}

// Levenshtein distance of short words; long ones are as far as can be.
static size_t
distance(const char *a, const char *b)
{
  size_t n = strlen(b), row[32];
  if (n >= 32 || strlen(a) >= 32)
    return SIZE_MAX;
  for (size_t j = 0; j <= n; j++)
    row[j] = j;
  for (size_t i = 1; a[i - 1]; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t change = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = least(change, least(row[j], row[j - 1]) + 1);
    }
  }
  return row[n];
}

const char *
cli_nearest(const char *word, const char *(*name_at)(size_t i))
{
  const char *best = NULL, *name;
  size_t least_distance = 3;
  for (size_t i = 0; (name = name_at(i)); i++) {
    size_t d = distance(word, name);
    if (d < least_distance) {
      least_distance = d;
      best = name;
    }
  }
  return best;
}
