"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.treasury import board, budgets, claims, commitments, exporting, package, payments, streams
from overstap.web.treasury.keeping import urls as keeping
from overstap.web.treasury.opening import urls as opening
from overstap.web.treasury.paying import urls as paying

app_name = "treasury"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.start, name="start"),
    path("stroom/<slug:code>/", streams.stream, name="stream"),
    path("boekingen/", exporting.export, name="export"),
    path("boekingen/bestand/", exporting.file, name="export_file"),
    path("budget/<int:budget_id>/", budgets.budget, name="budget"),
    path("budget-vaststellen/", budgets.decide, name="decide"),
    path("begroting/", package.package, name="package"),
    path("begroting/bestand/", package.package_file, name="package_file"),
    path("begroting/<slug:table_id>/<slug:line_id>/", package.package_line, name="package_line"),
    path("verplichting/<uuid:key>/", commitments.commitment, name="commitment"),
    path("aanspraken/", claims.waiting, name="claims"),
    path("aanspraken/<uuid:key>/", claims.claim, name="claim"),
    path("betalingen/", payments.waiting, name="payments"),
    path("betalingen/<uuid:key>/", payments.payment, name="payment"),
    path("betalingen/<uuid:key>/terug/", payments.recover, name="recover"),
    *keeping.urlpatterns,
    *opening.urlpatterns,
    *paying.urlpatterns,
]
