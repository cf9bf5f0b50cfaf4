"""The people we reach: profiles, tags, consent, and audiences as bitmaps."""
