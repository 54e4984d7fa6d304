"""All addresses of the program."""

from django.urls import include, path

urlpatterns = [
    path("inloggen/", include("allauth.urls")),
    path("", include("overstap.web.urls")),
]
