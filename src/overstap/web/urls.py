"""Addresses of the screens, by workplace."""

from django.urls import URLPattern, URLResolver, include, path

from overstap.web import theme

urlpatterns: list[URLPattern | URLResolver] = [
    path("thema.css", theme.style, name="theme"),
    path("regio/<str:code>/logo-<slug:digest>.png", theme.logo, name="logo"),
    path("account/", include("overstap.web.account.urls")),
    path("loket/", include("overstap.web.desk.urls")),
    path("", include("overstap.web.matching.urls")),
    path("", include("overstap.web.training.urls")),
    path("", include("overstap.web.demand.urls")),
    path("", include("overstap.web.groups.urls")),
    path("", include("overstap.web.centres.urls")),
    path("", include("overstap.web.placing.urls")),
    path("begeleiding/", include("overstap.web.guidance.urls")),
    path("kassa/", include("overstap.web.treasury.urls")),
    path("toezicht/", include("overstap.web.oversight.urls")),
    path("accounts/", include("overstap.web.oversight.account_urls")),
    path("beleid/", include("overstap.web.editor.urls")),
    path("mijn/rechten/", include("overstap.web.privacy.own_urls")),
    path("mijn/", include("overstap.web.mine.urls")),
    path("privacy/", include("overstap.web.privacy.urls")),
    path("verwerkingen/", include("overstap.web.privacy.register_urls")),
    path("demo/", include("overstap.web.demo.urls")),
    path("regelingen/", include("overstap.web.catalogue.urls")),
    path("loketten/", include("overstap.web.windows.urls")),
    path("l/", include("overstap.web.links.urls")),
    path("", include("overstap.web.public.urls")),
]
