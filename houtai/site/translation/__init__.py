"""Texts for people: found in Python and templates, kept in one `.po` per app and language."""
