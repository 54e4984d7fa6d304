"""Own words of a region and colours of the installation: what may be chosen, what it says now, and what it said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.own import actions, queries
from overstap.parties.own.pictures import LIMITS, MOST_BYTES
from overstap.parties.own.queries import OwnLine
from overstap.parties.own.standards import colours, filled, words
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import (
    OVERSEERS,
    STEERING,
    done,
    open_region,
    own_regions,
    refused,
    show,
    show_region,
    today,
)
from overstap.web.request import ActingRequest

HERE, COLOURS = "oversight:own", "oversight:colours"
COORDINATORS = frozenset({Role.COORDINATOR})
EXAMPLE = {"telefoon": "088 123 45 67"}


class OwnForm(HouseForm):
    """Other words, from a day on, with the reason; nothing filled in is back to the standard."""

    field_order = ("value", "valid_from", "because")

    value = forms.CharField(
        label=_("Eigen tekst"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Laat dit leeg om terug te gaan naar de gewone tekst."),
    )
    valid_from = DatePartsField(label=_("Vanaf welke dag?"))
    because = forms.CharField(label=_("Waarom?"), max_length=200)


class ColourForm(HouseForm):
    """Another colour, from a day on, with the reason."""

    field_order = ("value", "valid_from", "because")

    value = forms.CharField(
        label=_("Kleur"),
        required=False,
        max_length=7,
        help_text=_("Schrijf de kleur als #rrggbb. Laat dit leeg om terug te gaan naar de gewone kleur."),
    )
    valid_from = DatePartsField(label=_("Vanaf welke dag?"))
    because = forms.CharField(label=_("Waarom?"), max_length=200)


class LogoForm(HouseForm):
    """A logo, what it shows in words, and why; without a file the logo goes."""

    file = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput({"accept": ".png,image/png"}),
        max_length=200,
        error_messages={"empty": _("Dit bestand is leeg."), "invalid": _("Kies een bestand.")},
    )
    told = forms.CharField(
        label=_("Wat laat het logo zien?"),
        required=False,
        max_length=120,
        help_text=_("Mensen die niet zien, horen deze woorden. Bijvoorbeeld: Werkcentrum Midden-Brabant."),
    )
    because = forms.CharField(label=_("Waarom?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the limits as they hold."""
        super().__init__(*args, **kwargs)
        limits = _("Een PNG van hoogstens %(kilo)s kB, %(breed)s punten breed en %(hoog)s hoog.") % dict(LIMITS)
        without = _("Zonder bestand gaat het logo weg.")
        self.fields["file"].help_text = f"{limits} {without}"


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@reading_view(roles=OVERSEERS)
def own(request: ActingRequest, code: str) -> HttpResponse:
    """What the region says in its own words, and everything else that can be set up, with who does that."""
    page = open_region(request, code)
    lines = queries.own_lines(code, today(request), _language())
    shown = {
        "own_lines": lines,
        "colour_lines": queries.colour_lines(today(request), _language(), code),
        "logo": queries.logo(code),
        "may_choose": code in own_regions(request.actor),
        "theme_region": code,
    }
    return show_region(request, "own", page, HERE, **shown)


@writing_view(roles=COORDINATORS)
def word(request: ActingRequest, code: str, name: str, language: str) -> HttpResponse:
    """Say one thing in own words, look at it first, or go back to the standard."""
    page, day = open_region(request, code), today(request)
    line = _line(queries.own_lines(code, day, _language()), name, language)
    form = OwnForm(request.POST or None, initial={"valid_from": day, "value": line.now if line.is_own else ""})
    refusal: Refusal | None = None
    preview = ""
    if request.method == "POST" and form.is_valid():
        if request.POST.get("doe") == "voorbeeld":
            preview = filled(form.cleaned_data["value"] or line.standard, EXAMPLE)
        else:
            answer = actions.set_own_word(
                actor=request.actor, region_code=code, name=name, language=language, now=request.now,
                **form.cleaned_data,
            )  # fmt: skip
            refusal = refused(answer)
            if refusal is None:
                return done(request, gettext("De eigen tekst is vastgelegd."), HERE, code)
    history = [one for one in queries.choices_made(code) if (one.name, one.language) == (name, language)]
    context: dict[str, Any] = {"form": form, "refusal": refusal, "line": line, "history": history, "preview": preview}
    return show_region(request, "own_word", page, HERE, places=sorted(words()[name].places), **context)


@writing_view(roles=COORDINATORS)
def region_colour(request: ActingRequest, code: str, name: str) -> HttpResponse:
    """Choose one colour of the region; what people cannot read is refused."""
    page, day = open_region(request, code), today(request)
    line = _line(queries.colour_lines(day, _language(), code), name, "")
    form = ColourForm(request.POST or None, initial={"valid_from": day, "value": line.now if line.is_own else ""})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_colour(
            actor=request.actor, region_code=code, name=name, now=request.now, **form.cleaned_data
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De kleur is vastgelegd."), HERE, code)
    history = [one for one in queries.choices_made(code) if one.name == name]
    context: dict[str, Any] = {"form": form, "refusal": refusal, "line": line, "history": history}
    return show_region(request, "own_colour", page, HERE, against=colours()[name].against, **context)


@writing_view(roles=COORDINATORS)
def region_logo(request: ActingRequest, code: str) -> HttpResponse:
    """Bring a logo for the desk of the region, or take it away."""
    page = open_region(request, code)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        answer = actions.set_logo(
            actor=request.actor, region_code=code, data=file.read(MOST_BYTES + 1) if file else b"",
            told=form.cleaned_data["told"], because=form.cleaned_data["because"], now=request.now,
        )  # fmt: skip
        refusal = refused(answer)
        if refusal is None:
            said = gettext("Het logo staat op de pagina van het loket.") if file else gettext("Het logo is weg.")
            return done(request, said, HERE, code)
    return show_region(request, "own_logo", page, HERE, form=form, refusal=refusal, logo=queries.logo(code))


@reading_view(roles=STEERING)
def colours_chosen(request: ActingRequest) -> HttpResponse:
    """The colours of this installation."""
    return show(request, "colours", own_lines=queries.colour_lines(today(request), _language()))


@writing_view(roles=STEERING)
def colour(request: ActingRequest, name: str) -> HttpResponse:
    """Choose one colour; what people cannot read is refused."""
    day = today(request)
    line = _line(queries.colour_lines(day, _language()), name, "")
    form = ColourForm(request.POST or None, initial={"valid_from": day, "value": line.now})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_colour(actor=request.actor, name=name, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De kleur is vastgelegd."), COLOURS)
    history = [one for one in queries.choices_made("") if one.name == name]
    wrong = refusal is not None or bool(form.errors)
    context = {"form": form, "refusal": refusal, "line": line, "history": history}
    return show(request, "colour", status=400 if wrong else 200, against=colours()[name].against, **context)


def _line(lines: tuple[OwnLine, ...], name: str, language: str) -> OwnLine:
    found = next((one for one in lines if (one.name, one.language) == (name, language)), None)
    if found is None:
        raise NotFoundError(name)
    return found
