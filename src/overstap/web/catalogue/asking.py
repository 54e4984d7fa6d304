"""The forms of trying out: one question at a time, or all questions of a scheme on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.rules import NOT_APPLICABLE, REFUSED, Fact, FactValue, Known, Origin, Sensitivity
from overstap.web.catalogue.answers import VISITOR
from overstap.web.factfields import fact_field
from overstap.web.forms import HouseForm

ANSWERED, PASSED_OVER, DOES_NOT_APPLY = "bekend", "geweigerd", "nvt"

_OF_CHOICE = frozenset({"boolean", "enum"})


def is_sensitive(fact: Fact) -> bool:
    """Whether a question asks something that one does not tell everyone."""
    return fact.sensitivity is not Sensitivity.GEWOON


def is_judgement(fact: Fact) -> bool:
    """Whether a professional usually answers it."""
    return set(fact.origin) == {Origin.JUDGEMENT}


class OneQuestionForm(HouseForm):
    """One question. Which button was pressed says whether it is answered, does not apply or is passed over."""

    fact_id = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, fact: Fact, current: FactValue | None = None, **kwargs: Any) -> None:
        """Make the form for a fact, filled with the answer given before."""
        self.fact = fact
        initial: dict[str, Any] = {"fact_id": fact.id}
        if isinstance(current, Known):
            initial["answer"] = as_typed(fact, current)
        super().__init__(*args, initial=initial, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The question."""
        return {"answer": fact_field(self.fact)}

    @property
    def state(self) -> str:
        """Which button was pressed."""
        pressed = self.data.get("state", ANSWERED)
        if pressed == DOES_NOT_APPLY and self.fact.may_be_not_applicable:
            return DOES_NOT_APPLY
        return PASSED_OVER if pressed == PASSED_OVER else ANSWERED

    def clean(self) -> dict[str, Any]:
        """An answer is needed only when the button said so."""
        cleaned = super().clean() or {}
        if self.state != ANSWERED:
            self.errors.pop("answer", None)
        return cleaned

    def given(self) -> FactValue:
        """The answer of a valid form."""
        if self.state == ANSWERED:
            return Known(self.cleaned_data["answer"], VISITOR)
        return REFUSED if self.state == PASSED_OVER else NOT_APPLICABLE


class AllQuestionsForm(HouseForm):
    """All questions of a scheme; each may stay open."""

    def __init__(self, *args: Any, facts: Iterable[Fact], current: Mapping[str, FactValue], **kwargs: Any) -> None:
        """Make the form, filled with the answers given before."""
        self.facts = tuple(facts)
        initial = {
            fact.id: as_typed(fact, state)
            for fact in self.facts
            if (state := current.get(fact.id)) is not None and state is not REFUSED
        }
        super().__init__(*args, initial=initial, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The questions."""
        return dict(self._fields())

    def _fields(self) -> Iterator[tuple[str, forms.Field]]:
        for fact in self.facts:
            asked = fact_field(fact, required=False)
            # All of them may stay empty, and the page says so once.
            asked.needed_with_another = True  # type: ignore[attr-defined]
            if is_sensitive(fact):
                warning = gettext("Dit is gevoelig. Sla de vraag gerust over.")
                asked.help_text = f"{asked.help_text} {warning}".strip()
            if fact.type.kind in _OF_CHOICE:
                asked = _with_open_choice(asked, fact)
            yield fact.id, asked
            if fact.may_be_not_applicable and fact.type.kind not in _OF_CHOICE:
                box = forms.BooleanField(label=_("Niet van toepassing"), required=False)
                yield _box_of(fact), box

    def given(self) -> dict[str, FactValue]:
        """The answers of a valid form; what stayed open is left out."""
        found: dict[str, FactValue] = {}
        for fact in self.facts:
            value = self.cleaned_data.get(fact.id)
            if value == DOES_NOT_APPLY or self.cleaned_data.get(_box_of(fact)):
                found[fact.id] = NOT_APPLICABLE
            elif value is not None and value != "":
                found[fact.id] = Known(value, VISITOR)
        return found


def _box_of(fact: Fact) -> str:
    return f"{fact.id}__nvt"


def _with_open_choice(asked: forms.Field, fact: Fact) -> forms.Field:
    """A choice that can be taken back: an empty one, and one for what does not apply."""
    choices = [(value, label) for value, label in asked.choices if value != ""]  # type: ignore[attr-defined]
    if fact.may_be_not_applicable:
        choices.append((DOES_NOT_APPLY, _("Niet van toepassing")))
    made = OpenChoiceField(
        yes_no=fact.type.kind == "boolean",
        label=asked.label,
        help_text=asked.help_text,
        required=False,
        choices=[("", _("Sla over")), *choices],
        widget=type(asked.widget),
    )
    made.needed_with_another = True  # type: ignore[attr-defined]
    return made


class OpenChoiceField(forms.ChoiceField):
    """A choice that may be left open; `yes_no` gives True and False."""

    def __init__(self, *, yes_no: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.yes_no = yes_no

    def clean(self, value: Any) -> Any:
        """Turn the words for yes and no into truth values."""
        word = super().clean(value)
        return {"ja": True, "nee": False}.get(word, word) if self.yes_no else word


def as_typed(fact: Fact, state: FactValue) -> Any:
    """An answer as the control of its field holds it."""
    if not isinstance(state, Known):
        return DOES_NOT_APPLY if fact.type.kind in _OF_CHOICE and state is NOT_APPLICABLE else None
    if isinstance(state.value, bool):
        return "ja" if state.value else "nee"
    if fact.type.kind == "money":
        euros, cents = divmod(int(state.value), 100)  # type: ignore[arg-type]
        return f"{euros},{cents:02d}" if cents else str(euros)
    return state.value
