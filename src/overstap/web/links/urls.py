"""The address of a safe link."""

from django.urls import path

from overstap.web.links import pages

app_name = "links"
urlpatterns = [path("<str:token>/", pages.link, name="link")]
