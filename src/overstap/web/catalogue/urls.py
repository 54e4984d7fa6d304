"""Addresses of the catalogue of schemes."""

from django.urls import path

from overstap.web.catalogue import comparing, finding, showing, trying

app_name = "catalogue"
urlpatterns = [
    path("", finding.overview, name="start"),
    path("proberen/", trying.try_many, name="try_many"),
    path("<slug:scheme_id>/", showing.scheme, name="scheme"),
    path("<slug:scheme_id>/bestand/", showing.file, name="file"),
    path("<slug:scheme_id>/vergelijk/", comparing.compare, name="compare"),
    path("<slug:scheme_id>/proberen/", trying.try_one, name="try"),
]
