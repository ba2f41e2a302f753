# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""An endpoint to test SERVICE and LOAD with: service.py KG DATA LOG.  Prints its port; ends with its standard input."""

import http.server
import os
import subprocess
import sys
import threading
import time

KG, DATA, LOG = sys.argv[1:4]
TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "csv": "text/csv",
}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def send(self, status, kind, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.strip("/")
        with open(LOG, "a", encoding="utf-8") as log:
            log.write("GET %s\n" % self.path)
        if name in ("data.ttl", "data"):
            with open(DATA, "rb") as data:
                self.send(200, "text/turtle" if name == "data" else "text/plain", data.read())
        elif name == "moved":
            self.send(302, "text/plain", b"", Location="/data")
        elif name == "away":
            self.send(302, "text/plain", b"", Location="http://127.0.0.2:%d/data" % self.server.server_port)
        elif name == "page.html":
            self.send(200, "text/html", b"<html>")
        elif name == "bad":
            self.send(200, "text/turtle", b"<s> <p>")
        else:
            self.send(404, "text/turtle", b"<s> <p> <o> .")

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"])).decode()
        name = self.path.strip("/").split("/")[0]
        with open(LOG, "a", encoding="utf-8") as log:
            log.write("%s %s\n" % (self.path, " ".join(query.split())))
        if name in TYPES:
            done = subprocess.run([KG, "query", "--data", DATA, "--results", name, "-e", query],
                                  capture_output=True, check=False)
            self.send(200 if done.returncode == 0 else 400, TYPES[name], done.stdout)
        elif name == "redirect":
            self.send(307, "text/plain", b"", Location="/json")
        elif name == "away":
            self.send(307, "text/plain", b"", Location="http://127.0.0.2:%d/json" % self.server.server_port)
        elif name == "loop":
            self.send(307, "text/plain", b"", Location="/loop")
        elif name == "slow":
            time.sleep(20)
        elif name == "large":
            self.send(200, TYPES["tsv"], b"?s\n")
            for _ in range(80):
                self.wfile.write(b"<http://example.org/x>\n" * (1 << 16))
        elif name == "broken":
            self.send(200, TYPES["json"], b'{"head":{"vars":["s","n"]},"results":{"bindings":[')
        elif name == "page":
            self.send(200, "text/html", b"<html>")
        else:
            self.send(500, "text/plain", b"no")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # who asked went away


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
os._exit(0)
