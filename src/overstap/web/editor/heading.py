"""The first two steps of a draft: what the scheme is called and says, and from when until when it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.rules.load_scheme import BENEFICIARIES, BUILDING_BLOCKS, KINDS, SUPPORT_LAYERS
from overstap.rules.reader import REQUIREMENT
from overstap.web.editor.parts import (
    both,
    group,
    in_order,
    members,
    problems_at,
    put,
    put_flag,
    save,
    tree_of,
    unreadable,
    word,
)
from overstap.web.editor.showing import KEEPERS, page_of, parse_day, show
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

WHO = {
    "persoon": _("een persoon"),
    "werkgever": _("een werkgever"),
    "opleider": _("een opleider"),
    "gemeente": _("een gemeente"),
    "organisatie": _("een organisatie"),
}
KIND_NAMES = {
    "ELIG": _("voor wie (recht of geen recht)"),
    "ROUTE": _("waarheen (route)"),
    "AMOUNT": _("hoeveel (bedrag)"),
    "CAP": _("ten hoogste (plafond)"),
    "PERIOD": _("hoe lang of wanneer (periode)"),
    "PROC": _("hoe het gaat (werkwijze)"),
    "GOV": _("wie bestuurt"),
    "REPORT": _("wat er wordt gemeld"),
    "DATA": _("welke gegevens"),
    "DEF": _("wat een woord betekent"),
    "ACTOR": _("wie meedoet"),
    "REF": _("verwijzing"),
}


LAYER_NAMES = {
    "1": _("laag 1: de sectoren"),
    "2": _("laag 2: de gewone hulp van UWV en gemeente"),
    "3": _("laag 3: het mobiliteitsteam"),
}
PLACES = ("block", "block_in_text", "layer")


class NameForm(HouseForm):
    """What a scheme is called and says."""

    name_nl = forms.CharField(label=_("Naam in het Nederlands"), max_length=200)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=200)
    summary_nl = forms.CharField(
        label=_("Samenvatting in het Nederlands"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Korte zinnen die iedereen begrijpt. Voor wie is het, en wat krijgt iemand?"),
    )
    summary_en = forms.CharField(label=_("Samenvatting in het Engels"), widget=forms.Textarea({"rows": 3}))
    owner = forms.CharField(
        label=_("Eigenaar"), max_length=120, help_text=_("Wie gaat over deze regeling? Bijvoorbeeld: ministerie_szw.")
    )
    beneficiary = forms.ChoiceField(
        label=_("Wie krijgt het?"), choices=[(one, WHO.get(one, one)) for one in BENEFICIARIES]
    )
    channel = forms.CharField(
        label=_("Loket"), max_length=60, help_text=_("Waar vraagt iemand het aan? Bijvoorbeeld: rmt, uwv of gemeente.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Wat regelt het bestand?"),
        choices=[(one, KIND_NAMES.get(one, one)) for one in KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    requirements = forms.CharField(
        label=_("Nummers van eisen"),
        required=False,
        max_length=1000,
        help_text=_("Met komma's ertussen. Bijvoorbeeld: R-104, R-105."),
    )
    legal_test_pending = forms.BooleanField(label=_("De juridische toets is nog niet klaar"), required=False)
    block = forms.ChoiceField(
        label=_("Bouwsteen in de begroting van het pakket"),
        required=False,
        choices=[("", _("geen")), *((one, one) for one in BUILDING_BLOCKS)],
        help_text=_("Dit bepaalt alleen waar de regeling in de lijst staat. Er wordt niets mee berekend."),
    )
    block_in_text = forms.ChoiceField(
        label=_("Bouwsteen in de tekst van de brief, als dat een andere is"),
        required=False,
        choices=[("", _("geen")), *((one, one) for one in BUILDING_BLOCKS)],
    )
    layer = forms.ChoiceField(
        label=_("Laag van de steun"),
        required=False,
        choices=[("", _("geen")), *((one, LAYER_NAMES.get(one, one)) for one in SUPPORT_LAYERS)],
    )

    def clean_requirements(self) -> list[str]:
        """A list of ids."""
        found = [one.strip() for one in self.cleaned_data["requirements"].split(",") if one.strip()]
        for one in found:
            if not REQUIREMENT.fullmatch(one):
                raise ValidationError(
                    _("“%(id)s” is geen nummer van een eis. Schrijf het zo: R-104."), params={"id": one}
                )
        return found


class ValidityForm(HouseForm):
    """From when until when a version holds."""

    first_day = DatePartsField(label=_("Eerste dag"))
    last_day = DatePartsField(
        label=_("Laatste dag"), required=False, help_text=_("Laat dit leeg als de versie geldt tot er een nieuwe is.")
    )

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("De laatste dag ligt voor de eerste dag. Kies een latere dag."))
        return cleaned


@writing_view(roles=KEEPERS)
def names(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Change what the scheme is called and says."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    initial: dict[str, Any] = {
        **both(tree, "name"),
        **both(tree, "summary"),
        **{key: word(tree.get(key)) for key in ("owner", "beneficiary", "channel", *PLACES)},
        "kinds": members(tree.get("kinds")),
        "requirements": ", ".join(map(word, members(tree.get("requirements")))),
        "legal_test_pending": tree.get("legal_test_pending") == "true",
    }
    form = NameForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        for key in ("name", "summary"):
            tree[key] = {"nl": typed[f"{key}_nl"], "en": typed[f"{key}_en"]}
        for key in ("owner", "beneficiary", "channel", "kinds", "requirements"):
            tree[key] = typed[key]
        tree["kinds"] = in_order(initial["kinds"], typed["kinds"])
        put_flag(tree, "legal_test_pending", on=typed["legal_test_pending"])
        for key in PLACES:
            put(tree, key, typed[key])
        answer = save(request, page, tree, gettext("Naam en teksten zijn bewaard."), "policy:names")
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    problems = problems_at(page, "name", "summary", *initial)
    return show(request, "simple", page=page, form=form, refusal=refusal, problems=problems, what="names")


@writing_view(roles=KEEPERS)
def validity(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Change from when until when the version holds."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    valid = group(tree.get("valid"))
    initial = {"first_day": _day(valid.get("from")), "last_day": _day(valid.get("until"))}
    form = ValidityForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last_day"]
        tree["valid"] = {
            **valid,
            "from": form.cleaned_data["first_day"].isoformat(),
            "until": last.isoformat() if last else None,
        }
        answer = save(request, page, tree, gettext("De geldigheid is bewaard."), "policy:validity")
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    problems = problems_at(page, "valid")
    return show(request, "simple", page=page, form=form, refusal=refusal, problems=problems, what="validity")


def _day(value: Any) -> dt.date | None:
    return parse_day(word(value))
