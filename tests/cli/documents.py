#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Documents of all kinds through the command line: their text, their metadata, and what is wrong with them."""

import base64
import json
import os
import quopri
import re
import shutil
import sys
import tempfile

from lib import check, report, run, write

SAYS = "Australia signed the ANZUS Treaty with New Zealand."


def minimal_pdf(lines):
    """A PDF of one page that shows these lines."""
    text = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join("(%s) Tj T*" % s for s in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for i, o in enumerate(objects, 1):
        places.append(len(out))
        out += "%d 0 obj\n%s\nendobj\n" % (i, o)
    xref = len(out)
    out += "xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += "".join("%010d 00000 n \n" % p for p in places)
    return out + "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)


def says_it(sentence, *args, **more):
    status, out, err = run("extract", *args, **more)
    check(sentence, status == 0 and "ontology#partyTo>" in out or "ontology#signatoryOf>" in out
          or "New Zealand" in out, err or out)
    return out


def readers(tmp):
    pdf = write(tmp + "/a.pdf", minimal_pdf(["Australia signed the ANZUS Treaty with", "New Zealand. The trea-",
                                             "ty holds."]))
    out = says_it("a PDF is read", pdf)
    check("a PDF has the quote as pdftotext gives it", "ANZUS Treaty with\\nNew Zealand" in out, out)
    says_it("a PDF is read from standard input", "--from", "pdf", "-", stdin=open(pdf, "rb").read())
    status, out, err = run("extract", write(tmp + "/bad.pdf", "%PDF-1.4 nothing"))
    check("a broken PDF is an error that names it", status == 1 and "bad.pdf: " in err, err)
    empty = {"PATH": tmp + "/nowhere"}
    status, out, err = run("extract", pdf, env=empty)
    check("without pdftotext the package is named", status == 1 and "poppler-utils" in err, (status, err))

    head = "From: =?utf-8?q?J=C3=BCrgen_M?= <j@x.org>\r\nSubject: A\r\n treaty\r\nDate: Tue, 5 Mar 2024 10:00:00 +0100\r\n"
    plain = head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    out = says_it("mail is read", write(tmp + "/m.eml", plain.encode() + quopri.encodestring(
        ("Caf\xe9. " + SAYS + "\r\n> China left.\r\n-- \r\nBo").encode("latin-1"))))
    check("its subject is the title", '"A treaty"@en' in out, out)
    check("its date is the date", '"2024-03-05"' in out, out)
    check("its sender is the author", '"J\\u00FCrgen M"' in out or '"Jürgen M"' in out, out)
    check("what it quotes is left out", "China" not in out, out)
    parts = (head + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
             'Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n'
             '<p>Something else.</p>\r\n--c\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n'
             + base64.encodebytes(SAYS.encode()).decode() + '\r\n--c--\r\n--b\r\nContent-Type: text/plain\r\n'
             'Content-Disposition: attachment\r\n\r\nChina left.\r\n--b--\r\n')
    out = says_it("the plain part of a message in parts is read", write(tmp + "/p.eml", parts))
    check("attachments are left out", "China" not in out, out)
    out = says_it("a message in HTML is read", write(tmp + "/h.eml", head + "Content-Type: text/html; charset=utf-8\r\n\r\n"
                                              "<html><body><p>" + SAYS + "</p></body></html>"))
    status, out, err = run("extract", write(tmp + "/no.eml", "nothing\n"))
    check("what is no mail is refused", status == 1 and "no.eml: " in err, err)

    says_it("UTF-16 with a mark is read", write(tmp + "/u.txt", SAYS.encode("utf-16")))
    write(tmp + "/l.json", '{"encoding": "latin1"}')
    out = says_it("the sidecar tells the encoding", write(tmp + "/l.txt", ("\xa7 1. " + SAYS).encode("latin-1")))
    page = '<meta charset="windows-1252"><title>\x93T\x94</title><meta name="citation_publication_date" content="2021/03/04">'
    out = says_it("a page tells its charset", write(tmp + "/w.html", (page + "<p>" + SAYS).encode("latin-1")))
    check("quotation marks of Windows are read", "\u201cT\u201d" in out or "\\u201CT\\u201D" in out, out)
    check("a date with slashes is read", '"2021-03-04"' in out, out)
    graph = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "datePublished": "2020-02-03"}]}
    out = says_it("an article in a graph of JSON-LD is found", write(
        tmp + "/g.html", '<script type="application/ld+json">%s</script><p>%s' % (json.dumps(graph), SAYS)))
    check("with its date", '"2020-02-03"' in out, out)
    status, out, err = run("extract", write(tmp + "/latin.txt", b"caf\xe9"))
    check("other bytes without a declaration are refused", status == 1 and "not UTF-8" in err, err)


