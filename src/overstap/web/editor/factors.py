"""The weighting of a draft: grounds that speak for or against, each as rows in groups with its weight."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from overstap.web.editor.parts import Tree, put, word
from overstap.web.editor.rule_forms import RuleForm
from overstap.web.editor.rule_pages import RulePart, edit_rule
from overstap.web.editor.showing import KEEPERS
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

PART = "factors"
FOR, AGAINST = "voor", "tegen"
WAYS = (
    (FOR, _("ervoor: het maakt een ja waarschijnlijker")),
    (AGAINST, _("ertegen: het maakt een nee waarschijnlijker")),
)
_WEIGHT = re.compile(r"-?\d{1,9}|[a-z][a-z0-9_]{0,59}")


class FactorForm(RuleForm):
    """What a ground is called, which way it points, how heavy it weighs, and what it says."""

    taken_already = _("Een ander punt heet al zo. Kies een andere naam.")

    id = forms.CharField(
        label=_("Naam van het punt"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: weinig_ervaring."),
    )
    points = forms.ChoiceField(label=_("Waar wijst dit punt naar?"), choices=WAYS, widget=forms.RadioSelect)
    weight = forms.CharField(
        label=_("Gewicht"),
        required=False,
        max_length=60,
        help_text=_("Een heel getal, of de naam van een parameter. Laat dit leeg als het punt geen gewicht heeft."),
    )

    def clean_weight(self) -> str:
        """A whole number or a name; whether the parameter exists is checked with the whole file."""
        text = str(self.cleaned_data["weight"]).strip()
        if text and not _WEIGHT.fullmatch(text):
            raise ValidationError(_("Vul een heel getal in, of de naam van een parameter."))
        return text

    def fill(self, fresh: Tree) -> None:
        """Write what was typed into the ground as it stands in a file."""
        typed = self.cleaned_data
        put(fresh, "weight", typed["weight"])
        if typed["points"] != fresh.get("points", FOR):
            put(fresh, "points", "" if typed["points"] == FOR else typed["points"])
        super().fill(fresh)

    def initial_of(self, present: Tree) -> dict[str, Any]:
        """The values of the fields for a ground of a file."""
        found = super().initial_of(present)
        return {**found, "weight": word(present.get("weight")), "points": word(present.get("points")) or FOR}


FACTOR = RulePart(
    part=PART,
    form=FactorForm,
    template="factor",
    overview="policy:outputs",
    edit="policy:outputs_factor",
    saved=_("Het punt is bewaard."),
    gone=_("Het punt is weggehaald."),
)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, number: int) -> HttpResponse:
    """Change one ground; the number after the last one adds a new one."""
    return edit_rule(request, draft_id, number, FACTOR)
