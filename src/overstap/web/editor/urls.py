"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.editor import (
    amounts,
    asking,
    cases,
    checking,
    conditions,
    draft,
    facts,
    files,
    heading,
    listing,
    parameters,
    starting,
    text,
)

app_name = "policy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("regelingen/", listing.start, name="start"),
    path("regelingen/nieuw/", starting.new, name="new"),
    path("vragen/", starting.questions, name="new_questions"),
    path("regelingen/<slug:scheme_id>/<str:first_day>/", starting.from_version, name="from_version"),
    path("concepten/<int:draft_id>/", draft.overview, name="draft"),
    path("concepten/<int:draft_id>/naam/", heading.names, name="names"),
    path("concepten/<int:draft_id>/geldigheid/", heading.validity, name="validity"),
    path("concepten/<int:draft_id>/parameters/", parameters.overview, name="parameters"),
    path("concepten/<int:draft_id>/nieuwe-parameter/", parameters.new, name="parameters_new"),
    path("concepten/<int:draft_id>/parameters/<path:name>/", parameters.edit, name="parameters_edit"),
    path("concepten/<int:draft_id>/voorwaarden/", conditions.overview, name="conditions"),
    path("concepten/<int:draft_id>/voorwaarden/<int:number>/", conditions.edit, name="conditions_edit"),
    path("concepten/<int:draft_id>/bedrag/", amounts.edit, name="amount"),
    path("concepten/<int:draft_id>/vragen/", asking.questions, name="questions"),
    path("concepten/<int:draft_id>/nieuwe-vraag/", facts.new, name="questions_new"),
    path("concepten/<int:draft_id>/vragen/<path:name>/", facts.edit, name="questions_edit"),
    path("concepten/<int:draft_id>/voorbeelden/", cases.overview, name="cases"),
    path("concepten/<int:draft_id>/voorbeelden/<int:number>/", cases.edit, name="cases_edit"),
    path("concepten/<int:draft_id>/tekst/", text.edit, name="text"),
    path("concepten/<int:draft_id>/controle/", checking.check, name="check"),
    path("concepten/<int:draft_id>/gevolgen/", checking.consequences, name="consequences"),
    path("concepten/<int:draft_id>/bestand/", files.download, name="file"),
    path("concepten/<int:draft_id>/patch/", files.patch, name="patch"),
]
