// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The data that come with kg: ontology, queries, models. */
#ifndef KG_CLI_DATA_H
#define KG_CLI_DATA_H

#include "kg/cli/cli.h"

/**
   Append the path of `name` among the data: under $KG_DATA, else ../share/kg beside the program, else where
   it was configured to be installed, else the source tree.  KG_ERR_NOT_FOUND tells where it was looked for.
*/
kg_status cli_data_path(const char *name, kg_buf *path, kg_error *err);

/** The JSON-LD context to write with: of --context, else the ontology's; nothing for other formats and
 * `--context -`. */
kg_status cli_context(cli_state *cli, kg_format format, kg_buf *context, kg_error *err);

/** The text of --frame, which only JSON-LD takes; none leaves `frame` empty. */
kg_status cli_frame(cli_state *cli, kg_format format, kg_buf *frame, kg_error *err);

#endif
