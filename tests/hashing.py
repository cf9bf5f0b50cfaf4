"""Passwords of tests: hashed by the product's algorithm with next to no work, for every test signs somebody in."""

from houtai.core.workspaces.hashers import Argon2


class Quick(Argon2):
    time_cost = 1
    memory_cost = 8
