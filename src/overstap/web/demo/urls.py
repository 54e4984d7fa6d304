"""Addresses of the demo; outside a demo they do not exist."""

from django.urls import path

from overstap.web.demo import replaying, views

app_name = "demo"
urlpatterns = [
    path("", views.start, name="start"),
    path("wissel/", views.switch, name="switch"),
    path("persoon/<slug:key>/", views.become, name="become"),
    path("klok/", views.clock_page, name="clock"),
    path("post/", views.mailbox, name="mailbox"),
    path("naspelen/", replaying.every, name="replays"),
    path("naspelen/<slug:name>/", replaying.ask, name="replay"),
]
