"""Keys over all regions, and one decision that sets every budget."""

import uuid
from typing import Any

import pytest

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import queries as parties
from overstap.treasury import actions, queries
from overstap.treasury.framework_cards import AllocationCard, KeyCard
from overstap.treasury.key_files import KeyProblems
from overstap.treasury.models import Allocation, AllocationKey, Entry, FrameworkDecision
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

CODES = [f"AM{number:02}" for number in range(1, 39) if number not in {4, 16, 31}]
HEAD = "regio;werkzoekenden;beroepsbevolking;crisisimpact"


def text_of(changes: dict[str, str] | None = None, extra: tuple[str, ...] = (), head: str = HEAD) -> str:
    lines = {code: f"{code};1.000;20000;100" for code in CODES} | (changes or {})
    return "\n".join([head, "gewicht;60;40;", *(line for line in lines.values() if line), *extra])


def key(**other: Any) -> KeyCard | KeyProblems | Refusal:
    asked: dict[str, Any] = {
        "actor": make.keeper(), "key": uuid.uuid4(), "name": "Sleutel 2021", "source": "CBS, 15 januari 2021",
        "text": text_of(), "now": make.NOW,
    }  # fmt: skip
    return actions.make_key(**(asked | other))


def made(**other: Any) -> KeyCard:
    card = make.given(key(**other))
    assert isinstance(card, KeyCard), card
    return card


def divide(card: KeyCard, **other: Any) -> AllocationCard | Refusal:
    asked: dict[str, Any] = {
        "actor": make.keeper(), "key": uuid.uuid4(), "code": card.code, "version": card.version, "stream": make.STREAM,
        "year": make.YEAR, "amount_cents": 35_000_00, "source": "Besluit 9", "now": make.NOW,
    }  # fmt: skip
    return actions.decide_allocation(**(asked | other))


def ceilings() -> dict[str, int]:
    return {row.region_code: row.position.ceiling for row in queries.positions(region_code=None, year=make.YEAR)}


def rules_of(answer: object) -> list[tuple[str, str]]:
    assert isinstance(answer, KeyProblems), answer
    return [(problem.rule, problem.sentence()) for problem in answer.problems]


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-251", "R-391")
def test_one_decision_sets_every_budget_and_a_region_that_is_hit_twice_as_hard_gets_twice_as_much() -> None:
    card = made(text=text_of({"AM26": "AM26;1000;20000;200"}))

    decided = make.given(divide(card, amount_cents=36_000_00))

    found = ceilings()
    assert found["AM26"] == 2 * found["AM01"] == 2_000_00
    assert (len(found), sum(found.values())) == (35, 36_000_00)
    assert (decided.code, decided.version, decided.amount_cents) == ("sleutel-2021", 1, 36_000_00)
    assert FrameworkDecision.objects.filter(allocation__key=decided.key).count() == 35
    assert queries.check_invariants() == ()


def test_the_regions_of_a_key_are_those_of_the_country() -> None:
    assert [card.code for card in parties.regions()] == CODES


def test_cents_that_are_left_go_to_the_first_codes_when_all_are_equal() -> None:
    make.given(divide(made(), amount_cents=35_000_03))

    assert [code for code, cents in ceilings().items() if cents == 1_000_01] == ["AM01", "AM02", "AM03"]


def test_what_a_region_gets_can_go_up_and_down() -> None:
    make.budget(3_000_00)
    make.budget(10_00, region_code=make.OTHER_REGION)

    make.given(divide(made()))

    assert set(ceilings().values()) == {1_000_00}
    assert Entry.objects.filter(kind="intrekken").count() == 1
    assert queries.check_invariants() == ()


def test_no_region_goes_below_what_it_uses_and_all_of_them_are_told_together() -> None:
    make.budget(3_000_00)
    make.budget(3_000_00, region_code=make.OTHER_REGION)
    make.committed(amount_cents=1_000_01)
    make.reserved(amount_cents=2_000_00, region_code=make.OTHER_REGION)
    card = made()

    answer = divide(card)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verdelen.in_gebruik"
    assert "AM26 (€ 1.000,01), AM29 (€ 2.000,00)" in answer.sentence()
    assert Allocation.objects.count() == 0
    assert {code: cents for code, cents in ceilings().items() if cents} == {"AM26": 3_000_00, "AM29": 3_000_00}


@pytest.mark.requirement("R-253")
def test_all_regions_together_stay_within_the_national_amount() -> None:
    make.budget(9_000_000_00, stream="bemensing")

    assert rule_of(divide(made(), amount_cents=100_000_000_01)) == "kader.landelijk"
    assert isinstance(divide(made(), amount_cents=100_000_000_00), AllocationCard)


