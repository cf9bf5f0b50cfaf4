import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management.base import CommandError

from houtai.site.management.commands.run import refuse_taken_port
from houtai.site.pulse import answers


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *words):
        """Quiet."""


def test_a_taken_port_is_refused_with_another_address():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken.*HOUTAI_URL=http://localhost:{port + 1}"):
            refuse_taken_port(port=port)


def test_a_free_port_is_not_refused():
    with socket.create_server(("127.0.0.1", 0)) as freed:
        port = freed.getsockname()[1]
    refuse_taken_port(port=port)


def test_the_web_server_is_ready_once_its_health_page_answers():
    server = HTTPServer(("127.0.0.1", 0), Healthy)
    port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    assert answers(port=port)
    server.shutdown()
    thread.join()
    server.server_close()
    assert not answers(port=port)
