"""Many apply at once while several settlers work: nobody is lost or doubled, and the order is that of arrival."""

import time
import uuid
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Event, Lock, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from overstap.allotment import actions, queries
from overstap.allotment.models import Application, Window
from overstap.core.decision import Refusal
from overstap.treasury import queries as books
from tests.factories import allotment as make
from tests.factories import treasury as money
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLIENTS = 64
EACH = 6 if connection.vendor == "postgresql" else 2
SETTLERS = 3


class Crowd:
    """Clients that apply as fast as they can, with when each asked and was answered."""

    def __init__(self, row: Window, **other: Any) -> None:
        self.row, self.other = row, other
        self.answers: list[tuple[float, float, int]] = []
        self.raised: list[BaseException] = []
        self.lock, self.done = Lock(), Event()

    def client(self) -> None:
        mine = []
        for _ in range(EACH):
            asked = time.monotonic()
            receipt = make.applied(self.row, **self.other)
            mine.append((asked, time.monotonic(), receipt.number))
        with self.lock:
            self.answers += mine

    def settler(self) -> None:
        while True:
            last = self.done.is_set()
            if not actions.settle(now=make.NOW, limit=7).decided and last and not self.left():
                return
            time.sleep(0.001)

    def left(self) -> bool:
        return Application.objects.filter(window=self.row, rank__isnull=True).order_by().exists()

    def run(self) -> None:
        clients = [self.thread(self.client) for _ in range(CLIENTS)]
        settlers = [self.thread(self.settler) for _ in range(SETTLERS)]
        for one in [*clients, *settlers]:
            one.start()
        for one in clients:
            one.join()
        self.done.set()
        for one in settlers:
            one.join()
        if self.raised:
            raise self.raised[0]

    def thread(self, deed: Callable[[], None]) -> Thread:
        def run() -> None:
            try:
                deed()
            except BaseException as error:  # noqa: BLE001 - told in the thread of the test
                self.raised.append(error)
                self.done.set()
            finally:
                connection.close()

        return Thread(target=run)

    def out_of_order(self) -> int:
        """How many came behind someone who asked only after they had been answered."""
        ranks = dict(Application.objects.filter(window=self.row).order_by("id").values_list("id", "rank"))
        latest, wrong = 0.0, 0
        for asked, answered, _ in sorted(self.answers, key=lambda one: ranks[one[2]]):
            wrong += answered < latest
            latest = max(latest, asked)
        return wrong


@pytest.mark.requirement("R-220")
def test_a_crowd_gets_every_place_once_and_in_the_order_of_arrival() -> None:
    all_of_them = CLIENTS * EACH
    row = make.window(registration_ceiling=all_of_them - 50, funded_ceiling=10)
    crowd = Crowd(row)
    crowd.run()

    assert len({number for _, _, number in crowd.answers}) == all_of_them
    assert make.states(row) == ["toegekend"] * (all_of_them - 50) + ["wachtlijst"] * 50
    assert crowd.out_of_order() == 0
    assert queries.check_invariants() == ()


def test_a_crowd_never_passes_the_ceiling_of_a_stream() -> None:
    money.budget(CLIENTS * 100)
    row = make.window(
        unit="euro", stream=money.STREAM, region_code=money.REGION, year=money.YEAR, funded_ceiling=CLIENTS * EACH * 100
    )
    crowd = Crowd(row, amount=100)
    crowd.run()

    assert Counter(make.states(row)) == {"toegekend": CLIENTS, "wachtlijst": CLIENTS * (EACH - 1)}
    assert crowd.out_of_order() == 0
    assert (queries.check_invariants(), books.check_invariants()) == ((), ())


def test_one_application_that_is_sent_many_times_at_once_counts_once() -> None:
    row = make.window()
    asked = {"key": uuid.uuid4(), "applicant_key": uuid.uuid4()}
    answers = meet(*[lambda: make.applied(row, **asked)] * 8)

    assert len(set(answers)) == 1
    assert Application.objects.filter(window=row).count() == 1


def test_several_applications_of_one_applicant_at_once_give_one_place() -> None:
    row, applicant = make.window(), uuid.uuid4()
    meet(*[lambda: make.applied(row, applicant_key=applicant)] * 8)
    meet(*[lambda: actions.settle_all(now=make.NOW)] * SETTLERS)

    assert Counter(make.states(row)) == {"toegekend": 1, "afgewezen": 7}
    assert queries.check_invariants() == ()


def test_places_that_come_free_at_once_are_each_offered_once() -> None:
    row = make.window(funded_ceiling=6)
    receipts = [make.applied(row) for _ in range(10)]
    actions.settle_all(now=make.NOW)
    withdraw = [
        lambda key=one.key: actions.withdraw_application(actor=make.CASHIER, key=key, now=make.NOW)
        for one in receipts[:4]
    ]
    meet(*withdraw, *[lambda: actions.release_places(now=make.NOW)] * 2)

    assert make.states(row) == ["ingetrokken"] * 4 + ["toegekend"] * 2 + ["aangeboden"] * 4
    assert queries.check_invariants() == ()


def test_an_offer_whose_term_is_over_lapses_also_when_it_is_accepted_at_that_moment() -> None:
    row = make.window(funded_ceiling=1, answer_days=0)
    receipts = [make.applied(row) for _ in range(2)]
    actions.settle_all(now=make.NOW)
    actions.withdraw_application(actor=make.CASHIER, key=receipts[0].key, now=make.NOW)
    answers = meet(
        lambda: actions.answer_offer(actor=make.CASHIER, key=receipts[1].key, accept=True, now=make.NOW),
        lambda: actions.let_offers_lapse(now=make.NOW),
    )

    assert isinstance(answers[0], Refusal)
    assert (answers[1], make.states(row)) == (1, ["ingetrokken", "verlopen"])
    assert queries.check_invariants() == ()


def test_without_a_lock_too_many_would_get_a_place() -> None:
    row = make.window(funded_ceiling=1)
    receipts = [make.applied(row) for _ in range(2)]
    looked = Barrier(2)

    def grant(number: int) -> bool:
        held = Application.objects.filter(window=row, state="toegekend").count()
        looked.wait(30)
        if held >= row.funded_ceiling:
            return False
        Application.objects.filter(pk=number).update(state="toegekend", rank=number, granted=1)
        return True

    granted = meet(*(lambda number=one.number: grant(number) for one in receipts))

    assert granted == [True, True]
    assert Application.objects.filter(window=row, state="toegekend").count() > row.funded_ceiling
    assert any("held" in problem.invariant for problem in queries.check_invariants())


@pytest.mark.postgres
@pytest.mark.requirement("R-201")
def test_who_was_in_time_and_still_on_the_way_shares_too(settings: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("In SQLite whoever writes is alone.")
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    row = make.window(way="naar_rato", funded_ceiling=100, closes_at=make.NOW)
    just_in_time = make.NOW.replace(hour=8)
    written, shared = Event(), Event()

    def apply_slowly() -> None:
        with transaction.atomic():
            make.applied(row, amount=100, now=just_in_time)
            written.set()
            # The one who divides has begun; it has to wait for this transaction.
            shared.wait(1)

    def divide() -> Any:
        written.wait(30)
        try:
            return actions.close_and_share(actor=make.CASHIER, window=row.code, now=make.NOW)
        finally:
            shared.set()

    make.applied(row, amount=100, now=just_in_time)
    meet(apply_slowly, divide)

    assert make.states(row) == ["toegekend", "toegekend"]
    assert [card.granted for card in queries.window_page(make.CASHIER, row.code, make.NOW).applications] == [50, 50]
