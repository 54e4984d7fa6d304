"""What an expression may and may not say."""

import pytest

from overstap.rules.binding import Names
from overstap.rules.datatypes import BOOLEAN, DATE, MONEY, NUMBER, DataType, Kind, integer
from overstap.rules.expressions import bind
from overstap.rules.grammar import ExpressionError

COLOURS = DataType(Kind.ENUM, values=("rood", "geel", "blauw"))
NAMES = Names(
    facts={
        "oud": integer("years"),
        "weken": integer("weeks"),
        "maanden": integer("months"),
        "aantal": NUMBER,
        "loon": MONEY,
        "klaar": BOOLEAN,
        "moe": BOOLEAN,
        "begin": DATE,
        "einde": DATE,
        "kleur": COLOURS,
        "soms": integer("weeks"),
    },
    optional=frozenset({"soms"}),
    parameters={
        "prijs": MONEY,
        "stap": MONEY,
        "grens": integer("weeks"),
        "kleuren": DataType(Kind.LIST, item=COLOURS),
        "tarief": DataType(Kind.TABLE, item=MONEY, key=integer("years")),
        "hoogstens": integer("weeks"),
    },
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("klaar and not moe or false", BOOLEAN),
        ("18 <= oud < 27", BOOLEAN),
        ("kleur in (rood, blauw)", BOOLEAN),
        ("kleur not in kleuren", BOOLEAN),
        ("geel == kleur", BOOLEAN),
        ("kleur < blauw", BOOLEAN),
        ("begin <= peildatum", BOOLEAN),
        ("min(weken, 40) * prijs", MONEY),
        ("prijs * klaar", MONEY),
        ("aantal * (oud < 27) + 2 * moe", NUMBER),
        ("max(0, loon - prijs)", MONEY),
        ("0 if klaar else loon", MONEY),
        ("share(loon, aantal, max(1, 3))", MONEY),
        ("share(loon, weken, 52, half_up)", MONEY),
        ("rounded(loon, stap, up)", MONEY),
        ("rounded(weken, 4, down)", integer("weeks")),
        ("weeks_between(begin, einde) + weken", integer("weeks")),
        ("plus_months(begin, maanden)", DATE),
        ("plus_months(begin, 6)", DATE),
        ("bracket(oud, tarief)", MONEY),
        ("count_true(klaar, moe, oud > 3)", NUMBER),
        ("has(soms) and soms > grens", BOOLEAN),
        ("not has(soms) or soms > 3", BOOLEAN),
        ("soms if has(soms) else 0", integer("weeks")),
        ("0 if not has(soms) else soms", integer("weeks")),
        ("klaar\n  and moe", BOOLEAN),
        ("-weken + 3", integer("weeks")),
    ],
)
def test_what_fits_together_has_a_type(text: str, kind: DataType) -> None:
    assert bind(text, NAMES).type == kind


@pytest.mark.parametrize(
    ("text", "offset", "part"),
    [
        ("klaar and leeftyd > 3", 10, "'leeftyd' is not known here"),
        ("weken + maanden > 3", 0, "these do not mix"),
        ("oud < weken", 0, "these do not mix"),
        ("loon > 500", 0, "these do not mix"),
        ("loon + 5", 0, "these do not mix"),
        ("loon * prijs", 0, "has no meaning"),
        ("weken * maanden", 0, "has no meaning"),
        ("klaar + moe", 0, "count_true"),
        ("begin - einde", 0, "days_between"),
        ("kleur == paars", 9, "'paars' is not known"),
        ("kleur == geelt", 9, "Did you mean 'geel'?"),
        ("kleur == weken", 0, "these do not mix"),
        ("klaar if weken else moe", 9, "not true or false"),
        ("weken and klaar", 0, "not true or false"),
        ("weken / 2 > 3", 0, "share("),
        ("weken ** 2", 0, "multiplication"),
        ("weken > 2.5", 8, "no whole number"),
        ("kleur == 'rood'", 9, "no whole number"),
        ("klaar is True", 0, "Use =="),
        ("weken.hoog", 0, "one word without dots"),
        ("(lambda: 1)()", 1, "'lambda'"),
        ("__import__(weken)", 0, "There is no function '__import__'"),
        ("[klaar for klaar in weken]", 0, "does not have"),
        ("abs(weken)", 0, "There is no function 'abs'"),
        ("minn(weken, 3)", 0, "Did you mean 'min'?"),
        ("min(weken)", 0, "two or more"),
        ("min(weken, maanden)", 11, "is needed"),
        ("min(klaar, moe)", 4, "no meaning"),
        ("rounded(loon, 5, up)", 0, "do not mix"),
        ("rounded(weken, weken, up)", 15, "whole number or a parameter"),
        ("rounded(weken, 2, omhoog)", 18, "down, up or half_up"),
        ("plus_months(begin, weken)", 19, "Give months"),
        ("bracket(weken, tarief)", 0, "do not mix"),
        ("bracket(oud, prijs)", 13, "no table"),
        ("has(oud)", 0, "always applies"),
        ("has(prijs)", 4, "no fact"),
        ("soms > 3", 0, "may be not applicable"),
        ("has(soms) or soms > 3", 13, "may be not applicable"),
        ("soms > 3 and has(soms)", 0, "may be not applicable"),
        ("soms if not has(soms) else 0", 0, "may be not applicable"),
        ("kleur in prijs", 9, "no list"),
        ("weken in (grens, maanden)", 17, "do not mix"),
        ("weken in (grens, weken + 1)", 17, "written value or a parameter"),
        ("weken in (3)", 10, "Write one member as (a,)"),
        ("kleuren == kleur", 0, "do not mix"),
        ("klaar and", 9, "cannot be read"),
        ("(klaar", 0, "cannot be read"),
        ("   ", 0, "empty"),
        ("klaar = moe", 0, "cannot be read"),
        ("klaar; moe", 5, "cannot be read"),
        ("(a := 3)", 1, "':='"),
        ("share(loon, weken, oud)", 0, "do not mix"),
        ("days_between(begin, oud)", 20, "a date is needed"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(text: str, offset: int, part: str) -> None:
    with pytest.raises(ExpressionError) as found:
        bind(text, NAMES)

    assert part in str(found.value)
    assert found.value.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "klaar" + ")" * 300,
        " and ".join(["klaar"] * 2_000),
        "not " * 200 + "klaar",
        "klaar or " * 900 + "klaar",
        "9" * 5_000 + " > weken",
        "weken > 9999999999999999",
        "klaar\x00",
    ],
)
def test_an_expression_out_of_proportion_is_refused_politely(text: str) -> None:
    with pytest.raises(ExpressionError):
        bind(text, NAMES)


def test_an_expected_type_is_enforced() -> None:
    with pytest.raises(ExpressionError, match="Money comes from a parameter or a fact"):
        bind("weken", NAMES, MONEY)
    with pytest.raises(ExpressionError, match="count_true"):
        bind("klaar", NAMES, NUMBER)
    with pytest.raises(ExpressionError, match="Money comes from a parameter or a fact"):
        bind("500", NAMES, MONEY)
    assert bind("0", NAMES, MONEY).number == 0


def test_facts_are_listed_in_the_order_of_the_text() -> None:
    assert bind("weken > 3 and (klaar or oud < 3) and weken < 9", NAMES).facts() == ("weken", "klaar", "oud")


def test_parameters_are_listed_also_from_lists_and_tables() -> None:
    node = bind("kleur in kleuren and bracket(oud, tarief) > prijs and weken in (grens, 3)", NAMES)

    assert node.parameters() == ("kleuren", "tarief", "prijs", "grens")
