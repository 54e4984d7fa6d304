"""Which table of the letters a reader looks at, and on which basis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError
from overstap.rules.budget import Basis, BudgetTable
from overstap.web.forms import HouseForm
from overstap.web.request import ActingRequest

PRINTED = "gedrukt"
BASES = {
    PRINTED: _("Zoals het in de brief staat"),
    Basis.KAS: _("Het jaar van betalen (kasbasis)"),
    Basis.OPENING: _("Het jaar van aanvragen (op basis van openstelling)"),
}


class BudgetForm(HouseForm):
    """The table and the basis."""

    tabel = forms.ChoiceField(label=_("Tabel"), required=False)
    grondslag = forms.ChoiceField(label=_("In welk jaar telt een bedrag?"), required=False)

    def __init__(self, *args: Any, tables: Sequence[BudgetTable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        names = [(table.id, table.name.get(language)) for table in tables]
        self.fields["tabel"].choices = names  # type: ignore[attr-defined]
        self.fields["grondslag"].choices = [(str(basis), name) for basis, name in BASES.items()]  # type: ignore[attr-defined]
        for always_filled in ("tabel", "grondslag"):
            self.fields[always_filled].needed_with_another = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader chose (gekozen tabel), with the tables in force beside it.

    `as_printed`: the figures of the letter on its own basis, with what its lines come to beside them.
    """

    form: BudgetForm
    table: BudgetTable
    basis: Basis
    as_printed: bool
    tables: tuple[BudgetTable, ...]


def tables_of(request: ActingRequest) -> tuple[BudgetTable, ...]:
    """The tables in force on the day of the request. Raises NotFoundError when there is none."""
    day: dt.date = timezone.localtime(request.now).date()
    tables = catalogue().budgets(day)
    if not tables:
        raise NotFoundError(f"no budget on {day}")
    return tables


def choose(request: ActingRequest) -> Chosen:
    """Read what was chosen: the package as a whole, as printed, when nothing is."""
    tables = tables_of(request)
    asked = request.GET if request.GET.keys() & {"tabel", "grondslag"} else None
    form = BudgetForm(asked, tables=tables)
    given = form.cleaned_data if form.is_valid() else {}
    table = next((one for one in tables if one.id == given.get("tabel")), tables[0])
    asked_basis = given.get("grondslag") or PRINTED
    as_printed = asked_basis == PRINTED
    form.initial = {"tabel": table.id, "grondslag": asked_basis}
    return Chosen(form, table, table.basis if as_printed else Basis(asked_basis), as_printed, tables)
