"""A receiver in a process of its own: it writes what it gets into a file, and answers as told.

Called with a folder and, for TLS, the files of a certificate and its key. `answer` in the folder
says what to answer: a status, or "slow", "long" or "elsewhere".
"""

from __future__ import annotations

import json
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with (FOLDER / "received").open("a") as out:
            got = {"path": self.path, "headers": dict(self.headers.items()), "body": body}
            out.write(json.dumps(got) + "\n")
        said = (FOLDER / "answer").read_text()
        if said == "slow":
            time.sleep(30)
        self.send_response({"long": 500, "elsewhere": 302}.get(said) or int(said))
        if said == "elsewhere":
            self.send_header("Location", "/moved")
        self.end_headers()
        self.wfile.write(b"x" * 10_000_000 if said == "long" else b"thank\nyou")

    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
(FOLDER / "port.new").write_text(str(server.server_port))
(FOLDER / "port.new").rename(FOLDER / "port")
server.serve_forever()
