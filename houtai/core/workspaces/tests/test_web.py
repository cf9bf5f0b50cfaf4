"""The web server does not share a port."""

import socket

import pytest
from django.core.management.base import CommandError

from houtai.core.workspaces.management.commands.web import refuse_if_taken


def test_a_taken_port_stops_the_start_and_says_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="HOUTAI_URL"):
            refuse_if_taken("127.0.0.1", other.getsockname()[1])
