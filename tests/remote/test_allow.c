// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/remote/remote.h"
#include "tests/support/test.h"

#include <arpa/inet.h>

static void
only_listed_iris_are_allowed(void **state)
{
  static const char *const list[] = {"http://a.example/sparql", "https://b.example:8443",
                                     "http://[::1]:80/x/"};
  static const struct {
    const char *iri;
    bool allowed;
  } cases[] = {
      {"http://a.example/sparql", true},
      {"http://A.Example:80/sparql", true},
      {"http://a.example/sparql/more?x=1", true},
      {"http://a.example/sparql?query", true},
      {"http://a.example/sparqlx", false},
      {"http://a.example/", false},
      {"http://a.example/sparql/../admin", false},
      {"http://a.example/sparql/%2e%2e/admin", false},
      {"http://a.example:81/sparql", false},
      {"https://a.example/sparql", false},
      {"http://a.example.evil.test/sparql", false},
      {"http://a.example@evil.test/sparql", false},
      {"http://user:pw@a.example/sparql", false},
      {"http://a.example\\@evil.test/sparql", false},
      {"https://b.example:8443/any/where", true},
      {"https://b.example:8443", true},
      {"https://b.example/", false},
      {"http://[::1]/x/y", true},
      {"http://[::1]/x", false},
      {"ftp://a.example/sparql", false},
      {"file:///etc/passwd", false},
      {"//a.example/sparql", false},
      {"HTTP://a.example/sparql", false},
      {"http:///sparql", false},
      {"http://a.example:/sparql", false},
      {"http://a.example:99999/sparql", false},
  };
  kg__allow allow;
  kg_error err;
  (void)state;
  assert_ok(kg__allow_init(&allow, list, 3, &err), err);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (kg__allow_iri(&allow, kg_str_of(cases[i].iri)) != cases[i].allowed)
      fail_msg("%s is %sallowed", cases[i].iri, cases[i].allowed ? "not " : "");
  kg__allow_release(&allow);
}

static bool
allows(const kg__allow *allow, const char *text)
{
  struct sockaddr_in v4 = {.sin_family = AF_INET};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
    return kg__allow_address(allow, (struct sockaddr *)&v4);
  assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
  return kg__allow_address(allow, (struct sockaddr *)&v6);
}

static void
addresses_inside_are_refused_unless_named(void **state)
{
  static const char *const outside[] = {"1.1.1.1",         "93.184.216.34",  "172.32.0.1",      "100.128.0.1",
                                        "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"};
  static const char *const inside[] = {"0.0.0.0",
                                       "10.1.2.3",
                                       "100.64.0.1",
                                       "127.0.0.1",
                                       "127.255.0.1",
                                       "169.254.169.254",
                                       "172.16.0.1",
                                       "172.31.9.9",
                                       "192.168.1.1",
                                       "192.0.0.8",
                                       "198.18.0.1",
                                       "224.0.0.1",
                                       "255.255.255.255",
                                       "::",
                                       "::1",
                                       "::ffff:127.0.0.1",
                                       "::ffff:10.0.0.1",
                                       "::127.0.0.1",
                                       "fe80::1",
                                       "fc00::1",
                                       "fd12::1",
                                       "ff02::1",
                                       "64:ff9b::10.0.0.1",
                                       "2002:7f00:1::",
                                       "2002:a00:1::",
                                       "2001:db8::1",
                                       "2001::1",
                                       "fec0::1"};
  static const char *const named[] = {"http://127.0.0.1:80/", "10.1.2.3", "fd12::1", "http://[fe80::1]/"};
  kg__allow none, some;
  kg_error err;
  (void)state;
  assert_ok(kg__allow_init(&none, NULL, 0, &err), err);
  assert_ok(kg__allow_init(&some, named, 4, &err), err);
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
    if (!allows(&none, outside[i]))
      fail_msg("%s is refused", outside[i]);
  for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
    if (allows(&none, inside[i]))
      fail_msg("%s is allowed", inside[i]);
  assert_true(allows(&some, "127.0.0.1"));
  assert_true(allows(&some, "::ffff:127.0.0.1"));
  assert_true(allows(&some, "10.1.2.3"));
  assert_true(allows(&some, "fd12::1"));
  assert_true(allows(&some, "fe80::1"));
  assert_false(allows(&some, "127.0.0.2"));
  assert_false(allows(&some, "10.1.2.4"));
  assert_false(allows(&some, "::1"));
  kg__allow_release(&none);
  kg__allow_release(&some);
}

static void
other_entries_are_refused(void **state)
{
  static const char *const bad[] = {"example.org", "ftp://a/", "http://", "10.0.0", "http://u@a/", "*"};
  kg_error err;
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    kg_remote *remote;
    kg_remote_options options = {.allowed = &bad[i], .n_allowed = 1};
    assert_status(KG_ERR_ARGUMENT, kg_remote_new(&options, &remote, &err), err);
    assert_null(remote);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_listed_iris_are_allowed),
      cmocka_unit_test(addresses_inside_are_refused_unless_named),
      cmocka_unit_test(other_entries_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
