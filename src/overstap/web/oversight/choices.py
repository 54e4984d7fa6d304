"""What a region decides for itself where a scheme leaves room (R-046, R-079, R-106)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from overstap.casework import actions
from overstap.casework import queries as casework
from overstap.casework.policy import catalogue
from overstap.casework.queries import RegionalChoice
from overstap.core import money
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.rules import Kind, Parameter, SchemeVersion
from overstap.web.factfields import YesNoField
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.choice_names import CHOICE_NAMES
from overstap.web.oversight.opening import OVERSEERS, done, open_region, own_regions, refused, show_region, today
from overstap.web.request import ActingRequest

HERE = "oversight:choices"
COORDINATORS = frozenset({Role.COORDINATOR})
CHOOSABLE = frozenset({Kind.BOOLEAN, Kind.INTEGER, Kind.MONEY, Kind.ENUM})
ABBREVIATIONS = frozenset({"ww", "ict"})
LARGEST = 100_000
WHOLE = 100


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One thing that a region may choose (keuze): what holds in the country and what holds here."""

    scheme: str
    parameter: str
    name: str
    source: str
    in_country: str
    here: str
    is_own: bool
    coming: RegionalChoice | None
    coming_value: str


@dataclass(frozen=True, slots=True)
class SchemeChoices:
    """The choices of one scheme; `own` counts those in which the region differs by its own decision."""

    id: str
    name: str
    lines: tuple[ChoiceLine, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of the past or of a day to come (besluit van de regio)."""

    value: str
    choice: RegionalChoice


class ChoiceForm(HouseForm):
    """Another value, from a day on, with the reason."""

    field_order = ("value", "valid_from", "because")

    valid_from = DatePartsField(label=_("Vanaf welke dag?"), help_text=_("Dossiers van eerder houden wat toen gold."))
    because = forms.CharField(label=_("Waarom kiest de regio dit?"), max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, parameter: Parameter, **kwargs: Any) -> None:
        self.parameter = parameter
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The field that fits the type of the value."""
        return {"value": _value_field(self.parameter)}


def _value_field(parameter: Parameter) -> forms.Field:
    kind = parameter.type
    label = gettext("Nieuwe waarde")
    match kind.kind:
        case Kind.BOOLEAN:
            return YesNoField(label=label)
        case Kind.MONEY:
            return EurosField(label=label)
        case Kind.ENUM:
            return forms.ChoiceField(label=label, choices=[(one, _in_words(one)) for one in kind.values])
        case _:
            most = WHOLE if kind.unit == "percent" else LARGEST
            return forms.IntegerField(label=label, min_value=0, max_value=most, help_text=_unit(kind.unit))


def _unit(unit: str) -> str:
    units = {
        "days": gettext("In dagen"),
        "months": gettext("In maanden"),
        "years": gettext("In jaren"),
        "percent": gettext("In procenten"),
    }
    return units.get(unit, "")


def _in_words(code: str) -> str:
    return " ".join(word.upper() if word in ABBREVIATIONS else word for word in code.split("_"))


def shown(parameter: Parameter, value: Any) -> str:
    """A value as people read it, given the way that scheme files write it."""
    kind = parameter.type
    match kind.kind:
        case Kind.BOOLEAN:
            return gettext("Ja") if value else gettext("Nee")
        case Kind.MONEY:
            return money.euros(value, get_language() or "nl")
        case Kind.ENUM:
            return _in_words(str(value))
        case _:
            return _with_unit(int(value), kind.unit)


def _with_unit(number: int, unit: str) -> str:
    match unit:
        case "days":
            return ngettext("%(n)d dag", "%(n)d dagen", number) % {"n": number}
        case "months":
            return ngettext("%(n)d maand", "%(n)d maanden", number) % {"n": number}
        case "years":
            return ngettext("%(n)d jaar", "%(n)d jaar", number) % {"n": number}
        case "percent":
            return f"{number}%"
        case _:
            return str(number)


def _in_country(parameter: Parameter, on: dt.date) -> Any:
    """The value of the scheme file as people write it, or None when it has none on that day."""
    value = parameter.on(on)
    if parameter.type.kind is Kind.ENUM and isinstance(value, int):
        return parameter.type.values[value]
    return bool(value) if parameter.type.kind is Kind.BOOLEAN else value


def _name(parameter: Parameter) -> str:
    """What a choice is called: in our words, else in those of the scheme file."""
    if parameter.name in CHOICE_NAMES:
        return gettext(CHOICE_NAMES[parameter.name])
    if parameter.label is not None:
        label = parameter.label.get(get_language() or "nl")
        return label[:1].upper() + label[1:]
    return _in_words(parameter.name)


def _line(
    version: SchemeVersion, parameter: Parameter, chosen: Iterable[RegionalChoice], on: dt.date
) -> ChoiceLine | None:
    general = _in_country(parameter, on)
    if not parameter.regional or parameter.type.kind not in CHOOSABLE or general is None:
        return None
    own = [one for one in chosen if (one.scheme, one.parameter) == (version.id, parameter.name)]
    now = next((one for one in own if one.valid_from <= on), None)
    coming = next((one for one in reversed(own) if one.valid_from > on), None)
    return ChoiceLine(
        scheme=version.id,
        parameter=parameter.name,
        name=_name(parameter),
        source=parameter.source[0].text(get_language() or "nl") if parameter.source else "",
        in_country=shown(parameter, general),
        here=shown(parameter, now.value if now else general),
        is_own=now is not None,
        coming=coming,
        coming_value=shown(parameter, coming.value) if coming else "",
    )


@reading_view(roles=OVERSEERS)
def choices(request: ActingRequest, code: str) -> HttpResponse:
    """Everything that this region may decide for itself, and what it decided."""
    page, day = open_region(request, code), today(request)
    chosen = casework.regional_choices(code)
    found = []
    for version in catalogue().schemes(day):
        lines = [_line(version, parameter, chosen, day) for parameter in version.parameters.values()]
        kept = tuple(line for line in lines if line is not None)
        if kept:
            own = sum(1 for line in kept if line.is_own)
            found.append(SchemeChoices(version.id, version.name.get(get_language() or "nl"), kept, own))
    may_choose = code in own_regions(request.actor)
    return show_region(request, "choices", page, HERE, schemes=tuple(found), may_choose=may_choose)


@writing_view(roles=COORDINATORS)
def choice(request: ActingRequest, code: str, scheme: str, parameter: str) -> HttpResponse:
    """Decide one thing for this region, from a day on."""
    page, day = open_region(request, code), today(request)
    version = next((one for one in catalogue().schemes(day) if one.id == scheme), None)
    known = version.parameters.get(parameter) if version else None
    chosen = casework.regional_choices(code)
    line = _line(version, known, chosen, day) if version and known else None
    if version is None or known is None or line is None:
        raise NotFoundError(f"{scheme}.{parameter}")
    form = ChoiceForm(request.POST or None, parameter=known, initial={"valid_from": day})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_regional_value(
            actor=request.actor,
            region_code=code,
            scheme_id=scheme,
            parameter=parameter,
            now=request.now,
            **form.cleaned_data,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De keuze van de regio is vastgelegd."), HERE, code)
    own = [one for one in chosen if (one.scheme, one.parameter) == (scheme, parameter)]
    history = tuple(Decided(shown(known, one.value), one) for one in own)
    name = version.name.get(get_language() or "nl")
    context = {"form": form, "refusal": refusal, "line": line, "history": history, "scheme_name": name}
    return show_region(request, "choice", page, HERE, **context)
