"""The forms of the list of files, of cover, and of dividing work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.casework.queries import CaseloadChoice, Colleague
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guidance.forms import STATES

DUE = (
    ("", _("Alle")),
    ("te_laat", _("Te laat")),
    ("vandaag", _("Vandaag of eerder")),
    ("week", _("Binnen een week")),
)
SILENCE = (
    ("", _("Alle")),
    ("stilstaand", _("Staat stil")),
    ("deelnemer_stil", _("De deelnemer is stil")),
    ("overdracht_wacht", _("Overdracht wacht op antwoord")),
)
OWNERS = (
    ("", _("Iedereen")),
    ("mij", _("Van mij, en wat ik waarneem")),
    ("waarneming", _("Alleen wat ik waarneem")),
    ("niemand", _("Van niemand")),
    ("vertrokken", _("Van wie hier niet meer werkt")),
)
ORDERS = (
    ("datum", _("Dag van de volgende stap")),
    ("naam", _("Naam")),
    ("geopend", _("Nieuwste eerst")),
    ("stand", _("Stand")),
)
KEPT = ("tekst", "stand", "termijn", "stilte", "van", "regio", "partij", "volgorde")
"""What a saved view keeps: everything but the page."""


class CaseloadForm(HouseForm):
    """Which files to show, and in which order."""

    tekst = forms.CharField(label=_("Zoek op nummer of naam"), required=False, max_length=80)
    van = forms.ChoiceField(label=_("In handen van"), required=False)
    termijn = forms.ChoiceField(label=_("Volgende stap"), required=False)
    stand = forms.ChoiceField(label=_("Stand"), required=False)
    stilte = forms.ChoiceField(label=_("Stilte"), required=False)
    regio = forms.ChoiceField(label=_("Regio"), required=False)
    partij = forms.TypedChoiceField(label=_("Eerstverantwoordelijke"), required=False, coerce=int, empty_value=None)
    volgorde = forms.ChoiceField(label=_("Volgorde"), choices=ORDERS, required=False)
    bladzij = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        counts: Mapping[str, int] | None = None,
        colleagues: Collection[Colleague] = (),
        regions: Collection[tuple[str, str]] = (),
        parties: Collection[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        """Fill the choices; what there is only one of is not asked."""
        super().__init__(*args, **kwargs)
        people = [(str(one.id), one.name) for one in colleagues]
        self._choose("van", [*OWNERS, *people], counts or {})
        self._choose("termijn", DUE, counts or {})
        self._choose("stilte", SILENCE, counts or {})
        self._choose("stand", STATES, {key.removeprefix("stand_"): n for key, n in (counts or {}).items()})
        self._choose("regio", [("", _("Alle")), *regions], {})
        self._choose("partij", [("", _("Alle")), *parties], {})
        for name, found in (("regio", regions), ("partij", parties)):
            if len(found) < 2:  # noqa: PLR2004 (nothing to choose)
                del self.fields[name]

    def _choose(self, name: str, choices: Collection[tuple[Any, Any]], counts: Mapping[str, int]) -> None:
        shown = [(key, f"{label} ({counts[key]})" if key in counts else label) for key, label in choices]
        self.fields[name].choices = shown  # type: ignore[attr-defined]

    def chosen(self) -> CaseloadChoice:
        """The choice; what makes no sense is left out."""
        self.is_valid()
        found: dict[str, Any] = getattr(self, "cleaned_data", {})
        return CaseloadChoice(
            text=found.get("tekst") or "",
            state=found.get("stand") or "",
            due=found.get("termijn") or "",
            silence=found.get("stilte") or "",
            owner=found.get("van") or "",
            region_code=found.get("regio") or "",
            party_id=found.get("partij"),
            order=found.get("volgorde") or "datum",
            page=found.get("bladzij") or 1,
        )


class SaveViewForm(HouseForm):
    """Keeping a view under a name."""

    naam = forms.CharField(label=_("Naam van deze weergave"), max_length=60)
    standaard = forms.BooleanField(label=_("Open mijn dossiers altijd zo"), required=False)


class AssignForm(HouseForm):
    """Many files to a colleague."""

    collega = forms.TypedChoiceField(label=_("Geef de gekozen dossiers aan"), coerce=int)

    def __init__(self, *args: Any, colleagues: Collection[Colleague], **kwargs: Any) -> None:
        """Fill the colleagues."""
        super().__init__(*args, **kwargs)
        people = [(one.id, one.name) for one in colleagues]
        self.fields["collega"].choices = [("", _("Kies een collega")), *people]  # type: ignore[attr-defined]


class AbsenceForm(HouseForm):
    """Who is away, from when until when, and who covers."""

    wie = forms.TypedChoiceField(label=_("Wie is er niet?"), coerce=int)
    waarnemer = forms.TypedChoiceField(label=_("Wie neemt waar?"), coerce=int)
    van = DatePartsField(label=_("Eerste dag"))
    tot = DatePartsField(label=_("Laatste dag"))

    def __init__(
        self, *args: Any, colleagues: Collection[Colleague], who: Collection[Colleague], **kwargs: Any
    ) -> None:
        """Fill the colleagues; an adviser arranges this for themselves only."""
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [(one.id, one.name) for one in who]  # type: ignore[attr-defined]
        cover = [(one.id, one.name) for one in colleagues]
        self.fields["waarnemer"].choices = [("", _("Kies een collega")), *cover]  # type: ignore[attr-defined]
