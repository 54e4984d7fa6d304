"""The form of one example: what is given, and what has to come out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.rules import Fact, SchemeVersion
from overstap.web.editor.parts import group, in_order, members, put, put_flag, word
from overstap.web.editor.showing import parse_day
from overstap.web.editor.values import file_euros, file_value, is_filled, shown_euros, value_field
from overstap.web.forms import DatePartsField, EurosField, HouseForm

NOT_APPLICABLE, REFUSED, UNKNOWN = "n.v.t.", "geweigerd", "onbekend"
OUTCOMES = (("ja", _("ja")), ("nee", _("nee")), (UNKNOWN, _("nog niet bekend")))
GIVEN, STATE, ANSWER = "gegeven_", "toestand_", "uitkomst_"


class CaseForm(HouseForm):
    """One example. `facts` are those that can be given; `version` tells what can come out, when it can be read."""

    def __init__(
        self, *args: Any, case: dict[str, Any], facts: list[Fact], version: SchemeVersion | None, **kwargs: Any
    ) -> None:
        self.case, self.facts, self.version = case, facts, version
        self.expect = group(case.get("expect"))
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """What is asked of every example, the facts of this scheme, and what can come out of it."""
        fields: dict[str, forms.Field] = {
            "name": forms.CharField(
                label=_("Naam van het voorbeeld"), max_length=200, initial=word(self.case.get("name"))
            ),
            "on": DatePartsField(label=_("Op welke dag?"), initial=parse_day(word(self.case.get("on")))),
        }
        for fact in self.facts:
            fields |= self._fact_fields(fact)
        fields["outcome"] = forms.ChoiceField(
            label=_("Wat moet eruit komen?"),
            choices=OUTCOMES,
            widget=forms.RadioSelect,
            initial=word(self.expect.get("outcome")),
        )
        fields |= self._amount_fields() | self._answer_fields() | self._list_fields()
        fields["worked"] = forms.BooleanField(
            label=_("Dit voorbeeld staat zo in de bron"),
            required=False,
            initial=self.case.get("worked_example") == "true",
        )
        fields["taken_over"] = forms.CharField(required=False, widget=forms.HiddenInput)
        fields["confirmed"] = forms.BooleanField(label=_("Ik heb nagekeken dat deze uitkomst zo hoort"), required=False)
        return fields

    def _fact_fields(self, fact: Fact) -> dict[str, forms.Field]:
        present = group(self.case.get("given")).get(fact.id)
        definition = {"type": fact.type.kind.value, "of": fact.id}
        facts = {fact.id: fact}
        absent = present if present in (NOT_APPLICABLE, REFUSED) else ""
        label = fact.label.get(get_language() or "nl")
        field = value_field(definition, None if absent else present, facts=facts, label=label, required=False)
        states = [("", gettext("de waarde hiernaast, of niet gevraagd")), (REFUSED, gettext("wil het niet zeggen"))]
        if fact.may_be_not_applicable:
            states.append((NOT_APPLICABLE, gettext("niet van toepassing")))
        state = forms.ChoiceField(
            label=_("Of: %(fact)s") % {"fact": label}, choices=states, required=False, initial=absent
        )
        for one in (field, state):
            one.needed_with_another = True  # type: ignore[attr-defined]
        return {f"{GIVEN}{fact.id}": field, f"{STATE}{fact.id}": state}

    def _amount_fields(self) -> dict[str, forms.Field]:
        if self.version is None or self.version.amount is None:
            return {}
        amount = self.expect.get("amount")
        low = word(group(amount).get("min")) or word(amount)
        high = word(group(amount).get("max"))
        return {
            "amount": EurosField(
                label=_("Bedrag"),
                required=False,
                initial=shown_euros(low),
                help_text=_("Leeg: het bedrag wordt niet getoetst."),
            ),
            "amount_to": EurosField(
                label=_("Bedrag tot en met"),
                required=False,
                initial=shown_euros(high),
                help_text=_("Alleen als het bedrag nog niet vaststaat."),
            ),
        }

    def _answer_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for name, output in (self.version.outputs if self.version else {}).items():
            present = word(group(self.expect.get("outputs")).get(name))
            label = output.label.get(get_language() or "nl") if output.label else name
            choices = [(one.id, one.label.get(get_language() or "nl")) for one in output.choices]
            if output.type.kind.value == "boolean":
                choices = [("true", gettext("ja")), ("false", gettext("nee"))]
            if choices:
                whole = [("", gettext("niet toetsen")), *choices, (UNKNOWN, gettext("nog niet bekend"))]
                fields[f"{ANSWER}{name}"] = forms.ChoiceField(
                    label=label, choices=whole, required=False, initial=present
                )
            else:
                fields[f"{ANSWER}{name}"] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=40,
                    initial=present,
                    help_text=_(
                        "Leeg: niet toetsen. Schrijf een bedrag als 810.00, een datum als 2021-02-01, of onbekend."
                    ),
                )
        return fields

    def _list_fields(self) -> dict[str, forms.Field]:
        language = get_language() or "nl"
        asked = [(fact.id, fact.label.get(language)) for fact in self.facts]
        conditions = [(one.id, one.id) for one in (self.version.conditions if self.version else ())]
        found: dict[str, forms.Field] = {}
        for key, choices, label, switch in (
            ("missing", asked, _("Welke vragen zijn nog nodig?"), _("Toets welke vragen nog nodig zijn")),
            (
                "refused_by",
                conditions,
                _("Aan welke voorwaarden is niet voldaan?"),
                _("Toets welke voorwaarden nee zeggen"),
            ),
        ):
            if choices:
                found[f"{key}_tested"] = forms.BooleanField(label=switch, required=False, initial=key in self.expect)
                found[key] = forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    initial=[word(one) for one in members(self.expect.get(key))],
                )
        return found

    def fact_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The facts with their states, for the screen."""
        return [(self[f"{GIVEN}{fact.id}"], self[f"{STATE}{fact.id}"]) for fact in self.facts]

    def expected_fields(self) -> list[BoundField]:
        """What has to come out, for the screen."""
        names = ("outcome", "amount", "amount_to", "missing_tested", "missing", "refused_by_tested", "refused_by")
        answers = [name for name in self.fields if name.startswith(ANSWER)]
        return [self[name] for name in (*names[:3], *answers, *names[3:], "worked") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """What was taken over from the calculation is looked at first; bounds stand in order."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("taken_over") and not cleaned.get("confirmed"):
            self.add_error(
                "confirmed", ValidationError(_("Kijk de uitkomst na en kruis dit aan. Daarna kunt u bewaren."))
            )
        low, high = cleaned.get("amount"), cleaned.get("amount_to")
        if high is not None and (low is None or high < low):
            self.add_error("amount_to", ValidationError(_("Dit bedrag moet hoger zijn dan het eerste bedrag.")))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What is given, as it stands in a file; what stood there and has no field here stays."""
        shown = {fact.id for fact in self.facts}
        found = dict(group(self.case.get("given")))
        for fact in self.facts:
            state, value = self.cleaned_data.get(f"{STATE}{fact.id}"), self.cleaned_data.get(f"{GIVEN}{fact.id}")
            if state:
                found[fact.id] = state
            elif is_filled(value):
                found[fact.id] = file_value({"type": fact.type.kind.value}, value)
            elif found.get(fact.id) is not None:
                del found[fact.id]
        return {name: value for name, value in found.items() if name in shown or value is not None}

    def as_case(self) -> dict[str, Any]:
        """The example as it stands in a file, keys in the order that they had."""
        typed = self.cleaned_data
        case = {**self.case, "name": typed["name"], "on": typed["on"].isoformat(), "given": self.given()}
        expect = {**self.expect, "outcome": typed.get("outcome") or UNKNOWN}
        put(expect, "amount", self._amount())
        if self.version is not None:
            before = group(expect.get("outputs"))
            told = [name for name in self.version.outputs if typed.get(f"{ANSWER}{name}")]
            outputs = {name: typed[f"{ANSWER}{name}"] for name in in_order(list(before), told)}
            if outputs != before:
                put(expect, "outputs", outputs)
        for key in ("missing", "refused_by"):
            if key in self.fields and typed.get(f"{key}_tested"):
                expect[key] = in_order(members(expect.get(key)), typed[key])
            elif key in self.fields:
                expect.pop(key, None)
        case["expect"] = expect
        put_flag(case, "worked_example", on=bool(typed.get("worked")))
        return case

    def _amount(self) -> Any:
        if "amount" not in self.fields:
            return self.expect.get("amount")
        low, high = self.cleaned_data.get("amount"), self.cleaned_data.get("amount_to")
        if low is None:
            return None
        return file_euros(low) if high is None else {"min": file_euros(low), "max": file_euros(high)}
