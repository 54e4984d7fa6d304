"""The form for one question of the intake, made from the data dictionary; used by adviser and participant alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.queries import Question
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import HouseForm

ANSWER, NOT_APPLICABLE, REFUSED = "bekend", "nvt", "geweigerd"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered (antwoord): `value` as the data dictionary wants it, None unless the state is known."""

    state: str
    value: Any
    agreed: bool


class QuestionForm(HouseForm):
    """One question. Which button was pressed says whether it is answered, does not apply, or is not told."""

    fact_id = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(*args, initial={"fact_id": question.fact_id}, **kwargs)

    @classmethod
    def for_question(cls, question: Question, data: Any = None) -> QuestionForm:
        """Make the form; with `data` of a submission it is bound."""
        fields: dict[str, forms.Field] = {"answer": fact_field(fact(question.fact_id))}
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
            self.add_error(
                "agreed", gettext("Zonder toestemming slaan wij dit antwoord niet op. U mag de vraag ook overslaan.")
            )
        return cleaned

    @property
    def state(self) -> str:
        """Which of the three buttons was pressed."""
        asked = self.data.get("state", ANSWER)
        return asked if asked in {NOT_APPLICABLE, REFUSED} else ANSWER

    def given(self) -> Answer:
        """The answer of a valid form."""
        if self.state != ANSWER:
            return Answer(self.state, None, agreed=False)
        return Answer(ANSWER, self.cleaned_data["answer"], agreed=bool(self.cleaned_data.get("agreed")))
