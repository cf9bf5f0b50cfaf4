"""What the server of a peer runs."""

from bench.peers.serve import application_of

application = application_of()
