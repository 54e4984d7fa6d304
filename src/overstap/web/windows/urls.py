"""Addresses of the windows."""

from django.urls import path

from overstap.web.windows import applying, pages

app_name = "windows"
urlpatterns = [
    path("", pages.every, name="every"),
    path("aanvraag/<uuid:key>/", applying.receipt, name="receipt"),
    path("<slug:code>/", pages.one, name="one"),
    path("<slug:code>/aanvragen/", applying.apply, name="apply"),
]
