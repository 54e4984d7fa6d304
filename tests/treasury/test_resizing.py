"""Bringing several commitments to new amounts: as one simple sum says, all of them or none."""

import datetime as dt
import uuid
from collections.abc import Sequence

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from overstap.core.decision import NotFoundError, Refusal
from overstap.treasury import actions
from overstap.treasury.models import Commitment
from overstap.treasury.queries import check_invariants, commitments_by_keys
from overstap.treasury.values import CeilingUse, CommitmentCard
from tests.factories import treasury as make

OTHER = "impuls_banenafspraak"
LATER = make.NOW + dt.timedelta(hours=1)


def resize(sizes: dict[uuid.UUID, int], command: uuid.UUID | None = None) -> object:
    return actions.resize_commitments(
        actor=make.order()["actor"], sizes=sizes, command=command or uuid.uuid4(), because="Anders", now=LATER
    )


def bound(cards: Sequence[CommitmentCard]) -> list[int]:
    found = commitments_by_keys([card.key for card in cards])
    return [found[card.key].amount_cents - found[card.key].released_cents for card in cards]


class AnySizes(TestCase):
    """A model of ten lines beside the real books: two budgets, three payers, one of them under a ceiling per person."""

    @settings(max_examples=40, deadline=None)
    @for_all(
        st.tuples(*[st.integers(0, 900)] * 2),
        st.lists(st.tuples(*[st.integers(0, 700)] * 3), min_size=1, max_size=4),
        st.integers(0, 100),
    )
    def test_any_sizes_are_carried_out_together_or_not_at_all(
        self, room: tuple[int, int], asked: list[tuple[int, int, int]], claimed: int
    ) -> None:
        ceilings = (200 + room[0], 100 + room[1])
        make.budget(ceilings[0])
        make.budget(ceilings[1], stream=OTHER)
        cards = [
            make.committed(amount_cents=100, ceiling=CeilingUse("maatwerk", 500)),
            make.committed(amount_cents=100),
            make.committed(amount_cents=100, stream=OTHER),
        ]
        if claimed:
            make.claimed(cards[1], amount_cents=claimed)
        standing = [100, 100, 100]
        for sizes in asked:
            answer = resize(dict(zip((card.key for card in cards), sizes, strict=True)))
            fits = sizes[0] + sizes[1] <= ceilings[0] and sizes[2] <= ceilings[1]
            may = fits and sizes[1] >= claimed and sizes[0] <= 500
            standing = list(sizes) if may else standing

            assert isinstance(answer, Refusal) is not may, (sizes, answer)
            assert bound(cards) == standing
            assert check_invariants() == ()


@pytest.mark.django_db
@pytest.mark.requirement("R-252")
def test_what_becomes_less_makes_room_in_its_own_stream_and_in_no_other() -> None:
    make.budget(300_00)
    make.budget(200_00, stream=OTHER)
    first, second, third = make.committed(), make.committed(amount_cents=200_00), make.committed(stream=OTHER)
    swapped = resize({first.key: 250_00, second.key: 50_00})
    refused = resize({first.key: 0, third.key: 200_01})

    assert not isinstance(swapped, Refusal)
    assert isinstance(refused, Refusal)
    assert "“Tijdelijke impuls banenafspraak”" in refused.sentence()
    assert bound([first, second, third]) == [250_00, 50_00, 100_00]


@pytest.mark.django_db
def test_the_same_command_twice_counts_once() -> None:
    make.budget(1000_00)
    card, command = make.committed(), uuid.uuid4()
    make.given(resize({card.key: 300_00}, command))
    make.given(resize({card.key: 200_00}))
    make.given(resize({card.key: 300_00}, command))

    assert bound([card]) == [200_00]


@pytest.mark.django_db
def test_what_is_only_reserved_or_unknown_or_below_nothing_is_not_resized() -> None:
    make.budget(1000_00)
    card = make.reserved()
    answer = resize({card.key: 300_00})

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.niet_vast"
    with pytest.raises(NotFoundError):
        resize({uuid.uuid4(): 1})
    with pytest.raises(ValueError, match="nothing or more"):
        resize({card.key: -1})
    assert Commitment.objects.get().amount_cents == 100_00
