// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What the subcommands share: their table, the options' table, what was given, and how to say what went
   wrong.

   A subcommand is one function in a file of its own, cmd_NAME.c.  It gives a status and fills an error;
   main.c prints the error and turns the status into the exit status.
*/
#ifndef KG_CLI_CLI_H
#define KG_CLI_CLI_H

#include "kg/kg.h"

#include <signal.h>
#include <stdio.h>

typedef struct cli_list {
  char **items; ///< Borrowed from argv
  size_t n, capacity;
} cli_list;

/** What was given on the command line; fields of options that were not are null, 0 or false. */
typedef struct cli_args {
  cli_list operands;
  const char *store;
  const char *from;
  const char *to;
  const char *results;
  const char *output;
  const char *base;
  const char *date;
  const char *id;
  const char *base_iri;
  const char *execute;
  const char *engine;
  const char *as;
  const char *context;
  const char *expand_context;
  const char *frame;
  const char *ontology;
  const char *lexicon;
  const char *model;
  const char *shard;
  const char *threads;
  const char *min_confidence;
  const char *timeout;
  const char *disk;
  const char *memory;
  const char *limit;
  const char *color;
  const char *completion;
  const char *projection;
  const char *since;
  const char *until;
  const char *around;
  const char *hops;
  cli_list graph;
  cli_list data;
  cli_list named;
  cli_list bind;
  cli_list map;
  cli_list allow_remote;
  cli_list type;
  cli_list modality;
  cli_list option;
  cli_list prefix;
  cli_list without;
  bool keep_going;
  bool strict_default;
  bool union_default;
  bool json;
  bool print;
  bool background;
  bool canonical;
  bool canonical_graph;
  bool union_graphs;
  bool streaming;
  bool explain;
  bool triples;
  bool read_only;
  bool csv_safe;
  bool quiet;
  bool man;
  bool help;
} cli_args;

/** The state of one run. */
typedef struct cli_state {
  const struct cli_command *command;
  cli_args args;
  kg_world *world;
  kg_namespaces *namespaces; ///< The common prefixes, and those that the store keeps
  kg_limits limits;          ///< Of --timeout and --memory, and Ctrl-C
  bool differs;              ///< Of diff: the exit status is 1
  size_t n_skipped;          ///< What --keep-going left out: the exit status is 1 if there was any
} cli_state;

typedef struct cli_command {
  const char *name;
  const char *operands; ///< As the synopsis shows them
  const char *summary;  ///< One line
  const char *text;     ///< What a user must know; paragraphs separated by "\n\n", wrapped when printed
  const char *example;  ///< A line that can be run
  unsigned flag;        ///< One bit, for the options' table
  kg_status (*run)(cli_state *cli, kg_error *err);
} cli_command;

extern const cli_command cli_commands[]; ///< Ended by a null name

enum {
  CMD_BACKUP = 1 << 0,
  CMD_CHECK = 1 << 1,
  CMD_COMPACT = 1 << 2,
  CMD_CONVERT = 1 << 3,
  CMD_DESCRIBE = 1 << 4,
  CMD_DIFF = 1 << 5,
  CMD_DUMP = 1 << 6,
  CMD_EXPLAIN = 1 << 7,
  CMD_EXPORT = 1 << 8,
  CMD_EXTRACT = 1 << 9,
  CMD_HELP = 1 << 10,
  CMD_JSONLD = 1 << 11,
  CMD_LEARN = 1 << 12,
  CMD_LOAD = 1 << 13,
  CMD_QUERY = 1 << 14,
  CMD_REVIEW = 1 << 15,
  CMD_STATS = 1 << 16,
  CMD_UPDATE = 1 << 17,
  CMD_VERIFY = 1 << 18,
  CMD_ALL = (1 << 19) - 1
};

/** How an option is stored into cli_args. */
typedef enum cli_kind { CLI_FLAG, CLI_TEXT, CLI_LIST } cli_kind;

typedef struct cli_option {
  const char *name;
  char letter;          ///< 0: none
  const char *argument; ///< Name of its argument; null for a flag
  const char *text;
  cli_kind kind;
  size_t offset; ///< In cli_args
  unsigned commands;
} cli_option;

extern const cli_option cli_options[]; ///< Ended by a null name

/** The subcommand of that name, or null. */
const cli_command *cli_command_find(const char *name);

/** Fill `cli->args` from the words behind the subcommand.  KG_ERR_ARGUMENT says what is wrong with them. */
kg_status cli_parse(cli_state *cli, int argc, char **argv, kg_error *err);
void cli_args_release(cli_args *args);

// ---- help.c

void cli_print_usage(FILE *out);
void cli_print_help(const cli_command *command, FILE *out);
void cli_print_man(FILE *out);
void cli_print_completion(FILE *out);

/** The name in a list nearest to `word`, or null if none is near; for "did you mean". */
const char *cli_nearest(const char *word, const char *(*name_at)(size_t i));

// ---- report.c

/** 0 done, 1 data or query, 2 usage, 3 limit, 5 input/output, 130 interrupted. */
int cli_exit_status(kg_status status);

/** Print an error to standard error, in colour on a terminal. */
void cli_report(const cli_state *cli, const kg_error *err);

/** Whether to use colour and progress there: a terminal, no NO_COLOR, not --color=never. */
bool cli_is_fancy(const cli_state *cli, int fd);

/** Count and print a thing that --keep-going left out. */
void cli_skipped(cli_state *cli, const kg_error *error);

