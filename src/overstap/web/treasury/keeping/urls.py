"""Addresses of these pages, under those of the workplace."""

from django.urls import URLPattern, path

from overstap.web.treasury.keeping import allocations, contributions, lines, periods, reallocations, reversals

urlpatterns: list[URLPattern] = [
    path("kaders/", lines.lines, name="lines"),
    path("kaders/herverdelen/", reallocations.history, name="reallocations"),
    path("kaders/herverdelen/nieuw/", reallocations.propose, name="reallocate"),
    path("kaders/herverdelen/<uuid:key>/", reallocations.reallocation, name="reallocation"),
    path("kaders/verdeelsleutels/", allocations.keys, name="keys"),
    path("kaders/verdeelsleutels/nieuw/", allocations.new_key, name="key_new"),
    path("kaders/verdeelsleutels/<slug:code>/<int:version>/", allocations.key, name="key"),
    path("kaders/verdeelsleutels/<slug:code>/<int:version>/bestand/", allocations.key_file, name="key_file"),
    path("kaders/verdeelsleutels/<slug:code>/<int:version>/verdelen/", allocations.allocate, name="allocate"),
    path("kaders/bijdragen/", contributions.contributions, name="contributions"),
    path("kaders/bijdragen/vaststellen/", contributions.new_contribution, name="contribution_new"),
    path("kaders/aanvragen/nieuw/", contributions.new_application, name="application_new"),
    path("kaders/aanvragen/<uuid:key>/", contributions.application, name="application"),
    path("kaders/aanvragen/<uuid:key>/capaciteit/", contributions.new_capacity, name="capacity_new"),
    path("perioden/", periods.overview, name="periods"),
    path("perioden/<int:year>/", periods.book_year, name="book_year"),
    path("perioden/<int:year>/<int:month>/", periods.period, name="period"),
    path("tegenboekingen/", reversals.waiting, name="reversals"),
    path("tegenboekingen/<uuid:key>/", reversals.reversal, name="reversal"),
    path("boeking/<int:entry_id>/", reversals.entry, name="entry"),
]
