"""Addresses of the pages for everyone."""

from django.urls import path

from overstap.web.public import careers, entering, keeping, keys, pages, places, registration

app_name = "public"
urlpatterns = [
    path("", pages.start, name="start"),
    path("start/", pages.welcome, name="welcome"),
    path("taal/", pages.language, name="language"),
    path("uw-gegevens/", pages.privacy, name="privacy"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("sleutel/", keys.keys, name="keys"),
    path("werkplek/", pages.workplace, name="workplace"),
    path("regio/", places.regions, name="regions"),
    path("ander-werk/", careers.ideas, name="careers"),
    path("regio/<str:code>/", places.region, name="region"),
    path("aanmelden/", registration.begin, name="register"),
    path("aanmelden/klaar/", registration.done, name="registered"),
    path("aanmelden/bewaren/", keeping.keep, name="keep"),
    path("aanmelden/verder/", keeping.resume, name="resume"),
    path("brief/", entering.enter, name="enter"),
    path("brief/uit/", entering.leave, name="leave"),
    path("aanmelden/<slug:step>/", registration.step, name="register_step"),
]