/** Show `what` and counts on a terminal, at most ten times a second; a null `what` clears the line. */
void cli_progress(const cli_state *cli, const char *what, uint64_t count, uint64_t done, uint64_t total);

// ---- shared.c

/** The store of --store, $KG_STORE or ./graph.kg. */
const char *cli_store_path(const cli_state *cli);
kg_status cli_store_open(cli_state *cli, unsigned flags, kg_store **store, kg_error *err);

/** Open the store to read and add its prefixes to `cli->namespaces`. */
kg_status cli_begin_read(cli_state *cli, kg_store **store, kg_txn **txn, kg_error *err);

/** What --prefix gives, then of `others` (may be null) what it does not rename.  The caller frees it. */
kg_status cli_prefixes(const cli_state *cli, const kg_namespaces *others, kg_namespaces **all, kg_error *err);

/** Read an RDF file into a sink, with progress, the options --from, --base, --keep-going and `graph`. */
kg_status cli_read_rdf(cli_state *cli, const char *path, kg_str base, kg_term graph, const kg_sink *sink,
                       kg_error *err);

/** Whether no store was named and none is in its default place; says so. */
bool cli_store_missing(const cli_state *cli);

/** Let SERVICE ask what --allow-remote names: null if nothing.  The caller frees it. */
kg_status cli_remote(cli_state *cli, kg_remote **remote, kg_error *err);

/** The text of a query or update: of --execute, or of the file that is the operand. */
kg_status cli_request_text(cli_state *cli, kg_buf *text, const char **name, kg_error *err);

/** Open what an IRI names, where --map tells the place; KG_DONE where none does. */
kg_status cli_open_mapped(const cli_state *cli, kg_str iri, kg_source **source, kg_error *err);

/** The context of JSON-LD that an IRI names, where --map tells the place or kg has it: a kg_jsonld_load. */
kg_status cli_load_context(void *self, kg_str iri, kg_buf *document, kg_error *err);

/** The format of an option's name; KG_ERR_ARGUMENT names the known ones.  Null gives KG_FORMAT_NONE. */
kg_status cli_format(const char *option, const char *name, kg_format *format, kg_error *err);

/** Output to --output, or standard output.  Finish with cli_output_close(). */
typedef struct cli_output {
  kg_output *output;
  int fd;
  const char *path; ///< Null for standard output
  bool made;        ///< The file was not there before
} cli_output;

kg_status cli_output_open(cli_state *cli, cli_output *out, kg_error *err);

/** Flush and close; a new file that could not be written whole is removed.  `st` is the status so far,
 * returned if not OK. */
kg_status cli_output_close(cli_output *out, kg_status st, kg_error *err);

/** Read a term as a user writes it: `<iri>`, `prefix:name`, a literal, or text to be taken as a string. */
kg_status cli_term(const cli_state *cli, const char *text, kg_arena *arena, kg_term *term, kg_error *err);

/** A positive number of an option; KG_ERR_ARGUMENT otherwise. */
kg_status cli_number(const char *option, const char *text, double *number, kg_error *err);

/** KG_ERR_ARGUMENT unless there are at least `least` and at most `most` operands. */
kg_status cli_want_operands(const cli_state *cli, size_t least, size_t most, kg_error *err);

// ---- inputs.c

typedef enum cli_input_kind { CLI_INPUT_RDF, CLI_INPUT_DOCUMENT } cli_input_kind;

typedef struct cli_input {
  char *path;
  cli_input_kind kind;
} cli_input;

typedef struct cli_inputs {
  cli_input *items;
  size_t n, capacity;
} cli_inputs;

/**
   The files that operands name: folders are walked, in the order of names, without hidden files and sidecars.

   Inside a folder only files of known endings are taken; a file named outright is taken whatever its ending.
   `documents_only` for the subcommand that knows no other.
*/
kg_status cli_inputs_find(cli_state *cli, bool documents_only, cli_inputs *inputs, kg_error *err);
void cli_inputs_release(cli_inputs *inputs);

// ---- void.c

/** Describe what a transaction sees in VoID, the Vocabulary of Interlinked Datasets, to --output. */
kg_status cli_void(cli_state *cli, kg_txn *txn, kg_error *err);

// ---- the subcommands

kg_status cmd_backup(cli_state *cli, kg_error *err);
kg_status cmd_check(cli_state *cli, kg_error *err);
kg_status cmd_compact(cli_state *cli, kg_error *err);
kg_status cmd_convert(cli_state *cli, kg_error *err);
kg_status cmd_describe(cli_state *cli, kg_error *err);
kg_status cmd_diff(cli_state *cli, kg_error *err);
kg_status cmd_dump(cli_state *cli, kg_error *err);
kg_status cmd_explain(cli_state *cli, kg_error *err);
kg_status cmd_export(cli_state *cli, kg_error *err);
kg_status cmd_extract(cli_state *cli, kg_error *err);
kg_status cmd_help(cli_state *cli, kg_error *err);
kg_status cmd_jsonld(cli_state *cli, kg_error *err);
kg_status cmd_learn(cli_state *cli, kg_error *err);
kg_status cmd_load(cli_state *cli, kg_error *err);
kg_status cmd_query(cli_state *cli, kg_error *err);
kg_status cmd_review(cli_state *cli, kg_error *err);
kg_status cmd_stats(cli_state *cli, kg_error *err);
kg_status cmd_update(cli_state *cli, kg_error *err);
kg_status cmd_verify(cli_state *cli, kg_error *err);

#endif