def test_the_same_decision_twice_counts_once() -> None:
    card, command = made(), uuid.uuid4()

    assert divide(card, key=command) == divide(card, key=command)
    assert rule_of(divide(card, key=command, amount_cents=1)) == "opdracht.sleutel"
    assert Entry.objects.count() == 35


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize(
    "roles",
    [[Role.CASHIER], [Role.CASHIER_APPROVER], [Role.FRAMEWORK_KEEPER, Role.CASHIER], [Role.COORDINATOR],
     [Role.STEERING_GROUP], []],
)  # fmt: skip
def test_the_cashier_changes_no_key_and_divides_nothing(roles: list[Role]) -> None:
    card, other = made(), make.someone(*roles)

    assert rule_of(key(actor=other)) == "kader.rol"
    assert rule_of(divide(card, actor=other)) == "kader.rol"
    assert (AllocationKey.objects.count(), Entry.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"source": " "}, "kader.bron"), ({"amount_cents": -1}, "kader.bedrag"),
        ({"stream": "regulier"}, "kader.geldstroom"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    assert rule_of(divide(made(), **change)) == rule


def test_the_same_name_makes_a_next_version_and_the_first_stays() -> None:
    first = made()
    second = made(text=text_of({"AM26": "AM26;5000;20000;100"}))

    assert (first.version, second.version) == (1, 2)
    assert [card.version for card in queries.key_page(make.keeper(), first.code, 1).versions] == [2, 1]
    line = next(one for one in queries.key_page(make.keeper(), first.code, 1).lines if one.region_code == "AM26")
    assert line.values == (1000, 20000)
    assert first.measures == (("werkzoekenden", 60), ("beroepsbevolking", 40))


def test_the_same_command_makes_one_version() -> None:
    command = uuid.uuid4()

    assert key(key=command) == key(key=command)
    assert rule_of(key(key=command, name="Anders")) == "opdracht.sleutel"


@pytest.mark.parametrize(("change", "rule"), [({"name": "!"}, "sleutel.naam"), ({"source": ""}, "sleutel.bron")])
def test_a_key_has_a_name_and_a_source(change: dict[str, Any], rule: str) -> None:
    assert rule_of(key(**change)) == rule


def test_everything_that_is_wrong_with_a_file_is_told_at_once() -> None:
    text = text_of(
        {
            "AM01": "AM01;1.5;20000;100", "AM02": "AM02;1;2;1001", "AM03": "AM03;1;2", "AM08": "",
            "AM05": "AM05;;2;100",
            "AM06": "AM06;-1;2;100",
        },
        extra=("AM99;1;2;100", "AM07;1;2;100"),
    )  # fmt: skip
    found = rules_of(key(text=text))

    assert [rule for rule, _ in found] == [
        "sleutel.getal", "sleutel.getal", "sleutel.lengte", "sleutel.getal", "sleutel.getal", "sleutel.dubbel",
        "sleutel.regio", "sleutel.dubbel", "sleutel.ontbreekt",
    ]  # fmt: skip
    assert found[0][1] == "Regel 3, kolom werkzoekenden: “1.5” is geen heel getal van 0 tot en met 10000000000."
    assert found[1][1] == "Regel 4, kolom crisisimpact: “1001” is geen heel getal van 0 tot en met 1000."
    assert found[2][1] == "Regel 5: 3 kolommen, dat moeten er 4 zijn."
    assert found[-1][1] == "De regio AM08 ontbreekt."
    assert AllocationKey.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "sleutel.leeg"),
        ("  \n ;; \n", "sleutel.leeg"),
        (text_of(head="code;a;b;crisisimpact"), "sleutel.kop"),
        (text_of(head="regio;a;b;impact"), "sleutel.kop"),
        (text_of(head="regio;a;a;crisisimpact"), "sleutel.kolommen"),
        ("regio;crisisimpact", "sleutel.maatstaven"),
        (text_of().replace("gewicht;60;40;\n", ""), "sleutel.gewicht"),
        (text_of().replace("gewicht;60;40;", "gewicht;0;0;"), "sleutel.gewicht"),
        (text_of().replace("gewicht;60;40;", "gewicht;zwaar;40;"), "sleutel.gewicht"),
        (text_of(extra=("gewicht;1;1;",)), "sleutel.gewicht"),
        (text_of().replace(";1.000;", ";0;"), "sleutel.nul"),
    ],
)
def test_a_file_that_is_no_key_is_refused(text: str, rule: str) -> None:
    assert [found for found, _ in rules_of(key(text=text))] == [rule]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_of_any_spreadsheet_is_read(separator: str) -> None:
    card = made(text="\ufeff" + text_of().replace(";", separator).replace("\n", "\r\n"))

    assert len(queries.key_page(make.keeper(), card.code, 1).lines) == 35


def test_one_number_needs_no_weight() -> None:
    text = "\n".join(["regio;inwoners;crisisimpact", *(f"{code};5;100" for code in CODES)])

    assert made(text=text).measures == (("inwoners", 1),)


@pytest.mark.requirement("R-391")
def test_the_preview_stands_beside_what_there_is_and_keeps_nothing() -> None:
    make.budget(3_000_00)
    make.committed(amount_cents=1_500_00)
    card = made(text=text_of({"AM29": "AM29;1000;20000;200"}))

    preview = queries.preview_allocation(
        make.someone(Role.CASHIER),
        code=card.code,
        version=1,
        stream=make.STREAM,
        year=make.YEAR,
        amount_cents=36_000_00,
    )

    here, there = (next(one for one in preview.lines if one.line.region_code == code) for code in ("AM26", "AM29"))
    assert (here.proposed_cents, here.difference_cents, here.in_use_cents, here.too_low) == (
        1_000_00, -2_000_00, 1_500_00, True,
    )  # fmt: skip
    assert (there.proposed_cents, there.too_low, preview.too_low, preview.now_cents) == (
        2_000_00,
        False,
        True,
        3_000_00,
    )
    assert Entry.objects.count() == 3


def test_keys_are_for_who_keeps_the_money() -> None:
    card = made()
    make.given(divide(card))

    assert queries.allocation_keys(make.someone(Role.CASHIER)) == (card,)
    assert (queries.allocation_keys(make.someone(Role.ADVISER)), queries.allocations(make.someone(Role.ADVISER))) == (
        (),
        (),
    )
    assert len(queries.allocations(make.keeper())) == 1
    for actor, version in ((make.someone(Role.ADVISER), 1), (make.keeper(), 2)):
        with pytest.raises(NotFoundError):
            queries.key_page(actor, card.code, version)
