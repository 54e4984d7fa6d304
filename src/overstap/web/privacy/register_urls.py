"""Addresses of the register of processing."""

from django.urls import path

from overstap.web.privacy import register

app_name = "processing"
urlpatterns = [
    path("", register.start, name="start"),
    path("register.json", register.as_json, name="json"),
    path("register.csv", register.as_csv, name="csv"),
    path("<slug:activity_id>/<slug:day>/", register.one, name="one"),
]
