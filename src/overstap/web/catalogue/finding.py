"""The overview of all schemes: search, filters and a day (R-005, R-006)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue as loaded
from overstap.rules import Catalogue
from overstap.web.catalogue.moment import PARAMETER, DayField, Moment, moment_of
from overstap.web.catalogue.names import BLOCKS, CHANNELS, FOR_WHOM, KINDS, LAYERS, OWNERS, name_of
from overstap.web.catalogue.search import Hits
from overstap.web.catalogue.shelf import Standing, searcher, standing
from overstap.web.catalogue.words import fold
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest, wants_fragment

LONGEST_QUESTION = 100
# More schemes than this are not tried together.
MOST_TOGETHER = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A scheme in the overview, on a day, in one language."""

    id: str
    name: str
    summary: str
    beneficiary: str
    kinds: tuple[str, ...]
    owner: str
    channel: str
    block: str
    layer: str
    url: str
    in_force: bool
    note: str
    note_kind: str

    @property
    def for_whom(self) -> str:
        """For whom it is, in words."""
        return name_of(FOR_WHOM, self.beneficiary)


@lru_cache(maxsize=64)
def lines_on(files: Catalogue, day: dt.date, language: str) -> tuple[Line, ...]:
    """Every scheme in order of name, as it stands on a day."""
    found = []
    for scheme_id, versions in files.versions.items():
        stands = standing(versions, day)
        version = stands.version
        found.append(
            Line(
                id=scheme_id,
                name=version.name.get(language),
                summary=version.summary.get(language),
                beneficiary=version.beneficiary,
                kinds=version.kinds,
                owner=version.owner,
                channel=version.channel,
                block=str(version.block or ""),
                layer=str(version.layer or ""),
                url=reverse("catalogue:scheme", args=[scheme_id]),
                in_force=stands.in_force,
                note=_note(stands),
                note_kind="" if stands.in_force else "neutral" if stands.is_over else "attention",
            )
        )
    return tuple(sorted(found, key=lambda line: fold(line.name)))


def _note(stands: Standing) -> str:
    """Until when a scheme is in force, or when it was or will be; empty for one without an end."""
    last = stands.version.valid_until
    if stands.in_force:
        return gettext("geldt tot en met %(day)s") % {"day": date_format(last, "j F Y")} if last else ""
    if stands.next_from is not None:
        return gettext("geldt vanaf %(day)s") % {"day": date_format(stands.next_from, "j F Y")}
    return gettext("gold tot en met %(day)s") % {"day": date_format(last, "j F Y")} if last else ""


