"""Addresses of the oversight workplace."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.oversight import (
    allocating,
    board,
    choices,
    desk,
    functions,
    national,
    partners,
    reports,
    seats,
    setting_up,
    signals,
)

app_name = "oversight"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.start, name="start"),
    path("wat-werkt/", national.effects, name="effects"),
    path("wat-werkt/bestand/", national.effects_file, name="effects_file"),
    path("verdeelvoorstel/", allocating.allocation, name="allocation"),
    path("verdeelvoorstel/bestand/", allocating.allocation_file, name="allocation_file"),
    path("rapportages/", reports.reports, name="reports"),
    path("rapportages/<int:report_id>/", reports.report, name="report"),
    path("rapportages/<int:report_id>/bestand/", reports.report_file, name="report_file"),
    path("signalen/", signals.signals, name="signals"),
    path("signalen/nieuw/", signals.raise_signal, name="raise_signal"),
    path("signalen/<int:signal_id>/", signals.signal, name="signal"),
    path("regio/<str:code>/", board.region, name="region"),
    path("regio/<str:code>/inrichting/", setting_up.set_up, name="set_up"),
    path("regio/<str:code>/inrichting/centrumgemeente/", setting_up.centre, name="centre"),
    path("regio/<str:code>/inrichting/afspraak/", setting_up.agreement, name="agreement"),
    path("regio/<str:code>/inrichting/opbouw/", setting_up.start_set_up, name="start_set_up"),
    path("regio/<str:code>/inrichting/openen/", setting_up.open_team, name="open"),
    path("regio/<str:code>/inrichting/afsluiten/", setting_up.close, name="close"),
    path("regio/<str:code>/zetels/", seats.seats, name="seats"),
    path("regio/<str:code>/zetels/<int:seat_id>/einde/", seats.end_seat, name="end_seat"),
    path("regio/<str:code>/functies/", functions.functions, name="functions"),
    path("regio/<str:code>/functies/<str:function>/", functions.function, name="function"),
    path("regio/<str:code>/loket/", desk.desk, name="desk"),
    path("regio/<str:code>/keuzes/", choices.choices, name="choices"),
    path("regio/<str:code>/keuzes/<str:scheme>/<str:parameter>/", choices.choice, name="choice"),
    path("regio/<str:code>/partijen/", partners.partners, name="parties"),
    path("regio/<str:code>/partijen/nieuw/", partners.add_new, name="new_party"),
    path("regio/<str:code>/partijen/bekend/", partners.add_known, name="known_party"),
    path("regio/<str:code>/partijen/stoppen/", partners.leave, name="leave"),
    path("regio/<str:code>/partijen/aanspreekpunt/", partners.first_contact, name="first_contact"),
]
