"""What browsers hold a connection to: who is in a room, what they write, where their cursors stand."""

from houtai.modules.coedit.sockets.door import serve

__all__ = ["serve"]
