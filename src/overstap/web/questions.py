"""The form for one question of the intake, made from the data dictionary; used by adviser and participant alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.queries import Question
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.translation import in_english, own_language

ANSWER, NOT_APPLICABLE, REFUSED = "bekend", "nvt", "geweigerd"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered (antwoord): `value` as the data dictionary wants it, None unless the state is known."""

    state: str
    value: Any
    sensitive_agreed: bool


class QuestionForm(HouseForm):
    """One question. Which button was pressed says whether it is answered, does not apply, or is not told."""

    fact_id = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(*args, initial={"fact_id": question.fact_id}, **kwargs)

    @classmethod
    def for_question(cls, question: Question, data: Any = None) -> QuestionForm:
        """Make the form; with `data` of a submission it is bound."""
        fields: dict[str, forms.Field] = {"answer": _field(question)}
        if question.tick_needed:
            fields["agreed"] = forms.BooleanField(
                required=False, label=_("Mijn begeleider mag dit antwoord zien. Ik kan dat later intrekken.")
            )
        made: type[QuestionForm] = type("QuestionForm", (cls,), fields)
        return made(data, question=question)

    def clean(self) -> dict[str, Any]:
        """An answer is needed only when the button said so; a sensitive one needs permission."""
        cleaned = super().clean() or {}
        if self.state != ANSWER:
            self.errors.pop("answer", None)
        elif self.question.tick_needed and not cleaned.get("agreed"):
            self.add_error("agreed", gettext("Zonder toestemming slaan wij dit antwoord niet op. U mag de vraag ook overslaan."))
        return cleaned

    @property
    def state(self) -> str:
        """Which of the three buttons was pressed."""
        asked = self.data.get("state", ANSWER)
        return asked if asked in {NOT_APPLICABLE, REFUSED} else ANSWER

    def given(self) -> Answer:
        """The answer of a valid form."""
        if self.state != ANSWER:
            return Answer(self.state, None, sensitive_agreed=False)
        value = self.cleaned_data["answer"]
        if isinstance(value, dt.date):
            value = value.isoformat()
        if self.question.type == "boolean":
            value = value == "ja"
        return Answer(ANSWER, value, sensitive_agreed=bool(self.cleaned_data.get("agreed")))


def _field(question: Question) -> forms.Field:
    label = own_language({"nl": question.nl, "en": question.en})
    help_text = own_language({"nl": question.why_nl, "en": question.why_en})
    if question.type == "boolean":
        choices = [("ja", _("Ja")), ("nee", _("Nee"))]
        return forms.ChoiceField(label=label, help_text=help_text, choices=choices, widget=forms.RadioSelect)
    if question.type == "enum":
        named = [(choice.id, choice.en if in_english() else choice.nl) for choice in question.choices]
        return forms.ChoiceField(label=label, help_text=help_text, choices=named, widget=forms.RadioSelect)
    if question.type == "date":
        return DatePartsField(label=label, help_text=help_text)
    if question.type == "money":
        return EurosField(label=label, help_text=help_text)
    field = forms.IntegerField(label=label, help_text=help_text, min_value=question.lowest, max_value=question.highest)
    field.widget = forms.TextInput({"inputmode": "numeric", "size": 6})
    return field
