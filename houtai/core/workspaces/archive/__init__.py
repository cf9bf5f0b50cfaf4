"""One workspace in a form of its own, that no database engine shows through: written out, read back, compared."""
