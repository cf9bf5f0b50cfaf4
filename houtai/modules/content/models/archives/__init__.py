"""Articles as files: what is written out, and how it is read again. Nothing here changes an article."""
