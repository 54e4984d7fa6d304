"""Addresses of the person's own file."""

from django.urls import URLPattern, URLResolver

app_name = "mine"
urlpatterns: list[URLPattern | URLResolver] = []
