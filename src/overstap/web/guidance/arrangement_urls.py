"""The addresses of composing an arrangement; part of the namespace `guidance`."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
