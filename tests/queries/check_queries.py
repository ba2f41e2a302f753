#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of queries/ and of the expected answers, and a test of run_competency.py itself.

Needs no kg and no RDF library: a stand-in engine answers with rows written below.
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUERIES = HERE.parent.parent / "queries"
EXPECTED = HERE / "expected"
RUNNER = HERE / "run_competency.py"
ANSWER = [
    {"name": "Black\u2013Swan drill", "since": "2019", "kind": "https://example.org/o#Exercise", "document": "d/one", "quote": "q"},
    {"name": "Grey Goose", "document": "d/two", "quote": "q"},
    {"name": "Unsourced", "document": "d/two"},
]


class Queries(unittest.TestCase):
    def test_each_query_begins_with_its_question_and_carries_its_licence(self):
        for query in sorted(QUERIES.glob("*.rq")):
            text = query.read_text("utf-8")
            with self.subTest(query.name):
                self.assertRegex(text, r"\A# [^\n]+\?\n")
                self.assertIn("# SPDX-License-Identifier: Apache-2.0\n", text)
                self.assertNotRegex(text, r"doc/", "a question names no document")

    def test_each_query_declares_just_the_prefixes_it_uses(self):
        for query in sorted(QUERIES.glob("*.rq")):
            code = re.sub(r"(^|\s)#.*", "", query.read_text("utf-8"))
            head, body = re.split(r"\n(?=SELECT|CONSTRUCT|ASK|DESCRIBE)", code, maxsplit=1)
            declared = set(re.findall(r"PREFIX (\w+):", head))
            used = set(re.findall(r"(?<![\w?\"<])(\w+):", re.sub(r'"[^"]*"|<[^>]*>', "", body)))
            with self.subTest(query.name):
                self.assertEqual(declared, used)

    def test_the_index_has_each_query_and_says_what_needs_another_engine(self):
        lines = (QUERIES / "needs-engine.txt").read_text("utf-8").splitlines()
        needs = dict(line.split("\t") for line in lines if not line.startswith("#"))
        index = (QUERIES / "README.md").read_text("utf-8")
        names = {query.name for query in QUERIES.glob("*.rq")}
        self.assertLessEqual(set(needs), names)
        for name in sorted(names):
            question = (QUERIES / name).read_text("utf-8").splitlines()[0][2:]
            row = next((line for line in index.splitlines() if f"]({name})" in line), "")
            with self.subTest(name):
                self.assertIn(question, row)
                self.assertTrue(row.endswith("| no |" if name in needs else "| yes |"))

    def test_each_numbered_query_has_an_expected_answer_with_columns_of_the_query(self):
        numbered = {query.stem for query in QUERIES.glob("q[0-9][0-9]-*.rq")}
        self.assertEqual(len(numbered), 25)
        self.assertEqual(numbered, {table.stem for table in EXPECTED.glob("*.tsv")})
        for stem in sorted(numbered):
            header, *rows = (EXPECTED / f"{stem}.tsv").read_text("utf-8").splitlines()
            select = re.search(r"^SELECT.*?WHERE", (QUERIES / f"{stem}.rq").read_text("utf-8"), re.S | re.M).group()
            with self.subTest(stem):
                self.assertTrue(rows)
                for column in re.split(r"[\t|]", header):
                    self.assertRegex(select, rf"\?{column}\b")
                for column in ("document", "quote"):
                    self.assertRegex(select, rf"\?{column}\b")


class Runner(unittest.TestCase):
    def run_on(self, table, answer=ANSWER, arguments=()):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "q01-x.rq").write_text("# Which?\n")
            (folder / "q01-x.tsv").write_text(table)
            columns = ["name", "since", "on", "kind", "document", "quote"]
            rows = [{k: {"type": "literal", "value": v} for k, v in row.items()} for row in answer or []]
            output = json.dumps({"head": {"vars": columns}, "results": {"bindings": rows}}) if answer is not None else "?"
            (folder / "answer.json").write_text(output)
            done = subprocess.run(
                [sys.executable, RUNNER, "--engine-cmd", f"cat {folder}/answer.json", "--queries", folder, "--expected", folder,
                 *arguments],
                capture_output=True, text=True, encoding="utf-8")
            return done.returncode, done.stdout + done.stderr

    def verdict(self, *arguments, **options):
        return self.run_on(*arguments, **options)[1].split()[1]

    def test_cells_match_whatever_the_case_and_the_dash(self):
        self.assertEqual(self.verdict("name\tsince\nblack-swan\t2019\n"), "fully")

    def test_alternatives_match_in_columns_and_in_values(self):
        self.assertEqual(self.verdict("name\ton|since\nwhite|swan\t2018|2019\n"), "fully")

    def test_an_exact_cell_is_the_whole_value_or_the_last_part_of_an_iri(self):
        self.assertEqual(self.verdict("name\tkind\nswan\t=Exercise\n"), "fully")
        self.assertEqual(self.verdict("name\n=swan\n"), "not")

    def test_a_star_wants_a_value_and_an_empty_cell_does_not(self):
        self.assertEqual(self.verdict("name\tsince\nGrey Goose\t\n"), "fully")
        self.assertEqual(self.verdict("name\tsince\nGrey Goose\t*\n"), "not")

    def test_all_cells_must_be_in_one_row(self):
        self.assertEqual(self.verdict("name\tdocument\nswan\ttwo\n"), "not")

    def test_an_answer_without_a_quote_does_not_count(self):
        self.assertEqual(self.verdict("name\nUnsourced\n"), "not")

    def test_some_rows_of_several_are_partly(self):
        status, output = self.run_on("name\nswan\nheron\n", arguments=["-v"])
        self.assertIn("partly", output)
        self.assertIn("missing: heron", output)
        self.assertIn("2 further", output)

    def test_the_threshold_decides_the_exit_status(self):
        self.assertEqual(self.run_on("name\nswan\n", arguments=["--min-full", "1"])[0], 0)
        self.assertEqual(self.run_on("name\nheron\n", arguments=["--min-full", "1"])[0], 1)

    def test_an_engine_that_gives_no_json_has_failed(self):
        self.assertEqual(self.verdict("name\nswan\n", answer=None), "failed")

    def test_a_column_that_the_query_lacks_is_an_error(self):
        self.assertEqual(self.run_on("nmae\nswan\n")[0], 1)

    def test_an_expected_file_without_rows_is_an_error(self):
        self.assertEqual(self.run_on("name\n")[0], 1)


if __name__ == "__main__":
    unittest.main()
