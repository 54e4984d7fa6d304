"""Addresses of groups."""

from django.urls import path

from overstap.web.groups import pages

app_name = "groups"
urlpatterns = [
    path("makelaar/groepen/", pages.start, name="start"),
    path("makelaar/groepen/voorstellen/", pages.propose, name="propose"),
    path("makelaar/groepen/nieuw/<int:employer_id>/", pages.report, name="report"),
    path("makelaar/groepen/<int:surplus_id>/", pages.surplus, name="surplus"),
    path("makelaar/groepen/<int:surplus_id>/sluiten/", pages.close, name="close"),
    path("makelaar/groepen/koppeling/<int:coupling_id>/<slug:deed>/", pages.turn, name="turn"),
]
