"""Every address of Wegwijs, and the floor beside them."""

from django.urls import URLPattern, URLResolver, path

from bench.floor import copy_floor, floor
from wegwijs.config.urls import urlpatterns as wegwijs

urlpatterns: list[URLPattern | URLResolver] = [
    *wegwijs,
    path("bodem/", floor),
    path("bodem/uitvoer/", copy_floor),
]
