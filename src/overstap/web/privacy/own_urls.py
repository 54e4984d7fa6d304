"""Addresses of the rights of the person."""

from django.urls import path

from overstap.web.privacy import own

app_name = "rights"
urlpatterns = [
    path("", own.start, name="own"),
    path("alles/", own.readable, name="readable"),
    path("alles/bestand/", own.everything, name="everything"),
    path("<int:request_id>/", own.one, name="request"),
    path("<int:request_id>/intrekken/", own.take_back, name="take_back"),
]
