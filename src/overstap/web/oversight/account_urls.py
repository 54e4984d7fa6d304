"""Addresses of who keeps the accounts of an organisation."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.oversight import accounts

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", accounts.start, name="start"),
    path("nieuw/", accounts.add, name="add"),
    path("<int:membership_id>/einde/", accounts.end, name="end"),
]
