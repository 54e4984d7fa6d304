"""Addresses of trainings, each under the workplace of who works there."""

from django.urls import path

from overstap.web.training import bridging, keeping, searching

app_name = "training"
urlpatterns = [
    path("opleidingen/", searching.search, name="search"),
    path("opleidingen/<int:training_id>/", searching.training, name="detail"),
    path("makelaar/opleidingen/", keeping.catalogue, name="catalogue"),
    path("makelaar/opleidingen/nieuw/", keeping.add, name="add"),
    path("makelaar/opleidingen/<int:training_id>/", keeping.change, name="change"),
    path("makelaar/opleidingen/opleider/", keeping.add_trainer, name="add_trainer"),
    path("makelaar/opleidingen/afspraken/", keeping.agreements, name="agreements"),
    path("begeleiding/dossier/<int:case_id>/geschikt-te-maken/<int:vacancy_id>/", bridging.bridges, name="bridges"),
    path(
        "begeleiding/dossier/<int:case_id>/geschikt-te-maken/<int:vacancy_id>/<str:ids>/<str:instrument>/",
        bridging.choose,
        name="bridge_choose",
    ),
    path("begeleiding/dossier/<int:case_id>/brug-ongedaan/", bridging.undo, name="bridge_undo"),
]
