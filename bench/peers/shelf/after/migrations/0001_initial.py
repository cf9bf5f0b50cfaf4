from importlib import import_module

Migration = import_module("bench.peers.shelf.migrations.0001_initial").Migration
