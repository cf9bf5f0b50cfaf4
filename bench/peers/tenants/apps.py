from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "bench.peers.tenants"
    label = "tenants"
