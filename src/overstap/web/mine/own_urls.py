"""Addresses of the person's profile and of taking the file along."""

from django.urls import path

from overstap.web.mine import careers, profile, taking

urlpatterns = [
    path("profiel/", profile.show, name="profile"),
    path("profiel/eerder/", profile.history, name="profile_history"),
    path("profiel/wensen/", profile.wishes, name="wishes"),
    path("profiel/beroep/", profile.occupation, name="occupation"),
    path("ander-werk/", careers.ideas, name="careers"),
    path("profiel/competenties/", profile.competences, name="competences"),
    path("profiel/erbij/<slug:kind>/", profile.add, name="profile_add"),
    path("profiel/regel/<int:entry_id>/", profile.change, name="profile_change"),
    path("profiel/regel/<int:entry_id>/weg/", profile.remove, name="profile_remove"),
    path("profiel/regel/<int:entry_id>/klopt/", profile.confirm, name="profile_confirm"),
    path("meenemen/", taking.show, name="taking"),
    path("meenemen/pakket/", taking.take, name="take"),
    path("meenemen/inlezen/", taking.bring, name="bring"),
]
