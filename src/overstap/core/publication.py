"""Policy is published by two people: whoever wrote at a draft cannot be the one who puts it in force."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from overstap.core.decision import N_, Refusal
from overstap.core.moves import Move, Moves, Part, State, advance

_WRITES = frozenset({Part.AUTHOR, Part.SECOND})

DRAFT_MOVES = Moves(
    kind="concept",
    source="Huisregel: beleid wordt door twee mensen gepubliceerd",
    states=(
        State("concept", N_("In bewerking")),
        State("ingediend", N_("Ter controle")),
        State("gepubliceerd", N_("Gepubliceerd"), final=True),
        State("vervallen", N_("Weggegooid"), final=True),
    ),
    table=(
        Move("concept_bewaren", N_("Bewaren"), frozenset({"concept"}), "concept", _WRITES),
        Move("concept_indienen", N_("Indienen"), frozenset({"concept"}), "ingediend", frozenset({Part.AUTHOR})),
        Move("concept_terughalen", N_("Terughalen"), frozenset({"ingediend"}), "concept", frozenset({Part.AUTHOR})),
        Move("concept_teruggeven", N_("Teruggeven"), frozenset({"ingediend"}), "concept", frozenset({Part.SECOND})),
        Move(
            "concept_publiceren", N_("Publiceren"), frozenset({"ingediend"}), "gepubliceerd", frozenset({Part.SECOND})
        ),
        Move("concept_weggooien", N_("Weggooien"), frozenset({"concept"}), "vervallen", _WRITES),
    ),
)


def part_towards(user_id: int | None, writers: AbstractSet[int]) -> Part:
    """Tell which part someone plays towards a draft: an author once they wrote anything at it, else the second."""
    return Part.AUTHOR if user_id in writers else Part.SECOND


def move_draft(state: str, name: str, *, user_id: int | None, writers: AbstractSet[int]) -> str | Refusal:
    """Give the state of a draft after a move, or the refusal.

    Refuses `concept.schrijver` when an author wants to publish: the second pair of eyes is someone else's.
    """
    part = part_towards(user_id, writers)
    if name == "concept_publiceren" and state == "ingediend" and (part is Part.AUTHOR or user_id is None):
        return Refusal(
            rule="concept.schrijver",
            because=N_("U schreef mee aan dit concept. Dan kunt u het niet zelf publiceren."),
            source=DRAFT_MOVES.source,
            remedy=N_("Vraag een andere kaderhouder om het te controleren en te publiceren."),
        )
    return advance(DRAFT_MOVES, state, name, parts=frozenset({part}))
