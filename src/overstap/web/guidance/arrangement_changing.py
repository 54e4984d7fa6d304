"""Other dates or another price of an item that is committed: filled in, tried out, and put to the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions
from overstap.arrangements.actions import NewTerms
from overstap.arrangements.values import ItemCard
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.guards import writing_view
from overstap.web.guidance.arrangement_page import HERE, item_of, plan_of, show_form
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest


class ChangeForm(HouseForm):
    """What an item says from now on; empty stays as it is."""

    starts_on = DatePartsField(label=_("Nieuwe startdatum"), required=False)
    ends_on = DatePartsField(label=_("Nieuwe einddatum"), required=False)
    weeks = forms.IntegerField(
        label=_("Of: zoveel weken langer"),
        required=False,
        min_value=1,
        max_value=520,
        help_text=_("Wij tellen de weken op bij de einddatum van nu."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    cost = EurosField(label=_("Wat het in totaal kost"), help_text=_("Bijvoorbeeld 1250 of 1.250,50."))
    cofinancing = EurosField(label=_("Wat anderen daarvan betalen"), required=False)
    because = forms.CharField(
        label=_("Waarom verandert dit?"),
        widget=forms.Textarea({"rows": 2}),
        max_length=400,
        help_text=_("De deelnemer leest dit. De kassier leest het niet."),
    )

    def __init__(self, *args: Any, item: ItemCard, **kwargs: Any) -> None:
        """Start from what the item says now; what has begun keeps its start."""
        now = {
            "starts_on": item.starts_on,
            "ends_on": item.ends_on,
            "cost": _plain(item.cost_cents),
            "cofinancing": _plain(item.cofinancing_cents),
        }
        kwargs.setdefault("initial", now)
        super().__init__(*args, **kwargs)
        self.item = item
        if item.stage == "loopt":
            del self.fields["starts_on"]

    def terms(self) -> NewTerms:
        """What was filled in, with what stays."""
        given = self.cleaned_data
        ends_on = given.get("ends_on") or self.item.ends_on
        if given.get("weeks") and self.item.ends_on is not None and ends_on == self.item.ends_on:
            ends_on = self.item.ends_on + dt.timedelta(weeks=given["weeks"])
        return NewTerms(
            starts_on=given.get("starts_on") or self.item.starts_on,
            ends_on=ends_on,
            cost_cents=given["cost"],
            cofinancing_cents=given["cofinancing"] or 0,
        )


def _plain(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


@writing_view(roles=ADVISERS, purpose="begeleiding")
def change(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Propose other dates or another price; what the budget and the rules say comes back at once."""
    item = item_of(plan_of(request, case_id), item_id)
    form = ChangeForm(request.POST or None, item=item)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.change_item(
            actor=request.actor,
            item_id=item_id,
            terms=form.terms(),
            because=form.cleaned_data["because"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("De wijziging ligt bij de deelnemer. Na akkoord past de kassier het geld meteen aan.")
            return done(request, sentence, HERE, case_id)
    return show_form(request, case_id, "arrangement_change_item", form=form, refusal=refusal, item=item)
