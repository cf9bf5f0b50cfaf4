"""What the back office is worth, how sure that is, and the rows it was measured from."""
