from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "bench.peers.newsroom"
    label = "newsroom"
