"""Addresses of the desk."""

from django.urls import path

from overstap.web.desk import finding, registering, today

app_name = "desk"
urlpatterns = [
    path("", today.start, name="start"),
    path("zoeken/", finding.find, name="find"),
    path("dossier/<int:case_id>/", finding.case, name="case"),
    path("aanmelden/", registering.register, name="register"),
    path("aanmelden/klaar/", registering.done, name="registered"),
]
