"""One arrangement with everything that a rule needs to know about it, read in a handful of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects

from overstap.arrangements.models import (
    Arrangement,
    ArrangementItem,
    Coordination,
    ItemKind,
    ItemStage,
    PriorCheck,
    ProviderGroup,
)
from overstap.casework.access import Sight
from overstap.casework.facts import facts_for_rules
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.core.arrangement import ItemFacts, PriorAnswer, Readiness
from overstap.core.consent import Item
from overstap.rules import FactValue

GROUPS = frozenset(group.value for group in ProviderGroup)


@dataclass(frozen=True, slots=True)
class Composition:
    """An arrangement as the rules see it (samenstelling); `arrangement` is None before it is opened.

    `changing` is the item that is judged again because it changes: it was not had before, it is had now.
    `items` holds what is not taken out; `case_facts` is what the file knows about the person on `on`; `may_name` tells
    whether the reader may know who the person is.
    """

    case: Case
    arrangement: Arrangement | None
    items: tuple[ArrangementItem, ...]
    priors: tuple[PriorCheck, ...]
    coordinations: tuple[Coordination, ...]
    case_facts: dict[str, FactValue]
    may_name: bool
    on: date
    changing: int | None = None

    @property
    def person_key(self) -> UUID:
        """The pseudonym of the person towards the treasury."""
        return self.case.participant.key

    @property
    def region_code(self) -> str:
        """The region whose budgets pay."""
        return self.case.region.code

    @property
    def answers(self) -> dict[str, bool]:
        """What each group that was asked has to offer (R-135)."""
        return {prior.group: prior.available for prior in self.priors}

    @property
    def coordinated(self) -> int:
        """How many other parties agreed with the present content (R-122)."""
        return sum(1 for row in self.coordinations if row.agreed and counts(row, self.arrangement))

    @property
    def live(self) -> tuple[ArrangementItem, ...]:
        """The items that are still to come or running; a stopped one no longer makes an arrangement."""
        return tuple(item for item in self.items if item.stage != ItemStage.STOPPED)

    @property
    def prior_recorded(self) -> bool:
        """Whether the help that is already there is in it, or nobody has any (R-121)."""
        nothing = {group for group, available in self.answers.items() if not available}
        return any(item.kind == ItemKind.PRIOR for item in self.live) or nothing >= GROUPS

    @property
    def readiness(self) -> Readiness:
        """The values from which the core judges whether it may be proposed or started."""
        arrangement = self.arrangement
        return Readiness(
            target=arrangement.target if arrangement else "",
            groups=GROUPS,
            answers=tuple(PriorAnswer(prior.group, prior.available) for prior in self.priors),
            items=tuple(
                ItemFacts(
                    title=item.title,
                    prior=item.kind == ItemKind.PRIOR,
                    cofinanced=bool(
                        item.cofinancing_cents or item.shared_cents or item.cofinancing_reason or not item.cost_cents
                    ),
                )
                for item in self.live
            ),
            agreed=bool(arrangement and arrangement.agreed_at),
            coordinated=self.coordinated,
        )


def counts(row: Coordination, arrangement: Arrangement | None) -> bool:
    """Tell whether an answer is about the content as it is now, and not about an earlier one.

    An answer on which the arrangement started keeps counting: what is added later needs the agreement of the person,
    and is seen by the others, but does not stop what runs.
    """
    if arrangement is None or row.answered_at is None:
        return False
    started = arrangement.activated_at is not None and row.answered_at <= arrangement.activated_at
    return started or row.answered_at >= arrangement.changed_at


def compose(
    case: Case, arrangement: Arrangement | None, *, sight: Sight, now: datetime, all_facts: bool = False
) -> Composition:
    """Read everything about an arrangement at once; the caller went through the door.

    Of the person only those facts are used that the reader may see: a ground never tells what a screen withholds.
    `all_facts` is for a judgement of which nothing but yes or no is shown.
    """
    on = local_day(now)
    items: tuple[ArrangementItem, ...] = ()
    priors: tuple[PriorCheck, ...] = ()
    coordinations: tuple[Coordination, ...] = ()
    if arrangement is not None:
        rows = ArrangementItem.objects.filter(arrangement=arrangement).exclude(stage=ItemStage.REMOVED)
        items = tuple(rows.select_related("providing_party", "handover").order_by("-kind", "id"))
        prefetch_related_objects([item for item in items if item.shared_cents], "shares")
        for item in items:
            item.arrangement = arrangement
        priors = tuple(PriorCheck.objects.filter(arrangement=arrangement).select_related("checked_by"))
        coordinations = tuple(Coordination.objects.filter(arrangement=arrangement).select_related("party"))
    return Composition(
        case=case,
        arrangement=arrangement,
        items=items,
        priors=priors,
        coordinations=coordinations,
        case_facts=facts_for_rules(case, on=on, items=None if all_facts else sight.items),
        may_name=Item.CONTACT in sight.items,
        on=on,
    )


def had_before(composition: Composition, scheme: str) -> bool:
    """Tell whether this person was given a scheme earlier, in this arrangement or another (R-179)."""
    return (
        ArrangementItem.objects.filter(arrangement__case__participant=composition.case.participant_id, scheme=scheme)
        .exclude(stage__in=(ItemStage.REMOVED, ItemStage.CHOSEN))
        .exclude(pk=composition.changing or 0)
        .exists()
    )
