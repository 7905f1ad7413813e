"""Config, urls: the addresses of the whole node."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("salwa.web.urls"))]
