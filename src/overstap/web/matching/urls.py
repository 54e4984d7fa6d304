"""Addresses of matching, each under the workplace of who works there."""

from django.urls import path

from overstap.web.hiring import pages as hiring
from overstap.web.matching import adviser, broker, oversight, person

app_name = "matching"
urlpatterns = [
    path("mijn/werk/", person.work, name="work"),
    path("begeleiding/dossier/<int:case_id>/passend-werk/", adviser.suited, name="suited"),
    path("makelaar/vacature/<int:vacancy_id>/kandidaten/", broker.candidates, name="candidates"),
    path("toezicht/passend-werk/", oversight.report, name="fairness"),
    path("werkgever/kandidaten/", broker.proposed, name="proposed"),
    path("mijn/open-hiring/", hiring.own_lists, name="hiring"),
    path("werkgever/wachtlijsten/", hiring.employer_lists, name="hiring_employer"),
]
