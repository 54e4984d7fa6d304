"""Addresses of reading in and of possible duplicates, within those of the desk."""

from django.urls import path

from overstap.web.desk.importing import files, number, pairs

urlpatterns = [
    path("inlezen/", files.start, name="imports"),
    path("inlezen/<int:import_id>/", files.one, name="import_one"),
    path("inlezen/<int:import_id>/kolommen/", files.columns, name="import_columns"),
    path("inlezen/<int:import_id>/doen/", files.act, name="import_act"),
    path("inlezen/<int:import_id>/keuze/", files.choose, name="import_choose"),
    path("inlezen/<int:import_id>/fouten.csv", files.problems, name="import_problems"),
    path("dossier/<int:case_id>/bsn/", number.citizen_number, name="citizen_number"),
    path("dubbelen/", pairs.listed, name="pairs"),
    path("dubbelen/<int:proposal_id>/", pairs.one, name="pair"),
]
