"""Posting to addresses that others named: only to public machines, many at once, signed."""
