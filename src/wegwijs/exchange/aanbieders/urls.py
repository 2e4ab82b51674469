"""Addresses of the interface for systems of providers."""

from django.urls import include, path

from wegwijs.exchange.aanbieders import api as operations
from wegwijs.exchange.aanbieders.interface import in_our_words, nothing_here

app_name = "aanbieders"
_patterns, _app, _namespace = operations.api.urls
for _one in _patterns:
    if _one.callback:
        _one.callback = in_our_words(_one.callback)
urlpatterns = [
    path("v1/", nothing_here),
    path("v1/", include((_patterns, _app), namespace=_namespace)),
    path("v1/<path:rest>", nothing_here),
]
