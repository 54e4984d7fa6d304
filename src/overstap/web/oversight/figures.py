"""Figures as people read them: words for every count, bars to compare, and definitions that say what is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.arrangement import ARRANGEMENT_MOVES
from overstap.core.ledger import Position
from overstap.core.moves import CASE_MOVES, HANDOVER_MOVES, Moves
from overstap.oversight.queries import FiguresCard, MoneyRow

Words = Mapping[str, Promise | str]

WHOLE = 100

ENTRANCES: Words = {
    "ontslag": _("Met ontslag bedreigd"),
    "ww": _("Instroom WW"),
    "gemeente": _("Instroom gemeente"),
}
DECISIONS: Words = {
    "aanvullende_hulp": _("Aanvullende hulp van het team"),
    "eigen_dienstverlening": _("Hulp uit de eigen dienstverlening"),
}
GROUPS: Words = {
    "zelfstandige": _("Zelfstandigen"),
    "banenafspraak": _("Doelgroep banenafspraak"),
    "arbeidsbeperking": _("Mensen met een arbeidsbeperking"),
    "jongere": _("Jongeren"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One count beside others (staaf): `width` is its share of the largest in per cent; a hidden count is None."""

    code: str
    label: str
    count: int | None
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Counts that belong together (tabel), with what they count."""

    code: str
    title: str
    definition: str
    bars: tuple[Bar, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to count."""
        return all(bar.count == 0 for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number that stands by itself (kerncijfer).

    `value` is empty when there is nothing to count, None when it is hidden.
    """

    code: str
    label: str
    value: str | None
    definition: str


@dataclass(frozen=True, slots=True)
class Stream:
    """How one stream stands, and what is expected at the end of the year (geldstroom)."""

    code: str
    name: str
    position: Position
    expected_cents: int
    used_percent: int | None

    @property
    def passes_ceiling(self) -> bool:
        """Tell whether more is expected than there is."""
        return self.expected_cents > self.position.ceiling


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures of a region or the country, ready for a page or a file."""

    card: FiguresCard
    tiles: tuple[Tile, ...]
    tables: tuple[Table, ...]
    funnel: Table
    streams: tuple[Stream, ...]


def shape(card: FiguresCard) -> FiguresView:
    """Put words to figures."""
    return FiguresView(
        card=card,
        tiles=tuple(_tiles(card)),
        funnel=_funnel(card),
        tables=tuple(_tables(card)),
        streams=tuple(_stream(row) for row in card.money),
    )


def _labels(moves: Moves) -> Words:
    return {state.id: gettext(state.label) for state in moves.states}


def _tables(card: FiguresCard) -> Iterator[Table]:
    states = {code: label for code, label in _labels(CASE_MOVES).items() if code != "afgesloten"}
    yield _table(
        "stand",
        gettext("Waar mensen staan"),
        gettext("Dossiers die voor het einde van de periode kwamen en bij het tellen open waren, naar hun stand."),
        card.open_by_state,
        states,
    )
    yield _table(
        "ingang",
        gettext("Hoe mensen binnenkwamen"),
        gettext("Dossiers die in de periode zijn geopend, naar de weg waarlangs iemand kwam."),
        card.inflow_by_entrance,
        ENTRANCES,
    )
    yield _table(
        "besluit",
        gettext("Besluiten"),
        gettext("Besluiten van een begeleider in de periode. Het advies is een hulpmiddel; een mens besluit."),
        card.decisions,
        DECISIONS,
    )
    yield from _tables_of_help(card)


def _tables_of_help(card: FiguresCard) -> Iterator[Table]:
    yield _table(
        "arrangement",
        gettext("Arrangementen"),
        gettext("Alle arrangementen die er bij het tellen waren, ook van voor de periode, naar hun stand."),
        card.arrangements,
        _labels(ARRANGEMENT_MOVES),
    )
    yield _table(
        "overdracht",
        gettext("Warme overdrachten"),
        gettext("Overdrachten die in de periode zijn aangeboden, naar wat ermee gebeurde."),
        card.handovers,
        _labels(HANDOVER_MOVES),
    )
    yield _table(
        "aandachtsgroep",
        gettext("Groepen met extra aandacht"),
        gettext("Nieuwe dossiers van mensen uit deze groepen. Iemand kan in meer groepen tellen."),
        card.groups,
        GROUPS,
    )


def _funnel(card: FiguresCard) -> Table:
    """How many come how far. A step that others are hidden in is hidden too."""
    decided = None if None in card.decisions.values() else sum(count or 0 for count in card.decisions.values())
    steps: dict[str, int | None] = {
        "binnen": card.inflow,
        "besluit": decided,
        "aanvullend": card.decisions.get("aanvullende_hulp", 0),
        "werk": card.outcomes,
        "direct": card.direct,
    }
    words: Words = {
        "binnen": gettext("Nieuw dossier"),
        "besluit": gettext("Besluit genomen"),
        "aanvullend": gettext("Aanvullende hulp van het team"),
        "werk": gettext("Nieuw werk"),
        "direct": gettext("Direct van werk naar werk"),
    }
    meaning = gettext("Wat er in de periode gebeurde, stap voor stap. Het zijn niet bij elke stap dezelfde mensen.")
    return _table("trechter", gettext("Van binnenkomst naar werk"), meaning, steps, words)


def _table(code: str, title: str, definition: str, counts: Mapping[str, int | None], words: Words) -> Table:
    known = {key: counts.get(key, 0) for key in words} | {key: counts[key] for key in counts if key not in words}
    largest = max((count or 0 for count in known.values()), default=0)
    bars = tuple(
        Bar(key, str(words.get(key, key)), count, WHOLE * (count or 0) // largest if largest else 0)
        for key, count in known.items()
    )
    return Table(code, title, definition, bars)


def _tiles(card: FiguresCard) -> Iterator[Tile]:
    yield Tile(
        "instroom",
        gettext("Nieuwe dossiers"),
        _count(card.inflow),
        gettext("Dossiers die in de periode zijn geopend."),
    )
    yield Tile(
        "aan_het_werk",
        gettext("Aan het werk"),
        _count(card.outcomes),
        gettext("Dossiers waarin in de periode nieuw werk is vastgelegd."),
    )
    yield Tile(
        "direct",
        gettext("Direct van werk naar werk"),
        _percent(card),
        gettext("Van iedereen met nieuw werk: het deel zonder uitkering en zonder dag ertussen."),
    )
    yield Tile(
        "dagen",
        gettext("Gemiddeld aantal dagen ertussen"),
        _of_outcomes(card, card.average_days_between),
        gettext("Dagen tussen het oude en het nieuwe werk, gemiddeld over iedereen met nieuw werk."),
    )
    yield Tile(
        "afgeweken",
        gettext("Besluiten anders dan het advies"),
        _count(card.deviating),
        gettext("Besluiten waarin een begeleider met reden van het advies afweek."),
    )
    yield Tile(
        "antwoorddagen",
        gettext("Dagen tot antwoord op een overdracht"),
        _answer_days(card),
        gettext("Dagen tussen aanbieden en antwoord, gemiddeld over beantwoorde overdrachten."),
    )


def _count(count: int | None) -> str | None:
    return None if count is None else str(count)


def _percent(card: FiguresCard) -> str | None:
    shown = _of_outcomes(card, card.direct_share)
    return f"{shown}%" if shown and card.direct_share is not None else shown


def _of_outcomes(card: FiguresCard, number: int | None) -> str | None:
    """A number over outcomes: hidden when there are outcomes and it is not told, empty when there are none."""
    if number is not None:
        return str(number)
    return "" if card.outcomes == 0 else None


def _answer_days(card: FiguresCard) -> str | None:
    if card.average_answer_days is not None:
        return str(card.average_answer_days)
    answered = [card.handovers.get(state, 0) for state in ("aanvaard", "geweigerd")]
    return "" if all(count == 0 for count in answered) else None


def _stream(row: MoneyRow) -> Stream:
    english = (get_language() or "nl").startswith("en")
    used = row.committed_cents + row.paid_cents
    return Stream(
        code=row.stream,
        name=row.name_en if english else row.name_nl,
        position=Position(row.budget_cents, row.reserved_cents, row.committed_cents, row.paid_cents),
        expected_cents=row.expected_cents,
        used_percent=WHOLE * used // row.budget_cents if row.budget_cents else None,
    )
