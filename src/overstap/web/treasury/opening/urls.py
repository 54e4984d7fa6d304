"""Addresses of the windows in this workplace."""

from django.urls import path

from overstap.web.treasury.opening import deciding, funding, pages

urlpatterns = [
    path("loketten/", pages.every, name="windows"),
    path("loketten/<slug:code>/", pages.one, name="window"),
    path("loketten/<slug:code>/datums/", deciding.plan, name="window_plan"),
    path("loketten/<slug:code>/plafond/", deciding.ceiling, name="window_ceiling"),
    path("loketten/<slug:code>/extra/", deciding.extra, name="window_extra"),
    path("loketten/<slug:code>/verdelen/", deciding.share, name="window_share"),
    path("loketten/<slug:code>/betalen/", funding.fund, name="window_fund"),
]
