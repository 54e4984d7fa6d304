"""A machine that does anything to one file in any order, and looks after each deed who sees what of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from overstap.casework import actions, queries
from overstap.casework.access import ANSWER_BY_LINK, open_case
from overstap.casework.actions.absence import set_absence
from overstap.casework.models import Case, Handover, Passing
from overstap.casework.queries import post
from overstap.casework.queries.caseload import CaseloadChoice, caseload_page, caseload_rows, my_files
from overstap.consent import actions as consent
from overstap.consent.emergencies import open_in_emergency
from overstap.consent.models import Consent
from overstap.core.actor import Actor, OneDeed, Role
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import Party, PartyKind
from overstap.people.queries import find_participants
from tests.access.model import Emergency, Model, Offer
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.people import make_party, make_professional, person_actor

HERE, ELSEWHERE, NEW_HOME = "AM26", "AM14", "Amersfoort"
PURPOSES: tuple[Purpose | None, ...] = (None, *Purpose)
SOME_ITEMS = st.frozensets(st.sampled_from(sorted(Item)), min_size=1, max_size=4)
WHOLE, HELP = "dossier", "hulp"
NEED = {"gezondheid_in_gevaar": {Item.CONTACT, Item.INTAKE, Item.HEALTH}}


class Files(RuleBasedStateMachine):
    """One file, the parties around it, and a model of the grounds that stand."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = START
        case = make_case()
        self.case_id, self.participant = case.pk, case.participant
        self.person = person_actor(case.participant)
        first = case.first_responsible
        self.city, self.coach = make_party(PartyKind.MUNICIPALITY), make_party(PartyKind.SUPPORT)
        self.parties = [first.pk, self.city.pk, self.coach.pk]
        self.adviser = make_professional(party=first)
        self.colleague = make_professional(party=first)
        self.receivers = {
            first.pk: self.adviser,
            self.city.pk: make_professional(party=self.city),
            self.coach.pk: make_professional(party=self.coach),
        }
        elsewhere = make_party(PartyKind.MUNICIPALITY, ELSEWHERE)
        self.there = make_professional(party=first, region=ELSEWHERE)
        self.actors = [
            *self.receivers.values(),
            self.colleague,
            self.there,
            make_professional(Role.DESK, party=self.city),
            make_professional(Role.ADVISER, Role.DESK, Role.COORDINATOR, party=make_party(PartyKind.UNION)),
            make_professional(Role.ADVISER, Role.DESK, party=elsewhere, region=ELSEWHERE),
            make_professional(Role.CASHIER, party=first),
        ]  # fmt: skip
        self.advisers = {(party, HERE): actor for party, actor in self.receivers.items()}
        self.advisers[first.pk, ELSEWHERE] = self.there
        self.model = Model(HERE, first.pk, case.contact_party_id or first.pk, {HERE})
        self.model.give(first.pk, ORDINARY_ITEMS, Purpose.GUIDANCE, None)
        self.links: dict[int, Actor] = {}
        self.away: list[tuple[dt.date, dt.date]] = []
        self.turn = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def receiver(self, party: int) -> Actor:
        """An adviser of a party, in the region where the file is."""
        if (party, self.model.region) not in self.advisers:
            row = Party.objects.get(pk=party)
            self.advisers[party, self.model.region] = make_professional(party=row, region=self.model.region)
        return self.advisers[party, self.model.region]

    # --- What people do ------------------------------------------------------------------------------

    def done(self, act: Any, **asked: Any) -> Any:
        """Do it; None when it was refused or when there was nothing to do it to."""
        try:
            answer = act(now=self.now, **asked)
        except NotFoundError:
            return None
        return None if isinstance(answer, Refusal) else answer

    def pick(self, data: st.DataObject, *states: str) -> int | None:
        numbers = [number for number, offer in self.model.offers.items() if offer.state in states]
        return data.draw(st.sampled_from(numbers)) if numbers else None

    @rule(
        data=st.data(), items=SOME_ITEMS, purpose=st.sampled_from(sorted(Purpose)), days=st.sampled_from([None, 3, 30])
    )
    def share(self, data: st.DataObject, items: frozenset[Item], purpose: Purpose, days: int | None) -> None:
        party = data.draw(st.sampled_from(self.parties))
        until = None if days is None else self.now + dt.timedelta(days=days)
        given = self.done(
            consent.give_consent, actor=self.person, participant_id=self.participant.pk, party_id=party, items=items,
            purpose=purpose, valid_until=until, given_through="online",
        )  # fmt: skip
        if given:
            self.model.give(party, items, purpose, until)

    @rule(data=st.data())
    def take_back_everything(self, data: st.DataObject) -> None:
        party = data.draw(st.sampled_from(self.parties))
        if self.done(actions.withdraw_consent, actor=self.person, case_id=self.case_id, party_id=party) is not None:
            self.model.withdraw_party(party)

    @precondition(lambda self: any(until is None or until > self.now for until in self.model.grounds.values()))
    @rule(data=st.data())
    def take_back_one(self, data: st.DataObject) -> None:
        standing = [key for key, until in self.model.grounds.items() if until is None or until > self.now]
        ground = data.draw(st.sampled_from(standing))
        party, item, purpose = ground
        rows = Consent.objects.filter(participant=self.participant, party_id=party, item=item, purpose=purpose)
        row = rows.filter(withdrawn_at__isnull=True).order_by("id").last()
        if row is None:
            return
        answer = self.done(actions.withdraw_item, actor=self.person, case_id=self.case_id, consent_id=row.pk)
        if answer is not None:
            self.model.withdraw_one(ground)

    @rule(data=st.data(), kind=st.sampled_from([WHOLE, WHOLE, HELP]), keeps=st.sampled_from([False, False, True]))
    def offer(self, data: st.DataObject, kind: str, keeps: bool) -> None:
        party = data.draw(st.sampled_from(self.parties))
        asked = None if kind == WHOLE else data.draw(SOME_ITEMS)
        card = self.done(
            actions.offer_handover, actor=self.receiver(self.model.responsible), case_id=self.case_id, kind=kind,
            to_party_id=party, because="Past beter.", person_agrees=True, agreed_through="in een gesprek", items=asked,
            sender_keeps_sight=keeps,
        )  # fmt: skip
        if card is not None:
            items = frozenset(card.items)
            self.model.offers[card.id] = Offer(party, items, kind == WHOLE, card.answer_due, keeps)
            self.model.add(party, items, Purpose.HANDOVER, self.now)

    @precondition(lambda self: any(offer.state == "open" for offer in self.model.offers.values()))
    @rule(data=st.data(), what=st.sampled_from(["accept", "accept", "refuse", "withdraw"]))
    def answer(self, data: st.DataObject, what: str) -> None:
        number = self.pick(data, "open")
        assert number is not None
        receiver = self.receiver(self.model.offers[number].to_party)
        if what == "accept" and self.done(actions.accept_handover, actor=receiver, handover_id=number):
            self.model.accept(number, self.now)
        if what == "refuse" and self.done(actions.refuse_handover, actor=receiver, handover_id=number, reason="Vol."):
            self.model.end_offer(number)
        if what == "withdraw" and self.done(actions.withdraw_handover, actor=self.person, handover_id=number):
            self.model.end_offer(number)

    @precondition(lambda self: any(not offer.whole for offer in self.model.offers.values()))
    @rule(data=st.data())
    def invite(self, data: st.DataObject) -> None:
        number = self.pick(data, "open", "helping")
        if number is None or self.model.offers[number].whole:
            return
        sender = self.receiver(self.model.responsible)
        made = self.done(actions.invite_receiver, actor=sender, handover_id=number, email="hulp@voorbeeld.example")
        if made is not None:
            to_party = self.model.offers[number].to_party
            only = OneDeed(ANSWER_BY_LINK, "overdracht", str(number), to_party)
            self.links[number] = Actor(None, "Via een link", frozenset(), only=only)

    @rule(days=st.sampled_from([1, 4, 30]))
    def let_time_pass(self, days: int) -> None:
        """Days go by, and the house does at night what it does every night."""
        self.now += dt.timedelta(days=days)
        for number in actions.return_silent_handovers(now=self.now):
            if number in self.model.offers:
                self.model.end_offer(number)
        for number in actions.complete_moves(now=self.now):
            self.went_along(number)

    def went_along(self, number: int) -> None:
        """The file went along; who is first responsible there may have changed since the move was reported."""
        self.reroute(number)
        self.model.go_along(self.now)

    def reroute(self, number: int) -> None:
        party = Passing.objects.get(pk=number).to_party_id
        if self.model.move is not None and party != self.model.move[0]:
            before, region, items = self.model.move
            self.model.end(before, {Purpose.HANDOVER})
            self.model.move = (party, region, items)
            self.model.add(party, items, Purpose.HANDOVER, self.now)

    @precondition(lambda self: not self.model.closed)
    @rule(ahead=st.sampled_from([0, 10]))
    def move(self, ahead: int) -> None:
        on = self.now.date() + dt.timedelta(days=ahead)
        card = self.done(
            actions.report_move, actor=self.person, case_id=self.case_id, municipality=NEW_HOME, from_on=on,
            agrees=True, agreed_through="online",
        )  # fmt: skip
        if card is not None:
            items = frozenset(card.items)
            self.model.move = (card.to_party.id, ELSEWHERE, items)
            self.model.add(card.to_party.id, items, Purpose.HANDOVER, self.now)

    @precondition(lambda self: self.model.move is not None)
    @rule(on=st.booleans())
    def settle_move(self, on: bool) -> None:
        row = Passing.objects.filter(case_id=self.case_id, kind="verhuizing", state="voorgesteld").first()
        if row is None or self.model.move is None:
            return
        if on:
            receiver = make_professional(party=row.to_party, region=ELSEWHERE)
            taken = self.done(actions.take_over_move, actor=receiver, passing_id=row.pk)
            self.reroute(row.pk)
            if taken is not None:
                self.model.go_along(self.now)
        elif self.done(actions.withdraw_move, actor=self.person, passing_id=row.pk) is not None:
            if self.model.move[0] != self.model.responsible:
                self.model.end(self.model.move[0], {Purpose.HANDOVER})
            self.model.move = None

    @rule()
    def break_glass(self) -> None:
        actor = self.receivers[self.city.pk]
        card = self.done(
            open_in_emergency, actor=actor, participant_id=self.participant.pk, urgency="gezondheid_in_gevaar",
            reason="112 belde.",
        )  # fmt: skip
        if card is not None and actor.user_id is not None:
            until = self.now + dt.timedelta(hours=24)
            self.model.emergencies.append(Emergency(actor.user_id, frozenset(NEED["gezondheid_in_gevaar"]), until))

    @rule(days=st.sampled_from([0, 3]))
    def go_away(self, days: int) -> None:
        """The adviser takes the file in hand and is away from today for some days; a colleague does the work."""
        self.done(actions.take_case, actor=self.adviser, case_id=self.case_id)
        today = self.now.date()
        until = today + dt.timedelta(days=days)
        made = self.done(
            set_absence, actor=self.adviser, user_id=self.adviser.user_id, cover_id=self.colleague.user_id,
            from_on=today, until_on=until,
        )  # fmt: skip
        if made is not None:
            self.away.append((today, until))

    @rule(stops=st.sampled_from([True, False]), sure=st.integers(0, 3))
    def close(self, stops: bool, sure: int) -> None:
        if sure:
            return
        before = Case.objects.get(pk=self.case_id).closed_at
        if stops:
            self.done(actions.withdraw_participation, actor=self.person, case_id=self.case_id)
        else:
            adviser = self.receiver(self.model.responsible)
            self.done(actions.close_case, actor=adviser, case_id=self.case_id, reason="Klaar.")
        if before is None and Case.objects.get(pk=self.case_id).closed_at is not None:
            self.model.close(withdrawn=stops)

    # --- What people see -----------------------------------------------------------------------------

    def allowed(self, actor: Actor, purpose: Purpose | None) -> frozenset[Item]:
        """The parts that may be seen, by the model."""
        if not actor.serves_people:
            return frozenset()
        here = self.model.region in actor.region_codes
        party = frozenset[Item]()
        if here or actor.region_codes & self.model.regions:
            wanted = (purpose,) if purpose else tuple(Purpose)
            party = frozenset().union(*(self.model.seen(actor.party_id, one, self.now) for one in wanted))
        return party | (self.model.in_need(actor.user_id, self.now) if here else frozenset())

    @invariant()
    def no_part_is_seen_without_a_ground(self) -> None:
        for actor in self.actors:
            for purpose in (None, PURPOSES[1 + self.turn % len(Purpose)]):
                try:
                    _, sight = open_case(actor, self.case_id, now=self.now, purpose=purpose)
                except NotFoundError:
                    continue
                if sight.found:
                    self.is_a_desk_here(actor)
                    assert sight.items == {Item.CONTACT}
                    continue
                assert sight.items <= self.allowed(actor, purpose), (actor.party_kind, purpose, sight.items)

    def some(self) -> list[Actor]:
        """A third of everyone, another third after each deed: looking costs more than doing."""
        self.turn += 1
        return self.actors[self.turn % 3 :: 3]

    def is_a_desk_here(self, actor: Actor) -> None:
        """A desk or coordinator of the region finds an open file."""
        assert actor.has(Role.DESK, Role.COORDINATOR)
        assert self.model.region in actor.region_codes
        assert not self.model.closed

    @rule(data=st.data())
    def look_at_the_page(self, data: st.DataObject) -> None:
        actor, purpose = data.draw(st.sampled_from(self.actors)), data.draw(st.sampled_from(PURPOSES))
        try:
            page = queries.case_page(actor, self.case_id, now=self.now, purpose=purpose)
        except NotFoundError:
            return
        held = frozenset({Item.CONTACT}) if page.found else self.allowed(actor, purpose)

        assert page.items <= held
        assert {card.item for card in page.facts} <= held
        assert page.contact is None or Item.CONTACT in held
        assert page.profile is None or Item.PROFILE in held
        assert not page.assessments or Item.ADVICE in held

    @invariant()
    def no_list_search_or_export_tells_without_a_ground(self) -> None:
        for actor in self.some():
            held = self.model.any_purpose(actor.party_id, self.now) if actor.serves_people else frozenset()
            here = self.model.region in actor.region_codes
            guided = caseload_rows(actor, self.now, CaseloadChoice()) if actor.has(Role.ADVISER) else ()
            listed = caseload_page(actor, self.now, CaseloadChoice()).rows
            for row in (*listed, *guided):
                assert here
                assert Item.CONTACT in held
                assert row.advice is None or Item.ADVICE in held
            for row in queries.desk_rows(actor, self.now, [self.participant.pk]).values():
                if not listed:
                    self.is_a_desk_here(actor)
                assert row.advice is None or Item.ADVICE in held
            found = find_participants(
                actor, self.participant.last_name, born=self.participant.birth_date, purpose="loket", now=self.now
            )
            assert not found or (here and actor.serves_people)

    @invariant()
    def no_offer_names_anyone_without_a_ground(self) -> None:
        for actor in self.receivers.values():
            lists = queries.open_handovers(actor, self.now)
            for card in (*lists.incoming, *lists.waiting_contact, *lists.outgoing):
                assert actor.party_id in {card.from_party.id, card.to_party.id}
                assert not card.name or Item.CONTACT in self.model.any_purpose(actor.party_id, self.now)

    @invariant()
    def no_letter_or_message_is_read_without_a_ground(self) -> None:
        for actor in self.some():
            held = self.allowed(actor, Purpose.GUIDANCE)
            for read in (post.messages, post.letters):
                try:
                    found = read(actor, self.case_id, now=self.now)
                except NotFoundError:
                    continue
                assert Item.CONTACT in held
                for card in found if isinstance(found, tuple) else ():
                    assert Item(card.item) in held

    @invariant()
    def a_link_shows_no_more_than_what_still_stands(self) -> None:
        for number, actor in self.links.items():
            try:
                shown = queries.handover_by_link(actor, number, now=self.now)
            except NotFoundError:
                continue
            offer = self.model.offers[number]
            held = offer.items & self.model.seen(offer.to_party, Purpose.HANDOVER, self.now)

            assert held
            assert shown.contact is None or Item.CONTACT in held
            assert not self.model.closed

    @invariant()
    def cover_ends_on_its_last_day(self) -> None:
        covered = my_files(self.colleague, self.now)
        stands = any(first <= self.now.date() <= last for first, last in self.away)

        assert not covered or stands

    @invariant()
    def whoever_is_responsible_is_the_one_of_the_model(self) -> None:
        case = Case.objects.get(pk=self.case_id)

        assert (case.first_responsible_id, case.region.code) == (self.model.responsible, self.model.region)
        states = dict(Handover.objects.filter(case=case).order_by("id").values_list("id", "state"))
        assert {number for number, state in states.items() if state == "aangeboden"} == {
            number for number, offer in self.model.offers.items() if offer.state == "open"
        }
        assert Party.objects.filter(pk=self.model.responsible).exists()
