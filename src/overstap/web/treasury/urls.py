"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver

app_name = "treasury"
urlpatterns: list[URLPattern | URLResolver] = []
