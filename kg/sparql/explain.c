// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/result.h"

typedef struct printer {
  kg__exec *exec;
  kg_buf *buf;
  const kg__warnings *warnings;
  kg_buf detail;
} printer;

static kg_status
read_detail(printer *p, const kg__op *op)
{
  kg_buf_clear(&p->detail);
  kg_arena_clear(p->exec->scratch);
  return op->class->explain ? op->class->explain(op, &p->detail) : KG_OK;
}

// ---- text

static kg_status
print_op(printer *p, const kg__op *op, unsigned depth)
{
  KG_TRY(read_detail(p, op));
  KG_TRY(kg_buf_printf(p->buf, "%*s%s%.*s  (expected %.0f", (int)(2 * depth), "", op->class->name,
                       KG_STR_ARG(kg_buf_str(&p->detail)), op->estimate));
  if (p->exec->timed)
    KG_TRY(kg_buf_printf(p->buf, ", rows %llu, %.3f ms", (unsigned long long)op->n_rows,
                         (double)op->nanoseconds / 1e6));
  if (op->spilled)
    KG_TRY(kg_buf_printf(p->buf, ", %.3f MB put aside", (double)op->spilled / 1e6));
  KG_TRY(kg_buf_printf(p->buf, ")\n"));
  for (int i = 0; i < 2; i++)
    if (op->inputs[i])
      KG_TRY(print_op(p, op->inputs[i], depth + 1));
  return KG_OK;
}

static kg_status
print_text(printer *p, const kg__op *root)
{
  KG_TRY(print_op(p, root, 0));
  for (size_t i = 0; i < p->exec->n_exists; i++) {
    KG_TRY(kg_buf_printf(p->buf, "EXISTS\n"));
    KG_TRY(print_op(p, p->exec->exists[i]->root, 1));
  }
  for (size_t i = 0; i < p->warnings->n; i++)
    KG_TRY(kg_buf_printf(p->buf, "warning: %.*s\n", KG_STR_ARG(p->warnings->items[i])));
  return KG_OK;
}

// ---- JSON

static kg_status
print_string(printer *p, kg_str s)
{
  KG_TRY(kg_buf_add_char(p->buf, '"'));
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c < ' ')
      KG_TRY(kg_buf_printf(p->buf, "\\u%04x", c));
    else if (c == '"' || c == '\\')
      KG_TRY(kg_buf_printf(p->buf, "\\%c", c));
    else
      KG_TRY(kg_buf_add_char(p->buf, (char)c));
  }
  return kg_buf_add_char(p->buf, '"');
}

static kg_status
print_json_op(printer *p, const kg__op *op)
{
  KG_TRY(read_detail(p, op));
  KG_TRY(kg_buf_printf(p->buf, "{\"operator\":\"%s\",\"detail\":", op->class->name));
  kg_str detail = kg_buf_str(&p->detail);
  KG_TRY(print_string(p, detail.len ? (kg_str){detail.ptr + 1, detail.len - 1} : KG_STR("")));
  KG_TRY(kg_buf_printf(p->buf, ",\"expected\":%.0f", op->estimate));
  if (p->exec->timed)
    KG_TRY(kg_buf_printf(p->buf, ",\"rows\":%llu,\"milliseconds\":%.3f", (unsigned long long)op->n_rows,
                         (double)op->nanoseconds / 1e6));
  if (op->spilled)
    KG_TRY(kg_buf_printf(p->buf, ",\"spilled\":%llu", (unsigned long long)op->spilled));
  KG_TRY(kg_buf_printf(p->buf, ",\"inputs\":["));
  for (int i = 0; i < 2; i++) {
    if (!op->inputs[i])
      continue;
    KG_TRY(i ? kg_buf_add_char(p->buf, ',') : KG_OK);
    KG_TRY(print_json_op(p, op->inputs[i]));
  }
  return kg_buf_printf(p->buf, "]}");
}

static kg_status
print_json(printer *p, const kg__op *root)
{
  KG_TRY(kg_buf_printf(p->buf, "{\"plan\":"));
  KG_TRY(print_json_op(p, root));
  KG_TRY(kg_buf_printf(p->buf, ",\"exists\":["));
  for (size_t i = 0; i < p->exec->n_exists; i++) {
    KG_TRY(i ? kg_buf_add_char(p->buf, ',') : KG_OK);
    KG_TRY(print_json_op(p, p->exec->exists[i]->root));
  }
  KG_TRY(kg_buf_printf(p->buf, "],\"warnings\":["));
  for (size_t i = 0; i < p->warnings->n; i++) {
    KG_TRY(i ? kg_buf_add_char(p->buf, ',') : KG_OK);
    KG_TRY(print_string(p, p->warnings->items[i]));
  }
  return kg_buf_printf(p->buf, "]}\n");
}

kg_status
kg__explain(kg__exec *exec, const kg__op *root, const kg__warnings *warnings, bool json, kg_buf *buf)
{
  printer p = {.exec = exec, .buf = buf, .warnings = warnings};
  kg_status st = json ? print_json(&p, root) : print_text(&p, root);
  kg_buf_release(&p.detail);
  return st;
}
