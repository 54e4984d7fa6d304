"""States and the moves between them as data: who may make which move from which state, and how to advance.

A table is the whole truth: buttons, actions and audit lines use the names of its moves, and `docs/states` is
drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from overstap.core.decision import N_, Refusal

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Part(StrEnum):
    """Which part someone plays towards the thing that moves (wie); one actor may play several."""

    PERSON = "persoon"
    RESPONSIBLE = "eerstverantwoordelijke"
    SENDER = "afzender"
    RECEIVER = "ontvanger"
    CONTACT = "contactpunt"
    PARTNER = "partner"
    COORDINATOR = "coordinator"
    STEERING = "stuurgroep"
    AUTHOR = "schrijver"
    SECOND = "tweede persoon"
    HANDLER = "behandelaar"
    SYSTEM = "systeem"


@dataclass(frozen=True, slots=True)
class State:
    """One state (stand): its id as stored, its Dutch label, and whether it is the end."""

    id: str
    label: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One move (overgang): from where, to where, made by whom; `name` is also the verb of the audit line."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    who: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Moves:
    """A state machine as a table (overgangentabel). Raises ValueError when it names a state that it does not have."""

    kind: str
    states: tuple[State, ...]
    table: tuple[Move, ...]
    source: str = ""

    def __post_init__(self) -> None:
        """Check the table once, at import."""
        known = {state.id for state in self.states}
        named = {move.target for move in self.table}.union(*(move.sources for move in self.table))
        if unknown := named - known:
            raise ValueError(f"{self.kind}: moves name unknown states {sorted(unknown)}")
        ends = {state.id for state in self.states if state.final}
        if leaving := [move.name for move in self.table if move.sources & ends]:
            raise ValueError(f"{self.kind}: moves leave a final state: {leaving}")

    @property
    def initial(self) -> str:
        """The state that a new one starts in: the first of the table."""
        return self.states[0].id

    def label(self, state: str) -> str:
        """The Dutch label of a state."""
        return next(found.label for found in self.states if found.id == state)

    def move(self, name: str) -> Move:
        """The move of that name; raises KeyError when the table has none."""
        for move in self.table:
            if move.name == name:
                return move
        raise KeyError(name)


def advance(moves: Moves, state: str, name: str, *, parts: AbstractSet[Part]) -> str | Refusal:
    """Give the state after a move, or the refusal that says why it cannot be made now or by this one."""
    move = moves.move(name)
    if state not in move.sources:
        return Refusal(
            rule=f"{moves.kind}.{name}",
            because=N_("Dit kan nu niet: de stand is “%(state)s”."),
            source=moves.source,
            remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
            details=(("state", moves.label(state)),),
        )
    if not move.who & parts:
        return Refusal(
            rule=f"{moves.kind}.{name}.wie",
            because=N_("U kunt dit niet doen. Dit kan alleen: %(who)s."),
            source=moves.source,
            remedy=N_("Vraag het aan iemand die dit wel mag."),
            details=(("who", ", ".join(sorted(move.who))),),
        )
    return move.target


def possible_moves(moves: Moves, state: str, *, parts: AbstractSet[Part]) -> tuple[Move, ...]:
    """Give the moves that someone with these parts can make now; what the buttons of a screen are made from."""
    return tuple(move for move in moves.table if state in move.sources and move.who & parts)


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


def _by(*parts: Part) -> frozenset[Part]:
    return frozenset(parts)


_OPEN_CASE = _from("aangemeld", "intake", "beoordeeld", "begeleiding", "eigen_dienstverlening", "geplaatst")
_BEFORE_DECISION = _from("aangemeld", "intake", "beoordeeld", "eigen_dienstverlening")
_DECIDED = _from("beoordeeld", "begeleiding", "eigen_dienstverlening")
_TEAM = _by(Part.RESPONSIBLE)
_REVISING = _by(Part.RESPONSIBLE, Part.HANDLER)
_FIRST_CONTACT = _by(Part.RESPONSIBLE, Part.CONTACT)

CASE_MOVES = Moves(
    kind="dossier",
    source="Werkdocument, Aanbod in kaart; stroomschema",
    states=(
        State("aangemeld", N_("Aangemeld")),
        State("intake", N_("Intake")),
        State("beoordeeld", N_("Beoordeeld")),
        State("begeleiding", N_("In begeleiding")),
        State("eigen_dienstverlening", N_("Geholpen door eigen dienstverlening")),
        State("geplaatst", N_("Aan het werk")),
        State("afgesloten", N_("Afgesloten"), final=True),
    ),
    table=(
        Move(
            "intake_starten",
            N_("Intake starten"),
            _from("aangemeld"),
            "intake",
            _FIRST_CONTACT | _by(Part.PERSON),
        ),
        Move("beoordelen", N_("Beoordelen"), _BEFORE_DECISION, "beoordeeld", _FIRST_CONTACT),
        Move("toelaten", N_("Aanvullende hulp geven"), _from("beoordeeld"), "begeleiding", _TEAM),
        Move(
            "verwijzen",
            N_("Helpen uit de eigen dienstverlening"),
            _from("beoordeeld"),
            "eigen_dienstverlening",
            _TEAM,
        ),
        Move("opnieuw_beoordelen", N_("Opnieuw beoordelen"), _from("begeleiding"), "begeleiding", _FIRST_CONTACT),
        Move(
            "herzien_toelaten",
            N_("Opnieuw besluiten: aanvullende hulp geven"),
            _DECIDED,
            "begeleiding",
            _REVISING,
        ),
        Move(
            "herzien_verwijzen",
            N_("Opnieuw besluiten: helpen uit de eigen dienstverlening"),
            _DECIDED,
            "eigen_dienstverlening",
            _REVISING,
        ),
        Move("plaatsen", N_("Nieuw werk vastleggen"), _OPEN_CASE - {"geplaatst"}, "geplaatst", _TEAM),
        # When new work stops: back to where the file was before it, by the placement that ends and by nobody's button.
        Move("weer_begeleiden", N_("Weer begeleiden"), _from("geplaatst"), "begeleiding", _by(Part.SYSTEM)),
        Move(
            "weer_eigen",
            N_("Weer eigen dienstverlening"),
            _from("geplaatst"),
            "eigen_dienstverlening",
            _by(Part.SYSTEM),
        ),
        Move("weer_intake", N_("Weer intake"), _from("geplaatst"), "intake", _by(Part.SYSTEM)),
        Move("afsluiten", N_("Dossier afsluiten"), _OPEN_CASE, "afgesloten", _TEAM),
        Move("terugtrekken", N_("Stoppen met meedoen"), _OPEN_CASE, "afgesloten", _TEAM | _by(Part.PERSON)),
    ),
)

HANDOVER_MOVES = Moves(
    kind="overdracht",
    source="Menukaart, Ondersteunende dienstverlening; werkdocument, Arrangement inzetten",
    states=(
        State("aangeboden", N_("Aangeboden")),
        State("aanvaard", N_("Aanvaard"), final=True),
        State("geweigerd", N_("Geweigerd"), final=True),
        State("ingetrokken", N_("Ingetrokken"), final=True),
        State("teruggekeerd", N_("Teruggekeerd na stilte"), final=True),
    ),
    table=(
        Move("aanvaarden", N_("Overdracht aanvaarden"), _from("aangeboden"), "aanvaard", _by(Part.RECEIVER)),
        Move("weigeren", N_("Overdracht weigeren"), _from("aangeboden"), "geweigerd", _by(Part.RECEIVER)),
        Move(
            "intrekken",
            N_("Overdracht intrekken"),
            _from("aangeboden"),
            "ingetrokken",
            _by(Part.SENDER, Part.PERSON),
        ),
        Move("terugkeren", N_("Terug na stilte"), _from("aangeboden"), "teruggekeerd", _by(Part.SYSTEM)),
    ),
)

PASSING_MOVES = Moves(
    kind="overgang",
    source="Werkdocument, Categorieën werkzoekenden: de woonplaats bepaalt de regio",
    states=(
        State("voorgesteld", N_("Voorgesteld")),
        State("uitgevoerd", N_("Uitgevoerd"), final=True),
        State("ingetrokken", N_("Ingetrokken"), final=True),
        State("vervallen", N_("Vervallen"), final=True),
    ),
    table=(
        Move(
            "overgang_uitvoeren",
            N_("Dossier overnemen"),
            _from("voorgesteld"),
            "uitgevoerd",
            _by(Part.RECEIVER, Part.SYSTEM),
        ),
        Move(
            "overgang_intrekken",
            N_("Verhuizing gaat niet door"),
            _from("voorgesteld"),
            "ingetrokken",
            _by(Part.PERSON, Part.SENDER),
        ),
        Move("overgang_vervallen", N_("Niet meer nodig"), _from("voorgesteld"), "vervallen", _by(Part.SYSTEM)),
    ),
)

OBJECTION_MOVES = Moves(
    kind="bezwaar",
    source="Algemene wet bestuursrecht, hoofdstuk 6, 7 en 9",
    states=(
        State("ingediend", N_("Ingediend")),
        State("in_behandeling", N_("In behandeling")),
        State("gegrond", N_("Gegrond"), final=True),
        State("ongegrond", N_("Ongegrond"), final=True),
        State("ingetrokken", N_("Ingetrokken"), final=True),
    ),
    table=(
        Move("bezwaar_oppakken", N_("Behandelen"), _from("ingediend"), "in_behandeling", _by(Part.SECOND)),
        Move("bezwaar_gegrond", N_("Gegrond"), _from("in_behandeling"), "gegrond", _by(Part.HANDLER)),
        Move("bezwaar_ongegrond", N_("Ongegrond"), _from("in_behandeling"), "ongegrond", _by(Part.HANDLER)),
        Move(
            "bezwaar_intrekken",
            N_("Intrekken"),
            _from("ingediend", "in_behandeling"),
            "ingetrokken",
            _by(Part.PERSON),
        ),
    ),
)

CORRECTION_MOVES = Moves(
    kind="correctie",
    source="Algemene verordening gegevensbescherming, artikel 16",
    states=(
        State("gevraagd", N_("Gevraagd")),
        State("toegewezen", N_("Verbeterd"), final=True),
        State("afgewezen", N_("Niet verbeterd"), final=True),
        State("ingetrokken", N_("Ingetrokken"), final=True),
    ),
    table=(
        Move("correctie_toewijzen", N_("Verbeteren"), _from("gevraagd"), "toegewezen", _by(Part.RESPONSIBLE)),
        Move("correctie_afwijzen", N_("Niet verbeteren"), _from("gevraagd"), "afgewezen", _by(Part.RESPONSIBLE)),
        Move("correctie_intrekken", N_("Intrekken"), _from("gevraagd"), "ingetrokken", _by(Part.PERSON)),
    ),
)

SIGNAL_MOVES = Moves(
    kind="knelpunt",
    source="Intentieverklaring, Inzet en acties op landelijk niveau",
    states=(
        State("open", N_("Open")),
        State("besproken", N_("Besproken")),
        State("besloten", N_("Besloten"), final=True),
    ),
    table=(
        Move(
            "bespreken", N_("Besproken, nog geen besluit"), _from("open", "besproken"), "besproken", _by(Part.STEERING)
        ),
        Move("besluiten", N_("Besluit vastleggen"), _from("open", "besproken"), "besloten", _by(Part.STEERING)),
    ),
)
