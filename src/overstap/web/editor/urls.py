"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.editor import checking, draft, files, listing, starting, text

app_name = "policy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("regelingen/", listing.start, name="start"),
    path("regelingen/nieuw/", starting.new, name="new"),
    path("regelingen/<slug:scheme_id>/<str:first_day>/", starting.from_version, name="from_version"),
    path("concepten/<int:draft_id>/", draft.overview, name="draft"),
    path("concepten/<int:draft_id>/tekst/", text.edit, name="text"),
    path("concepten/<int:draft_id>/controle/", checking.check, name="check"),
    path("concepten/<int:draft_id>/bestand/", files.download, name="file"),
    path("concepten/<int:draft_id>/patch/", files.patch, name="patch"),
]
