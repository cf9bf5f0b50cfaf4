"""What the modules' parts of the open API share: who asks, how fast, how refusals and decisions are told."""
