"""The addresses of composing an arrangement; part of the namespace `guidance`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from overstap.web.guidance import (
    arrangement_basis,
    arrangement_choosing,
    arrangement_items,
    arrangement_page,
    arrangement_steps,
)

_of_item: list[URLPattern] = [
    path("verwijderen/", arrangement_items.remove, name="item_remove"),
    path("reserveren/", arrangement_items.reserve, name="item_reserve"),
    path("starten/", arrangement_items.start, name="item_start"),
    path("afronden/", arrangement_items.complete, name="item_complete"),
    path("stoppen/", arrangement_items.stop, name="item_stop"),
    path("toets/", arrangement_items.review, name="item_review"),
    path("werkgeversvergoeding/", arrangement_items.fee, name="item_fee"),
    path("kosten/", arrangement_items.cost, name="item_cost"),
    path("verklaring/", arrangement_items.statement, name="item_statement"),
]

_of_arrangement: list[URLPattern | URLResolver] = [
    path("", arrangement_page.arrangement, name="arrangement"),
    path("openen/", arrangement_basis.open_plan, name="arrangement_open"),
    path("doel/", arrangement_basis.target, name="arrangement_target"),
    path("voorliggend/", arrangement_basis.prior_checks, name="arrangement_priors"),
    path("voorliggend/toevoegen/", arrangement_basis.add_prior, name="arrangement_add_prior"),
    path("kiezen/<str:instrument>/", arrangement_choosing.choose, name="arrangement_choose"),
    path("voorstellen/", arrangement_steps.propose, name="arrangement_propose"),
    path("terugnemen/", arrangement_steps.take_back, name="arrangement_take_back"),
    path("akkoord/", arrangement_steps.agree, name="arrangement_agree"),
    path("afstemmen/", arrangement_steps.ask, name="arrangement_ask"),
    path("afstemmen/<int:coordination_id>/", arrangement_steps.answer, name="arrangement_answer"),
    path("starten/", arrangement_steps.activate, name="arrangement_activate"),
    path("afronden/", arrangement_steps.complete, name="arrangement_complete"),
    path("stoppen/", arrangement_steps.stop, name="arrangement_stop"),
    path("onderdeel/<int:item_id>/", include(_of_item)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("dossier/<int:case_id>/arrangement/", include(_of_arrangement)),
]
