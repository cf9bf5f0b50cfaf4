"""Strategies decide in people's place, within guardrails; an operator writes them as data."""