def lines_of_json(tmp):
    rows = [{"id": "http://x.org/1", "text": SAYS, "title": "T", "date": "2024-01-02", "author": "A", "source": "S"},
            {"id": "two", "text": SAYS}, {"text": SAYS}]
    name = write(tmp + "/d.jsonl", "\n".join(json.dumps(r) for r in rows) + "\n\n")
    status, out, err = run("extract", name)
    graphs = set(re.findall(r"<([^>]*)> \.$", out, re.M))
    check("each line is a document", status == 0 and len(graphs) == 3, graphs)
    check("an IRI is the document's", "http://x.org/1" in graphs, graphs)
    check("another id is its name", any(g.endswith("doc/two") for g in graphs), graphs)
    check("without an id it is named by its line", any(g.endswith("doc/d-3") for g in graphs), graphs)
    check("with its metadata", '"T"@en' in out and '"2024-01-02"' in out and '"A"' in out and '"S"' in out, out)
    status, out, err = run("extract", "--triples", name)
    check("triples carry the id as it was given",
          [json.loads(s)["id"] for s in out.splitlines()][:2] == ["http://x.org/1", "two"], out)
    bad = write(tmp + "/bad.jsonl", json.dumps(rows[1]) + '\n{"text": 1}\n{"id"\n' + json.dumps(rows[1]) + "\n" +
                json.dumps(rows[2]) + "\n")
    status, out, err = run("extract", bad)
    check("a wrong line is an error with its place", status == 1 and "bad.jsonl:2: " in err, err)
    status, out, err = run("extract", "--keep-going", bad)
    check("--keep-going reads the others", status == 1 and len(set(re.findall(r"<([^>]*)> \.$", out, re.M))) == 2, out)
    check("and lists each", all("bad.jsonl:%d: " % n in err for n in (2, 3, 4)), err)
    store = tmp + "/jsonl-store"
    check("they can be loaded", run("load", "-s", store, name)[0] == 0)
    status, out, err = run("query", "-s", store, "-r", "csv", "-e", "SELECT (COUNT(?d) AS ?n) { ?d a schema:Article }")
    check("each into its graph", out.split()[-1] == "3", out + err)


def folder(tmp):
    os.mkdir(tmp + "/folder")
    kinds = [("txt", SAYS), ("md", "# T\n\n" + SAYS), ("html", "<p>" + SAYS), ("pdf", minimal_pdf([SAYS])),
             ("eml", "From: a@x.org\nSubject: T\n\n" + SAYS)]
    bad = {"d017.txt": b"\xff\xff", "d044.pdf": b"no PDF", "d071.eml": b"no mail", "d090.jsonl": b"{"}
    for i in range(100):
        ending, content = kinds[i % 5]
        if not any(b.startswith("d%03d" % i) for b in bad):
            write(tmp + "/folder/d%03d.%s" % (i, ending), content)
    for name, content in bad.items():
        write(tmp + "/folder/" + name, content)
    store = tmp + "/folder-store"
    status, out, err = run("load", "-s", store, tmp + "/folder")
    check("a bad file stops the loading of a folder", status == 1, status)
    status, out, err = run("load", "--keep-going", "-s", store, tmp + "/folder")
    check("--keep-going loads the rest and exits with 1", status == 1, (status, err))
    check("each bad file is named", all(name in err for name in bad), err)
    check("and nothing else", err.count("/folder/") == len(bad), err)
    status, out, err = run("query", "-s", store, "-r", "csv", "-e", "SELECT (COUNT(?d) AS ?n) { ?d a schema:Article }")
    check("96 of 100 are there", out.split()[-1] == "96", out + err)
    whole = run("extract", "-k", tmp + "/folder")[1]
    shards = [run("extract", "-k", "--shard", "%d/3" % i, tmp + "/folder")[1] for i in range(3)]
    check("shards together give the whole",
          sorted(whole.splitlines()) == sorted("".join(shards).splitlines()) and all(shards))
    for form in [], ["--triples"], ["--explain"], ["--to", "turtle"]:
        one, two = (run("extract", "-k", "--threads", n, *form, tmp + "/folder") for n in ("1", "3"))
        check("threads change nothing of the output " + " ".join(form), one[:2] == two[:2], two[2])
        check("nor of what is listed", sorted(one[2].splitlines()) == sorted(two[2].splitlines()), two[2])
    check("a wrong number of threads is refused", run("extract", "--threads", "0", tmp + "/folder")[0] == 2)


def main():
    if not shutil.which("pdftotext"):
        print("pdftotext is not installed")
        sys.exit(77)
    tmp = tempfile.mkdtemp(prefix="kg-test.")
    try:
        readers(tmp)
        lines_of_json(tmp)
        folder(tmp)
    finally:
        shutil.rmtree(tmp)
    report()


main()
