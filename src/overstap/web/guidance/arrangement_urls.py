"""The addresses of composing an arrangement; part of the namespace `guidance`."""

from __future__ import annotations

from django.urls import URLPattern, path

from overstap.web.guidance import file

urlpatterns: list[URLPattern] = [path("dossier/<int:case_id>/arrangement/", file.case, name="arrangement")]
