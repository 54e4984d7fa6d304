"""The addresses of composing an arrangement; part of the namespace `guidance`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from overstap.web.guidance import (
    arrangement_basis,
    arrangement_changing,
    arrangement_choosing,
    arrangement_items,
    arrangement_page,
    arrangement_steps,
    arrangement_together,
)

_of_item: list[URLPattern] = [
    path("verwijderen/", arrangement_items.remove, name="item_remove"),
    path("reserveren/", arrangement_items.reserve, name="item_reserve"),
    path("starten/", arrangement_items.start, name="item_start"),
    path("afronden/", arrangement_together.complete, name="item_complete"),
    path("klaar/", arrangement_items.finish, name="item_finish"),
    path("stoppen/", arrangement_items.stop, name="item_stop"),
    path("wijzigen/", arrangement_changing.change, name="item_change"),
    path("toets/", arrangement_items.review, name="item_review"),
    path("werkgeversvergoeding/", arrangement_items.fee, name="item_fee"),
    path("kosten/", arrangement_items.cost, name="item_cost"),
    path("verklaring/", arrangement_items.statement, name="item_statement"),
    path("verklaring/pdf/", arrangement_together.statement_paper, name="statement_paper"),
    path("meelezen/", arrangement_together.invite, name="item_invite"),
    path("reactie/", arrangement_together.remark, name="item_remark"),
    path("stap/", arrangement_together.step, name="item_step"),
    path("leerovereenkomst/", arrangement_together.training, name="item_training"),
    path("leerovereenkomst/pdf/", arrangement_together.training_paper, name="training_paper"),
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
    path("delen/", arrangement_together.share, name="arrangement_share"),
    path("wijzigen/", arrangement_together.change, name="arrangement_change"),
    path("link/", arrangement_together.plan_link, name="arrangement_plan_link"),
    path("versie/<int:number>/", arrangement_together.version, name="arrangement_version"),
    path("meelezer/<int:guest_id>/verbeteren/", arrangement_together.correct, name="guest_correct"),
    path("meelezer/<int:guest_id>/opnieuw/", arrangement_together.send_again, name="guest_again"),
    path("meelezer/<int:guest_id>/stoppen/", arrangement_together.end, name="guest_end"),
    path("reactie/<int:remark_id>/", arrangement_together.answer_remark, name="remark_answer"),
    path("onderdeel/<int:item_id>/", include(_of_item)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("dossier/<int:case_id>/arrangement/", include(_of_arrangement)),
]
