"""Tags and attributes of known readers from a table in CSV: read, looked at first, carried out, taken back."""
