"""A site of our own on this machine, and a policy that lets the check reach it."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sections.useful_sites.addresses import AddressPolicy, is_public
from sections.useful_sites.checker import CheckOptions

LOCAL = "127.0.0.1"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says: /code/404, /redirect/<address>, /no-head, /endless, /hang,
    /meet (two requests wait for each other); all else with 200."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        server = self.server
        server.asked.append((self.command, self.headers["Host"], self.path))
        server.agents.add(self.headers["User-Agent"])
        with server.lock:
            server.active += 1
            server.most_active = max(server.most_active, server.active)
        kind, _slash, rest = self.path.lstrip("/").partition("/")
        answer = getattr(self, f"answer_{kind.replace('-', '_')}", None)
        if answer is None:
            self.reply(200)
        else:
            answer(rest)

    def reply(self, code, **headers):
        # Before a word is sent: whoever has an answer may ask again at once.
        with self.server.lock:
            self.server.active -= 1
        body = b"" if self.command == "HEAD" else b"hello"
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_code(self, rest):
        self.reply(int(rest))

    def answer_redirect(self, rest):
        self.reply(302, Location=rest)

    def answer_loop(self, rest):
        self.reply(302, Location="/loop")

    def answer_no_head(self, rest):
        self.reply(501 if self.command == "HEAD" else 200)

    def answer_endless(self, rest):
        if self.command == "HEAD":
            self.reply(405)
            return
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 4096)
                self.server.sent += 4096
        except OSError:
            self.close_connection = True

    def answer_hang(self, rest):
        self.server.over.wait()
        self.close_connection = True

    def answer_meet(self, rest):
        self.server.meeting.wait(timeout=10)
        self.reply(200)

    def log_message(self, *args):
        """Keep the tests' output quiet."""


Handler.do_GET = Handler.do_HEAD = Handler.answer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__((LOCAL, 0), Handler)
        self.asked, self.agents, self.sent = [], set(), 0
        self.active, self.most_active, self.lock = 0, 0, threading.Lock()
        self.over, self.meeting = threading.Event(), threading.Barrier(2)

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path="/", host=LOCAL):
        return f"http://{host}:{self.port}{path}"


@contextmanager
def running_server():
    """A server that answers until the end of the block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


async def resolve_locally(host, port):
    """Names ending in .test are ours; addresses are themselves."""
    return [LOCAL] if host.endswith(".test") else [host]


def make_options(server, resolve=resolve_locally, **kwargs):
    """As the real check, but our own server counts as public."""

    def is_allowed(address):
        return address == LOCAL or is_public(address)

    policy = AddressPolicy(is_allowed=is_allowed, resolve=resolve, ports={server.port})
    return CheckOptions(**{"user_agent": "Test", "delay": 0, "policy": policy, **kwargs})
