"""Reaching out to addresses that somebody else named: only public machines, never more than was agreed."""
