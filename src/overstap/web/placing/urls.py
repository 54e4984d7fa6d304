"""Addresses of new work, each under the workplace of who works there."""

from django.urls import path

from overstap.web.placing import adviser, oversight, person

app_name = "placing"
urlpatterns = [
    path("begeleiding/dossier/<int:case_id>/plaatsing/", adviser.placements, name="list"),
    path("begeleiding/dossier/<int:case_id>/plaatsing/nieuw/", adviser.agree, name="new"),
    path("begeleiding/dossier/<int:case_id>/plaatsing/<int:placement_id>/<slug:deed>/", adviser.turn, name="turn"),
    path("mijn/plaatsing/", person.own, name="own"),
    path("toezicht/plaatsingen/", oversight.figures, name="figures"),
]
