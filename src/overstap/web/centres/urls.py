"""Addresses of desks for many."""

from django.urls import path

from overstap.web.centres import asking, own, pages, report

app_name = "centres"
urlpatterns = [
    path("makelaar/centra/", pages.start, name="start"),
    path("makelaar/centra/nieuw/<int:employer_id>/", pages.opening, name="open"),
    path("makelaar/centra/<int:centre_id>/", pages.centre, name="centre"),
    path("makelaar/centra/<int:centre_id>/uitnodigen/", pages.invite, name="invite"),
    path("makelaar/centra/<int:centre_id>/sluiten/", pages.close, name="close"),
    path("makelaar/centra/<int:centre_id>/verslag/", report.show, name="report"),
    path("makelaar/centra/<int:centre_id>/verslag.csv", report.as_file, name="report_file"),
    path("makelaar/centra/bijeenkomst/<int:session_id>/aanwezig/", pages.attendance, name="attendance"),
    path("makelaar/centra/koppeling/<int:coupling_id>/mensen/", asking.ask, name="ask"),
    path("makelaar/centra/koppeling/<int:coupling_id>/mensen/begonnen/", asking.started, name="started"),
    path("mijn/centrum/", own.show, name="own"),
]
