// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whatever the message, what is taken out of it is UTF-8.

#include "tests/fuzz/fuzz_reader.h"

#include "loaders/read/mail.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__mail mail;
  kg_error err = {0};
  char iso[16];
  if (kg__date_normal((kg_str){(const char *)data, size}, iso))
    FUZZ_CHECK(strlen(iso) == 10);
  if (kg__mail_parse((kg_str){(const char *)data, size}, &mail, &err))
    return 0;
  const kg_buf *texts[] = {&mail.subject, &mail.author, &mail.date, &mail.body};
  for (size_t i = 0; i < 4; i++)
    FUZZ_CHECK(kg__utf8_check(kg_buf_str(texts[i])) == texts[i]->len);
  fuzz_reader(kg__document_read_mail, (const uint8_t *)mail.body.ptr, mail.body.len);
  kg__mail_release(&mail);
  return 0;
}
