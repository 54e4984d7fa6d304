"""The form for one instrument: its own fields, and the questions that its schemes still ask."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.values import EarlierStream, MissingAnswers, Question, SharingStream
from overstap.core.decision import Refusal
from overstap.rules import Sensitivity
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import DatePartsField, EurosField, HouseForm, dress
from overstap.web.guidance.arrangement_forms import KeyField
from overstap.web.translation import own_language

FACT = "fact_"
SHARE = "deel_"
SUBSIDY = "subsidie_"
HANDOVER = "overdracht"
ONLY_WITH_MONEY = (
    "starts_on",
    "ends_on",
    "cost",
    "cofinancing",
    "cofinancing_reason",
    "passed_over_because",
    "provider",
)
ONLY_WITH_HANDOVER = ("person_agrees", "how")
FIELD_NAMES = {"cost_cents": "cost", "cofinancing_cents": "cofinancing"}
NEEDS = {
    "provider": "provider",
    "employer": "employer",
    "start": "starts_on",
    "end": "ends_on",
    "cost": "cost",
    "reason": "motivation",
}
ALWAYS_WANTED = {"cost", "how"}
LONGEST = 400


def _dressed(field: forms.Field) -> forms.Field:
    dress(field)
    return field


class ItemForm(HouseForm):
    """What an adviser fills in to choose an instrument."""

    title = forms.CharField(label=_("Hoe heet dit onderdeel?"), max_length=160)
    providing_party = forms.TypedChoiceField(label=_("Welke organisatie geeft of regelt dit?"), coerce=int)
    provider = forms.CharField(label=_("Wie voert het uit?"), max_length=160, required=False)
    employer = forms.CharField(label=_("Bij welke werkgever?"), max_length=160, required=False)
    starts_on = DatePartsField(label=_("Begint op"), required=False)
    ends_on = DatePartsField(label=_("Eindigt op"), required=False)
    cost = EurosField(label=_("Wat kost het in totaal?"), required=False, help_text=_("Inclusief btw."))
    cofinancing = EurosField(label=_("Hoeveel betaalt een ander mee?"), required=False)
    cofinancing_reason = forms.CharField(label=_("Betaalt niemand mee? Waarom niet?"), max_length=300, required=False)
    motivation = forms.CharField(label=_("Waarom heeft de deelnemer dit nodig?"), max_length=LONGEST, required=False)
    passed_over_because = forms.CharField(
        label=_("Is er geld dat voorgaat en gebruikt u dat niet? Waarom niet?"), max_length=LONGEST, required=False
    )
    person_agrees = forms.BooleanField(
        label=_("De deelnemer wil deze hulp en vindt het goed dat wij de vraag doorgeven"), required=False
    )
    how = forms.CharField(label=_("Hoe zei de deelnemer dat?"), max_length=120, required=False)
    key = KeyField(required=False)
    tick = forms.BooleanField(
        label=_("De deelnemer vindt het goed dat wij deze gevoelige antwoorden bewaren"), required=False
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        needs: tuple[str, ...],
        questions: tuple[Question, ...],
        parties: list[tuple[int, str]],
        earlier: tuple[EarlierStream, ...] = (),
        sharing: tuple[SharingStream, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.questions = questions
        # What a fragment of the page cannot show, because it stands outside the fragment.
        self.hidden_questions: list[Question] = []
        super().__init__(*args, **kwargs)
        self.fields["providing_party"].choices = [("", _("Kies een organisatie")), *parties]  # type: ignore[attr-defined]
        for name in ONLY_WITH_MONEY if kind == HANDOVER else ONLY_WITH_HANDOVER:
            del self.fields[name]
        if "employer" not in needs:
            del self.fields["employer"]
        self._ask(questions)
        if kind != HANDOVER:
            self._ask_who_pays(earlier, sharing)
        self.initial.setdefault("key", uuid.uuid4())
        wanted = {NEEDS[need] for need in needs if need in NEEDS} | ALWAYS_WANTED
        if kind == HANDOVER:
            wanted.add("motivation")
        for name, field in self.fields.items():
            # An instrument asks for these, also when the form is not sent to choose: so they are not called optional.
            field.needed_with_another = name in wanted or name.startswith(FACT)  # type: ignore[attr-defined]

    def _ask(self, questions: tuple[Question, ...]) -> None:
        for question in questions:
            field = fact_field(fact(question.fact), required=False)
            dress(field)
            self.fields[FACT + question.fact] = field
        about_person = (fact(question.fact) for question in questions if not question.with_item)
        if not any(asked.sensitivity is not Sensitivity.GEWOON for asked in about_person):
            del self.fields["tick"]

    def _ask_who_pays(self, earlier: tuple[EarlierStream, ...], sharing: tuple[SharingStream, ...]) -> None:
        """Ask what money pays that goes first, once it is known to be there, and whether a scheme pays a part."""
        for stream in earlier:
            if stream.takes_part or self.data.get(SHARE + stream.id):
                name = own_language({"nl": stream.name.nl, "en": stream.name.en})
                self.fields[SHARE + stream.id] = _dressed(
                    EurosField(
                        label=gettext("Wat betaalt dit geld: %(name)s?") % {"name": name},
                        help_text=_("Dit geld gaat voor. Betaalt het niets? Schrijf dan hierboven waarom."),
                        required=False,
                    )
                )
        for one in sharing:
            name = own_language({"nl": one.name.nl, "en": one.name.en})
            self.fields[SUBSIDY + one.id] = _dressed(
                forms.BooleanField(
                    label=gettext("Er is ook: %(name)s") % {"name": name},
                    help_text=own_language({"nl": one.summary.nl, "en": one.summary.en}),
                    required=False,
                )
            )

    @property
    def asked(self) -> str:
        """The questions on this form, as the next submission tells them back."""
        return ",".join(question.fact for question in self.questions)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields of the item itself."""
        apart = (FACT, SHARE, SUBSIDY)
        return [field for field in self if not field.name.startswith(apart) and field.name != "tick"]

    @property
    def paying_fields(self) -> list[forms.BoundField]:
        """What other money pays."""
        return [field for field in self if field.name.startswith((SHARE, SUBSIDY))]

    @property
    def item_questions(self) -> list[forms.BoundField]:
        """The questions about the item."""
        return [self[FACT + question.fact] for question in self.questions if question.with_item]

    @property
    def person_questions(self) -> list[forms.BoundField]:
        """The questions about the person, with the tick for what is sensitive."""
        found = [self[FACT + question.fact] for question in self.questions if not question.with_item]
        return [*found, self["tick"]] if "tick" in self.fields else found

    def answers(self, *, with_item: bool | None = None) -> dict[str, Any]:
        """What was answered by fact: about the item, about the person, or (None) both."""
        given = self.cleaned_data
        return {
            question.fact: given[FACT + question.fact]
            for question in self.questions
            if given.get(FACT + question.fact) not in {None, ""} and with_item in {None, question.with_item}
        }

    def draft(self, instrument: str, *, with_item: bool | None = None) -> ItemDraft:
        """What was filled in so far; what is wrong or empty is left out."""
        given = self.cleaned_data
        return ItemDraft(
            instrument=instrument,
            title=given.get("title", ""),
            providing_party_id=given.get("providing_party") or None,
            provider=given.get("provider", ""),
            employer=given.get("employer", ""),
            starts_on=given.get("starts_on"),
            ends_on=given.get("ends_on"),
            cost_cents=given.get("cost") or 0,
            cofinancing_cents=given.get("cofinancing") or 0,
            cofinancing_reason=given.get("cofinancing_reason", ""),
            motivation=given.get("motivation", ""),
            passed_over_because=given.get("passed_over_because", ""),
            answers=self.answers(with_item=with_item),
            shares={
                name.removeprefix(SHARE): cents for name, cents in given.items() if name.startswith(SHARE) and cents
            },
            subsidies=tuple(
                name.removeprefix(SUBSIDY) for name, wanted in given.items() if name.startswith(SUBSIDY) and wanted
            ),
            person_agrees=bool(given.get("person_agrees")),
            agreed_through=given.get("how", ""),
            key=given.get("key"),
        )

    def mark(self, refusal: Refusal) -> None:
        """Show at the fields what a refusal is about, beside the refusal itself."""
        if not isinstance(refusal, MissingAnswers):
            return
        for question in refusal.questions:
            name = FIELD_NAMES.get(question.field, question.field) or FACT + question.fact
            if name in self.fields:
                self.add_error(name, _("Deze vraag is nog open."))
