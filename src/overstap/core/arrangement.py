"""What holds for an arrangement: its moves, what it lacks before it starts, what is said of cofinancing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from overstap.core.decision import N_, Refusal
from overstap.core.moves import Move, Moves, Part, State

SOURCE_CONDITIONS = N_("Bijlage 1, Voorwaarden ontschot budget")
SOURCE_ARRANGEMENT = N_("Werkdocument, Arrangement inzetten")

_TEAM = frozenset({Part.RESPONSIBLE})
_BOTH = frozenset({Part.RESPONSIBLE, Part.PERSON})
_GIVERS = frozenset({Part.RESPONSIBLE, Part.PARTNER})
_AGREED_UPON = frozenset({"voorgesteld", "afgesproken"})

ARRANGEMENT_MOVES = Moves(
    kind="arrangement",
    source=SOURCE_ARRANGEMENT,
    states=(
        State("concept", N_("Concept")),
        State("voorgesteld", N_("Voorgesteld aan de deelnemer")),
        State("afgesproken", N_("Afgesproken met de deelnemer")),
        State("actief", N_("Actief")),
        State("afgerond", N_("Afgerond"), final=True),
        State("gestopt", N_("Gestopt"), final=True),
    ),
    table=(
        Move("voorstellen", N_("Voorstellen aan de deelnemer"), frozenset({"concept"}), "voorgesteld", _TEAM),
        Move("terugnemen", N_("Voorstel terugnemen en aanpassen"), _AGREED_UPON, "concept", _BOTH),
        Move("akkoord_geven", N_("Akkoord geven"), frozenset({"voorgesteld"}), "afgesproken", _BOTH),
        Move("activeren", N_("Arrangement starten"), frozenset({"afgesproken"}), "actief", _TEAM),
        Move("aanvullen", N_("Akkoord geven op de aanvulling"), frozenset({"actief"}), "actief", _BOTH),
        Move("afronden", N_("Arrangement afronden"), frozenset({"actief"}), "afgerond", _TEAM),
        Move(
            "stoppen",
            N_("Arrangement stoppen"),
            _AGREED_UPON | {"concept", "actief"},
            "gestopt",
            _BOTH,
        ),
    ),
)

ITEM_MOVES = Moves(
    kind="onderdeel",
    source=SOURCE_ARRANGEMENT,
    states=(
        State("gekozen", N_("Gekozen")),
        State("toegezegd", N_("Toegezegd")),
        State("loopt", N_("Loopt")),
        State("afgerond", N_("Afgerond"), final=True),
        State("gestopt", N_("Gestopt"), final=True),
        State("verwijderd", N_("Verwijderd"), final=True),
    ),
    table=(
        Move("verwijderen", N_("Uit het arrangement halen"), frozenset({"gekozen"}), "verwijderd", _TEAM),
        Move("toezeggen", N_("Toezeggen"), frozenset({"gekozen"}), "toegezegd", _TEAM | {Part.PERSON}),
        Move("starten", N_("Onderdeel starten"), frozenset({"toegezegd"}), "loopt", _GIVERS),
        Move("afronden", N_("Onderdeel afronden"), frozenset({"loopt"}), "afgerond", _GIVERS),
        Move("stoppen", N_("Onderdeel stoppen"), frozenset({"toegezegd", "loopt"}), "gestopt", _TEAM),
    ),
)

COMPOSABLE = frozenset({"concept", "actief"})
"""The states in which the content may change; in the states between, an agreement would lose its object."""


class MoneyState(StrEnum):
    """How the money of an item stands (stand van het geld)."""

    NONE = "geen"
    RESERVED = "gereserveerd"
    EXPIRED = "verlopen"
    COMMITTED = "verplicht"
    RELEASED = "vrijgegeven"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What readiness asks of an item that is not removed: does it come first, is cofinancing settled (R-134)?"""

    title: str
    prior: bool
    cofinanced: bool


@dataclass(frozen=True, slots=True)
class PriorAnswer:
    """The answer of a group whose provisions come first (R-135): is there something for this person?"""

    group: str
    available: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that decides whether an arrangement may be proposed or started.

    `groups` are all groups that must have answered; `coordinated` counts the other parties that agreed with
    the present composition.
    """

    target: str
    groups: frozenset[str]
    answers: tuple[PriorAnswer, ...]
    items: tuple[ItemFacts, ...]
    agreed: bool
    coordinated: int


@dataclass(frozen=True, slots=True)
class NotReady(Refusal):
    """A refusal that lists every single thing that lacks, so that the reader can solve them all at once."""

    lacks: tuple[Refusal, ...] = ()

    def sentence(self) -> str:
        """Give the sentence and all that lacks."""
        return " ".join((self.because, *(lack.sentence() for lack in self.lacks)))


def lacks_before_proposing(readiness: Readiness) -> tuple[Refusal, ...]:
    """Give what lacks before it can be shown to the person (R-054, R-055, R-121, R-134, R-135)."""
    found = (
        _target(readiness),
        _checks(readiness),
        _something_chosen(readiness),
        _prior_first(readiness),
        *(_cofinancing(item) for item in readiness.items),
    )
    return tuple(lack for lack in found if lack is not None)


def lacks_before_activating(readiness: Readiness) -> tuple[Refusal, ...]:
    """Give what lacks before it starts: the content, the person's agreement, coordination (R-120, R-122)."""
    found = (_agreement(readiness), _coordination(readiness))
    return (*lacks_before_proposing(readiness), *(lack for lack in found if lack is not None))


