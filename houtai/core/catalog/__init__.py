"""The words of the product as classes, and the list of what the modules offer. Declarations only, no tables."""
