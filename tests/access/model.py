"""What a party may see of one person, thought out apart from the code: grounds that come, end and lapse."""

import datetime as dt
from dataclasses import dataclass, field

from overstap.core.consent import Item, Purpose

Ground = tuple[int, Item, Purpose]


@dataclass
class Offer:
    """A hand-over that was offered: to whom, which parts, and how far it is (open, helping, gone)."""

    to_party: int
    items: frozenset[Item]
    whole: bool
    due: dt.date
    keeps_sight: bool
    state: str = "open"


@dataclass
class Emergency:
    """A file that one account opened without consent, until a moment."""

    account: int
    items: frozenset[Item]
    until: dt.datetime


@dataclass
class Model:
    """The grounds that stand for one person, and what they hang on."""

    region: str
    responsible: int
    contact: int
    regions: set[str] = field(default_factory=set)
    grounds: dict[Ground, dt.datetime | None] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    emergencies: list[Emergency] = field(default_factory=list)
    move: tuple[int, str, frozenset[Item]] | None = None
    closed: bool = False

    def give(self, party: int, items: frozenset[Item], purpose: Purpose, until: dt.datetime | None) -> None:
        """The newest word of the person counts."""
        self.grounds |= {(party, item, purpose): until for item in items}

    def add(self, party: int, items: frozenset[Item], purpose: Purpose, now: dt.datetime) -> None:
        """A deed brings a permission along; one that stands already keeps its end."""
        for item in items - self.seen(party, purpose, now):
            self.grounds[party, item, purpose] = None

    def end(self, party: int, purposes: set[Purpose], items: frozenset[Item] = frozenset(Item)) -> None:
        """End grounds."""
        gone = [key for key in self.grounds if key[0] == party and key[1] in items and key[2] in purposes]
        for key in gone:
            del self.grounds[key]

    def end_offer(self, number: int, state: str = "gone") -> None:
        """What the receiver saw for an offer ends with it, but for what another one still needs."""
        offer = self.offers[number]
        offer.state = state
        kept = [one.items for one in self.offers.values() if self._lives(one) and one.to_party == offer.to_party]
        self.end(offer.to_party, {Purpose.HANDOVER}, offer.items - frozenset().union(*kept))

    def _lives(self, offer: Offer) -> bool:
        return offer.state == "open" or (offer.state == "helping" and not offer.whole)

    def seen(self, party: int | None, purpose: Purpose, now: dt.datetime) -> frozenset[Item]:
        """The parts for which a ground stands at this moment."""
        return frozenset(
            item
            for (holder, item, used_for), until in self.grounds.items()
            if holder == party and used_for == purpose and (until is None or until > now)
        )

    def any_purpose(self, party: int | None, now: dt.datetime) -> frozenset[Item]:
        """The parts that a party may see for whatever purpose."""
        return frozenset().union(*(self.seen(party, purpose, now) for purpose in Purpose))

    def in_need(self, account: int | None, now: dt.datetime) -> frozenset[Item]:
        """The parts that an account may see because of an emergency."""
        found = [one.items for one in self.emergencies if one.account == account and one.until > now]
        return frozenset().union(*found)

    def withdraw_party(self, party: int) -> None:
        """Nothing is left of what a party saw; offers to it are off."""
        for offer in self.offers.values():
            if offer.to_party == party and offer.state == "open":
                offer.state = "gone"
        self.end(party, set(Purpose))
        if party == self.contact != self.responsible:
            self.contact = self.responsible

    def withdraw_one(self, ground: Ground) -> None:
        """One permission is off; without a way to reach the person an offer is off as well."""
        del self.grounds[ground]
        party, item, purpose = ground
        if (item, purpose) == (Item.CONTACT, Purpose.HANDOVER):
            for number, offer in self.offers.items():
                if offer.to_party == party and offer.state == "open":
                    self.end_offer(number)

    def accept(self, number: int, now: dt.datetime) -> None:
        """Help begins, or the file goes over: the receiver gets what still stands, who had it loses it."""
        offer = self.offers[number]
        if not offer.whole:
            offer.state = "helping"
            return
        agreed = offer.items & self.seen(offer.to_party, Purpose.HANDOVER, now)
        before = {self.responsible, self.contact} - {offer.to_party}
        self.end_offer(number)
        self.responsible = self.contact = offer.to_party
        self.add(offer.to_party, agreed, Purpose.GUIDANCE, now)
        for party in () if offer.keeps_sight else before:
            self.end(party, {Purpose.GUIDANCE})

    def go_along(self, now: dt.datetime) -> None:
        """The file went along with a move."""
        assert self.move is not None

        party, region, items = self.move
        self.move = None
        agreed = items & self.seen(party, Purpose.HANDOVER, now)
        if party == self.responsible:
            agreed &= self.seen(party, Purpose.GUIDANCE, now)
        before = {self.responsible, self.contact} - {party}
        for number, offer in self.offers.items():
            if offer.state == "open":
                self.end_offer(number)
        self.region, self.responsible, self.contact = region, party, party
        self.regions.add(region)
        self.end(party, {Purpose.HANDOVER})
        self.add(party, agreed, Purpose.GUIDANCE, now)
        for one in before:
            self.end(one, {Purpose.GUIDANCE})

    def close(self, *, withdrawn: bool) -> None:
        """The file is closed: help and offers end; of who stops nothing is left."""
        for number, offer in self.offers.items():
            offer.state = "gone"
            self.end(self.offers[number].to_party, {Purpose.HANDOVER})
        if self.move is not None:
            self.end(self.move[0], {Purpose.HANDOVER})
            self.move = None
        self.closed = True
        if withdrawn:
            self.grounds.clear()
