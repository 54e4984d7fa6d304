"""Addresses of the profile and of a file that travels."""

from django.urls import path

from overstap.web.guidance import profile, travelling

urlpatterns = [
    path("dossier/<int:case_id>/profiel/eerder/", profile.history, name="profile_history"),
    path("dossier/<int:case_id>/profiel/erbij/<slug:kind>/", profile.add_line, name="add_line"),
    path("dossier/<int:case_id>/profiel/regel/<int:entry_id>/", profile.change_line, name="change_line"),
    path("dossier/<int:case_id>/profiel/regel/<int:entry_id>/gezien/", profile.seen, name="seen_line"),
    path("dossier/<int:case_id>/reizen/", travelling.travelling, name="travelling"),
    path("dossier/<int:case_id>/reizen/inlezen/", travelling.bring, name="bring_into"),
    path("pakket-inlezen/", travelling.open_from_package, name="open_from_package"),
]