def _choice(label: Any, everything: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", everything)], **kwargs)


class FindForm(HouseForm):
    """What someone looks for."""

    q = forms.CharField(
        label=_("Zoek op woorden"),
        required=False,
        max_length=LONGEST_QUESTION,
        help_text=_("Bijvoorbeeld scholing, schulden of loonkosten. Een typefout is niet erg."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    op = DayField(label=_("Geldig op"), required=False)
    voor = _choice(_("Voor wie"), pgettext_lazy("voor wie", "Iedereen"))
    bouwsteen = _choice(_("Bouwsteen"), pgettext_lazy("bouwsteen", "Alle"))
    soort = _choice(_("Wat de regeling zegt"), pgettext_lazy("soort", "Alles"))
    laag = _choice(_("Soort hulp"), pgettext_lazy("laag", "Alle"))
    kanaal = _choice(_("Via wie"), pgettext_lazy("kanaal", "Alle"))
    eigenaar = _choice(_("Van wie"), pgettext_lazy("eigenaar", "Alle"))
    alle = forms.BooleanField(label=_("Ook regelingen die op deze dag niet gelden"), required=False)

    FILTERS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "voor": ("beneficiary", FOR_WHOM),
        "bouwsteen": ("block", BLOCKS),
        "soort": ("kinds", KINDS),
        "laag": ("layer", LAYERS),
        "kanaal": ("channel", CHANNELS),
        "eigenaar": ("owner", OWNERS),
    }

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        """Offer only choices that some scheme has."""
        self.lines = tuple(lines)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Every field of a search may stay empty: saying so at each of them is noise.
            field.needed_with_another = True  # type: ignore[attr-defined]
        for name, (attribute, names) in self.FILTERS.items():
            words = {word for line in self.lines for word in _words(line, attribute) if word}
            known = list(names)
            order = sorted(words, key=lambda word: (known.index(word) if word in known else len(known), word))
            if attribute in {"owner", "channel"}:
                order.sort(key=lambda word, names=names: fold(name_of(dict(names), word)))  # type: ignore[misc]
            field = self.fields[name]
            field.choices = [*field.choices, *((word, name_of(dict(names), word)) for word in order)]  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = _("Deze keuze bestaat niet. Kies er een uit de lijst.")

    @property
    def more_open(self) -> bool:
        """Whether a filter is in use that stands under "more choices"."""
        return any(self.data.get(name) for name in ("bouwsteen", "soort", "laag", "kanaal", "eigenaar", "alle"))

    @property
    def basic(self) -> list[forms.BoundField]:
        """The fields that always show."""
        return [self["q"], self["voor"], self["op"]]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields under "more choices"."""
        chosen = [name for name in ("bouwsteen", "soort", "laag", "kanaal", "eigenaar") if self._offers(name)]
        return [self[name] for name in (*chosen, "alle")]

    def _offers(self, name: str) -> bool:
        return len(self.fields[name].choices) > 2  # type: ignore[attr-defined]  # noqa: PLR2004 (all, and two more)

    def fits(self, line: Line) -> bool:
        """Whether a scheme passes the filters; a filter that was filled in wrongly lets everything through."""
        given = self.cleaned_data
        return all(
            not given.get(name) or given[name] in _words(line, attribute)
            for name, (attribute, _names) in self.FILTERS.items()
        )


def _words(line: Line, attribute: str) -> tuple[str, ...]:
    value = getattr(line, attribute)
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Group:
    """Schemes under one heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: `hidden` are schemes that fit but are not in force on the day."""

    lines: tuple[Line, ...]
    hidden: tuple[Line, ...]
    hits: Hits
    ranked: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """By whom it is for; one group, best first, when words were typed."""
        if self.ranked:
            return (Group("", self.lines),) if self.lines else ()
        order = list(FOR_WHOM)
        by_whom = sorted(self.lines, key=lambda line: order.index(line.beneficiary) if line.beneficiary in order else 9)
        return tuple(Group(title, tuple(those)) for title, those in groupby(by_whom, lambda line: line.for_whom))


def find(form: FindForm, language: str) -> Found:
    """Search and filter."""
    form.is_valid()
    text = form.cleaned_data.get("q", "").strip()
    hits, fitting = Hits(), form.lines
    if text:
        hits = searcher(language).find(text)
        by_id = {line.id: line for line in form.lines}
        fitting = tuple(by_id[key] for key in hits.keys if key in by_id)
    fitting = tuple(line for line in fitting if form.fits(line))
    if form.cleaned_data.get("alle"):
        return Found(fitting, (), hits, bool(text))
    shown = tuple(line for line in fitting if line.in_force)
    return Found(shown, tuple(line for line in fitting if not line.in_force), hits, bool(text))


@reading_view(roles="public")
def overview(request: ActingRequest) -> HttpResponse:
    """All schemes in force on a day, or those that fit what someone looks for."""
    moment = moment_of(request)
    language = get_language() or "nl"
    given = request.GET.copy()
    given.setdefault("op", moment.day.isoformat())
    form = FindForm(given, lines=lines_on(loaded(), moment.day, language))
    found = find(form, language)
    context = {
        "form": form,
        "found": found,
        "moment": moment,
        "everything": _with(request, alle="on"),
        "is_search": _is_search(request),
        "together": _together(found.lines, moment) if _is_search(request) else "",
        "fragment": wants_fragment(request),
    }
    template = "catalogue/_found.html" if wants_fragment(request) else "catalogue/overview.html"
    return render(request, template, context, status=400 if form.errors else 200)


def _with(request: ActingRequest, **more: str) -> str:
    given = request.GET.copy()
    for name, value in more.items():
        given[name] = value
    return f"?{given.urlencode()}"


def _together(lines: tuple[Line, ...], moment: Moment) -> str:
    """Where to try the schemes that were found all at once; empty when that makes no sense."""
    if not 1 < len(lines) <= MOST_TOGETHER:
        return ""
    given = {"regeling": ",".join(line.id for line in lines)}
    if not moment.is_today:
        given[PARAMETER] = moment.day.isoformat()
    return f"{reverse('catalogue:try_many')}?{urlencode(given)}"


def _is_search(request: ActingRequest) -> bool:
    return any(request.GET.get(name) for name in ("q", *FindForm.FILTERS))