def may_propose(readiness: Readiness) -> NotReady | None:
    """Refuse a proposal that is not complete, naming everything that lacks."""
    return _refuse_when(
        lacks_before_proposing(readiness),
        "arrangement.voorstellen",
        N_("Dit arrangement kan nog niet naar de deelnemer. Er ontbreekt nog iets."),
    )


def may_activate(readiness: Readiness) -> NotReady | None:
    """Refuse to start what is not complete, naming everything that lacks (R-055, R-120..R-122, R-135)."""
    return _refuse_when(
        lacks_before_activating(readiness),
        "arrangement.activeren",
        N_("Dit arrangement kan nog niet starten. Er ontbreekt nog iets."),
    )


def _refuse_when(lacks: tuple[Refusal, ...], rule: str, because: str) -> NotReady | None:
    if not lacks:
        return None
    return NotReady(
        rule=rule,
        because=because,
        source=SOURCE_CONDITIONS,
        remedy=N_("Los eerst elk punt van de lijst op."),
        lacks=lacks,
    )


def _target(readiness: Readiness) -> Refusal | None:
    if readiness.target.strip():
        return None
    return Refusal(
        rule="arrangement.doel",
        because=N_("Het doel ontbreekt: naar welk werk of welke sector werkt u toe?"),
        source=SOURCE_ARRANGEMENT,
        remedy=N_("Vul het doel van het arrangement in."),
    )


def _checks(readiness: Readiness) -> Refusal | None:
    open_groups = readiness.groups - {answer.group for answer in readiness.answers}
    if not open_groups:
        return None
    return Refusal(
        rule="arrangement.voorliggend_nagaan",
        because=N_("U bent nog niet bij alle aanbieders nagegaan wat er al is: nog %(count)s te gaan."),
        source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 5"),
        remedy=N_("Vul voor elke groep in of er een voorziening is."),
        details=(("count", str(len(open_groups))),),
    )


def _something_chosen(readiness: Readiness) -> Refusal | None:
    if readiness.items:
        return None
    return Refusal(
        rule="arrangement.leeg",
        because=N_("Er staat nog niets in dit arrangement."),
        source=SOURCE_ARRANGEMENT,
        remedy=N_("Kies ten minste één onderdeel."),
    )


def _prior_first(readiness: Readiness) -> Refusal | None:
    """What comes first must be in it, or all groups must have said that they have nothing (R-121)."""
    if any(item.prior for item in readiness.items) or not readiness.items:
        return None
    nothing_available = {answer.group for answer in readiness.answers if not answer.available}
    if readiness.groups <= nothing_available:
        return None
    return Refusal(
        rule="arrangement.voorliggend_eerst",
        because=N_(
            "Een arrangement bestaat uit wat er al is én wat daarbovenop nodig is. "
            "Nu staat er alleen aanvullende hulp in."
        ),
        source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 2 en 3"),
        remedy=N_("Zet er eerst in wat werkgever, sociale partners, UWV, gemeente of school al kan bieden."),
    )


def _cofinancing(item: ItemFacts) -> Refusal | None:
    if item.prior or item.cofinanced:
        return None
    return Refusal(
        rule="arrangement.cofinanciering",
        because=N_("Bij “%(title)s” staat geen cofinanciering en ook niet waarom die niet kan."),
        source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 4"),
        remedy=N_("Vul in wat een ander meebetaalt, of waarom dat niet kan."),
        details=(("title", item.title),),
    )


def _agreement(readiness: Readiness) -> Refusal | None:
    if readiness.agreed:
        return None
    return Refusal(
        rule="arrangement.akkoord",
        because=N_("De deelnemer heeft nog geen akkoord gegeven."),
        source=SOURCE_ARRANGEMENT,
        remedy=N_("Bespreek het voorstel. De deelnemer geeft zelf akkoord, of u legt vast hoe dat gebeurde."),
    )


def _coordination(readiness: Readiness) -> Refusal | None:
    if readiness.coordinated:
        return None
    return Refusal(
        rule="arrangement.afstemming",
        because=N_("Nog geen andere organisatie van het team is akkoord met dit arrangement."),
        source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 7"),
        remedy=N_("Vraag ten minste één andere organisatie om met het arrangement mee te kijken."),
    )


def may_compose(state: str) -> Refusal | None:
    """Refuse a change of the content while the person or the others are looking at it."""
    if state in COMPOSABLE:
        return None
    return Refusal(
        rule="arrangement.wijzigen",
        because=N_("U kunt dit arrangement nu niet wijzigen. De stand is “%(state)s”."),
        source=SOURCE_ARRANGEMENT,
        remedy=N_("Neem het voorstel eerst terug. De deelnemer geeft daarna opnieuw akkoord."),
        details=(("state", ARRANGEMENT_MOVES.label(state)),),
    )


@dataclass(frozen=True, slots=True)
class Cofinancing:
    """Who else pays for an item: an amount in cents, or the reason why nobody can (R-134)."""

    cents: int
    reason: str


def check_cofinancing(cost_cents: int, cofinancing: Cofinancing) -> Refusal | None:
    """Refuse an item without cofinancing and without a reason for that, or one that others overpay."""
    if cofinancing.cents > cost_cents:
        return Refusal(
            rule="onderdeel.cofinanciering_te_hoog",
            because=N_("De cofinanciering is hoger dan de kosten."),
            source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 4"),
            remedy=N_("Vul een bedrag in dat niet hoger is dan de kosten."),
        )
    if cost_cents and not cofinancing.cents and not cofinancing.reason.strip():
        return Refusal(
            rule="onderdeel.cofinanciering",
            because=N_("U vulde geen cofinanciering in en ook niet waarom die niet kan."),
            source=N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 4"),
            remedy=N_("Vul in wat een ander meebetaalt, of waarom dat niet kan."),
        )
    return None
