from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "bench.peers.shelf"
    label = "shelf"
