"""The amount of a draft, and the terms that its expressions are made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.rules.grammar import LONGEST, ExpressionError, Source
from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.parts import group, problems_at, put, save, tree_of, unreadable, word
from overstap.web.editor.problem_words import in_words
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest


class ExpressionField(forms.CharField):
    """An expression; says at once when it cannot be read."""

    widget = forms.Textarea({"rows": 2, "class": "code code--short", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        """Read the expression on its own; whether its names exist is checked with the whole file."""
        text = " ".join(str(super().clean(value)).split())
        if text:
            try:
                Source(text)
            except ExpressionError as error:
                raise ValidationError(f"{in_words(error.message)} {in_words(error.advice)}".strip()) from error
        return text


class AmountForm(CitingForm):
    """The amount with its source, and the terms."""

    def __init__(self, *args: Any, terms: dict[str, Any], amount: dict[str, Any], **kwargs: Any) -> None:
        self.terms, self.amount = list(terms.items()), amount
        super().__init__(*args, cited=amount.get("source"), **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """Two fields for every term and for one more, and the amount."""
        fields: dict[str, forms.Field] = {
            "amount": ExpressionField(
                label=_("Hoe wordt het bedrag berekend?"),
                required=False,
                max_length=LONGEST,
                initial=word(self.amount.get("expression")),
                help_text=_(
                    "Laat dit leeg als de regeling geen bedrag geeft. Bijvoorbeeld: min(weken, max_weken) * per_week."
                ),
            )
        }
        for number in range(len(self.terms) + 1):
            name, written = self.terms[number] if number < len(self.terms) else ("", "")
            expression, label = expression_in(written), {"number": number + 1}
            fields[f"name_{number}"] = forms.CharField(
                label=_("Naam van begrip %(number)d") % label, required=False, max_length=60, initial=name
            )
            fields[f"expression_{number}"] = ExpressionField(
                label=_("Wat betekent begrip %(number)d?") % label,
                required=False,
                max_length=LONGEST,
                initial=expression,
            )
            for language, title in (
                ("nl", _("Naam van begrip %(number)d voor de lezer, in het Nederlands")),
                ("en", _("Naam van begrip %(number)d voor de lezer, in het Engels")),
            ):
                fields[f"label_{language}_{number}"] = forms.CharField(
                    label=title % label,
                    required=False,
                    max_length=200,
                    initial=word(group(group(written).get("label")).get(language)),
                )
            for key in ("name", "expression"):
                fields[f"{key}_{number}"].needed_with_another = True  # type: ignore[attr-defined]
        return fields | super().further_fields()

    def term_rows(self) -> list[list[BoundField]]:
        """The rows of terms, for the screen."""
        keys = ("name", "expression", "label_nl", "label_en")
        return [[self[f"{key}_{number}"] for key in keys] for number in range(len(self.terms) + 1)]

    def clean(self) -> dict[str, Any]:
        """A name has a meaning and a meaning a name; each name once; an amount has a source."""
        cleaned = super().clean()
        seen: set[str] = set()
        for number in range(len(self.terms) + 1):
            name, meaning = cleaned.get(f"name_{number}", ""), cleaned.get(f"expression_{number}")
            if name and (not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS):
                wrong = _("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan.")
                self.add_error(f"name_{number}", wrong)
            elif name in seen:
                self.add_error(f"name_{number}", _("Deze naam staat er al. Kies een andere naam."))
            if name and meaning == "":
                self.add_error(f"expression_{number}", _("Schrijf wat dit begrip betekent."))
            if meaning and not name:
                self.add_error(f"name_{number}", _("Geef dit begrip een naam."))
            if bool(cleaned.get(f"label_nl_{number}")) != bool(cleaned.get(f"label_en_{number}")):
                empty = "en" if cleaned.get(f"label_nl_{number}") else "nl"
                self.add_error(f"label_{empty}_{number}", _("Vul deze tekst in beide talen in, of in geen van beide."))
            seen.add(name or f" {number}")
        if cleaned.get("amount") and not cleaned.get("document_0") and "document_0" not in self.errors:
            self.add_error("document_0", _("Kies in welk document het bedrag staat."))
        return cleaned

    def named(self) -> dict[str, Any]:
        """The terms as they stand in a file; an emptied row is gone."""
        rows = range(len(self.terms) + 1)
        return {
            self.cleaned_data[f"name_{one}"]: self._term(one) for one in rows if self.cleaned_data.get(f"name_{one}")
        }

    def _term(self, number: int) -> Any:
        """One term: as it was written when only its line breaks differ, with its label when it has one."""
        present = self.terms[number][1] if number < len(self.terms) else ""
        before, typed = expression_in(present), self.cleaned_data[f"expression_{number}"]
        expression = before if " ".join(before.split()) == typed else typed
        label = {language: self.cleaned_data[f"label_{language}_{number}"] for language in ("nl", "en")}
        if not isinstance(present, dict) and not label["nl"]:
            return expression
        fresh = {**group(present), "expression": expression}
        put(fresh, "label", label if label["nl"] else None)
        return fresh


def expression_in(written: Any) -> str:
    """The expression of a term, with or without a label beside it."""
    return word(group(written).get("expression")) if isinstance(written, dict) else word(written)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Change how the amount is calculated, and what the terms mean."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    terms, amount = group(tree.get("let")), group(tree.get("amount"))
    form = AmountForm(request.POST if request.method == "POST" else None, terms=terms, amount=amount)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        put(tree, "let", form.named())
        expression = form.cleaned_data["amount"]
        if expression:
            before = word(amount.get("expression"))
            kept = before if " ".join(before.split()) == expression else expression
            tree["amount"] = {**amount, "expression": kept, "source": form.sources()}
        else:
            tree.pop("amount", None)
        answer = save(request, page, tree, gettext("Het bedrag en de begrippen zijn bewaard."), "policy:amount")
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    problems = problems_at(page, "let", "amount")
    return show(request, "amount", page=page, form=form, refusal=refusal, problems=problems)
