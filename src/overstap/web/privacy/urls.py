"""Addresses of who keeps the law on personal data."""

from django.urls import path

from overstap.web.privacy import emergency, handling, keeping

app_name = "privacy"
urlpatterns = [
    path("", handling.start, name="start"),
    path("verzoek/nieuw/", handling.ask, name="ask"),
    path("verzoek/<int:request_id>/", handling.one, name="request"),
    path("verzoek/<int:request_id>/vaststellen/", handling.identify, name="identify"),
    path("verzoek/<int:request_id>/behandelen/", handling.take, name="take"),
    path("verzoek/<int:request_id>/verlengen/", handling.extend, name="extend"),
    path("verzoek/<int:request_id>/toewijzen/", handling.grant, name="grant"),
    path("verzoek/<int:request_id>/weigeren/", handling.deny, name="deny"),
    path("nood/", emergency.open_file, name="emergency_open"),
    path("nood/<int:emergency_id>/stoppen/", emergency.stop, name="emergency_stop"),
    path("noodtoegang/", emergency.overview, name="emergencies"),
    path("noodtoegang/<int:emergency_id>/", emergency.review, name="emergency"),
    path("bewaren/", keeping.terms, name="terms"),
    path("bewaren/blijven/", keeping.hold, name="holds"),
    path("bewaren/blijven/<int:participant_id>/einde/", keeping.release, name="release"),
    path("bewaren/<slug:record>/", keeping.term, name="term"),
    path("vernietigen/", keeping.destructions, name="destructions"),
    path("vernietigen/voorstellen/", keeping.propose, name="propose"),
    path("vernietigen/<int:destruction_id>/", keeping.destruction, name="destruction"),
]
