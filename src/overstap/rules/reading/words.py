"""The words with which every operation of the language is read aloud, in Dutch and English.

Between braces stands what is filled in. A comparison has its own words for dates, for amounts and heights, and for
numbers that are counted.
"""

from __future__ import annotations

from overstap.rules.model import Text

COMPARED: dict[str, dict[str, Text]] = {
    "less": {
        "day": Text("ligt voor {0}", "is before {0}"),
        "height": Text("is lager dan {0}", "is lower than {0}"),
        "count": Text("is minder dan {0}", "is less than {0}"),
    },
    "less_equal": {
        "day": Text("ligt op of voor {0}", "is on or before {0}"),
        "height": Text("is hoogstens {0}", "is at most {0}"),
        "count": Text("is hoogstens {0}", "is at most {0}"),
    },
    "greater": {
        "day": Text("ligt na {0}", "is after {0}"),
        "height": Text("is hoger dan {0}", "is higher than {0}"),
        "count": Text("is meer dan {0}", "is more than {0}"),
    },
    "greater_equal": {
        "day": Text("ligt op of na {0}", "is on or after {0}"),
        "height": Text("is minstens {0}", "is at least {0}"),
        "count": Text("is minstens {0}", "is at least {0}"),
    },
    "equal": {
        "day": Text("is {0}", "is {0}"),
        "height": Text("is {0}", "is {0}"),
        "count": Text("is {0}", "is {0}"),
    },
    "not_equal": {
        "day": Text("is niet {0}", "is not {0}"),
        "height": Text("is niet {0}", "is not {0}"),
        "count": Text("is niet {0}", "is not {0}"),
    },
}
"""A comparison by operation and by what is compared; the subject stands in front."""

MIRRORED = {
    "less": "greater",
    "less_equal": "greater_equal",
    "greater": "less",
    "greater_equal": "less_equal",
    "equal": "equal",
    "not_equal": "not_equal",
}
OPPOSITES = {
    "less": "greater_equal",
    "less_equal": "greater",
    "greater": "less_equal",
    "greater_equal": "less",
    "equal": "not_equal",
    "not_equal": "equal",
}

ONE_OF, NOT_ONE = Text("is {0}", "is {0}"), Text("is niet {0}", "is not {0}")
NONE_OF = Text("is geen van deze: {0}", "is none of these: {0}")
YES, NO = Text("is ja", "is yes"), Text("is nee", "is no")
SET_TO_YES = Text("staat op ja (nu: {0})", "is set to yes (now: {0})")
SET_TO_NO = Text("staat op nee (nu: {0})", "is set to no (now: {0})")
APPLIES = Text("is van toepassing", "applies")
NOT_APPLIES = Text("is niet van toepassing", "does not apply")
HOLDS, FAILS = Text("geldt", "holds"), Text("geldt niet", "does not hold")
ALWAYS, NEVER = Text("dit geldt altijd", "this always holds"), Text("dit geldt nooit", "this never holds")

AND, OR, COMMA_AND, COMMA_OR = (
    Text(" en ", " and "),
    Text(" of ", " or "),
    Text(", en ", ", and "),
    Text(", of ", ", or "),
)
ALL_OF = Text("Al deze punten kloppen", "All of these are true")
SOME_OF = Text("Minstens één van deze punten klopt", "At least one of these is true")
NOT_ALL_OF = Text("Niet al deze punten kloppen", "Not all of these are true")
NOTHING_OF = Text("Geen van deze punten klopt", "None of these is true")
COUNTED = Text("Hoeveel van deze punten kloppen", "How many of these are true")
COUNTED_WITH: dict[str, Text] = {
    "less": Text("Minder dan {0} van deze punten kloppen", "Fewer than {0} of these are true"),
    "less_equal": Text("Hoogstens {0} van deze punten kloppen", "At most {0} of these are true"),
    "greater": Text("Meer dan {0} van deze punten kloppen", "More than {0} of these are true"),
    "greater_equal": Text("Minstens {0} van deze punten kloppen", "At least {0} of these are true"),
    "equal": Text("Precies {0} van deze punten kloppen", "Exactly {0} of these are true"),
    "not_equal": Text("Niet precies {0} van deze punten kloppen", "Not exactly {0} of these are true"),
}
SAME_ANSWER = Text("Deze punten kloppen allebei, of allebei niet", "These are both true, or both not true")
OTHER_ANSWER = Text("Precies één van deze punten klopt", "Exactly one of these is true")
DEPENDS = Text("Dit hangt ervan af", "It depends")
WHEN, THEN, OTHERWISE = Text("Als dit klopt", "If this is true"), Text("Dan", "Then"), Text("Anders", "Otherwise")

CHOOSE = Text("{1} als dit klopt: {0}; anders {2}", "{1} if this is true: {0}; otherwise {2}")
VALUES: dict[str, Text] = {
    "add": Text("{0} plus {1}", "{0} plus {1}"),
    "subtract": Text("{0} min {1}", "{0} minus {1}"),
    "opposite": Text("min {0}", "minus {0}"),
    "multiply": Text("{0} keer {1}", "{0} times {1}"),
    "smallest": Text("het laagste van {0}", "the lowest of {0}"),
    "largest": Text("het hoogste van {0}", "the highest of {0}"),
    "share": Text("{0} keer {1}, gedeeld door {2}, {way}", "{0} times {1}, divided by {2}, {way}"),
    "rounded": Text("{0}, afgerond op een veelvoud van {1}, {way}", "{0}, rounded to a multiple of {1}, {way}"),
    "days_between": Text("het aantal dagen van {0} tot {1}", "the number of days from {0} to {1}"),
    "weeks_between": Text("het aantal hele weken van {0} tot {1}", "the number of whole weeks from {0} to {1}"),
    "months_between": Text("het aantal hele maanden van {0} tot {1}", "the number of whole months from {0} to {1}"),
    "years_between": Text("het aantal hele jaren van {0} tot {1}", "the number of whole years from {0} to {1}"),
    "plus_months": Text("de dag die {1} na {0} ligt", "the day that is {1} after {0}"),
    "bracket": Text("de waarde uit de tabel {1} bij {0}", "the value in the table {1} for {0}"),
    "count_true": Text("het aantal punten dat klopt van: {0}", "the number that are true of: {0}"),
}
"""How the value of an operation is read; the arguments are filled in by number."""

DIVIDED = Text("{0} gedeeld door {1}, {way}", "{0} divided by {1}, {way}")
SUM_OF = Text("de som van {0}", "the sum of {0}")
AT_MOST = Text("{0}, maar hoogstens {1}", "{0}, but at most {1}")
AT_LEAST = Text("{0}, maar minstens {1}", "{0}, but at least {1}")
PERCENT_OF = Text("{0} van {1}", "{0} of {1}")
ONLY_WHEN = Text("{0} (alleen als dit klopt: {1})", "{0} (only if this is true: {1})")
YES_WHEN = Text("ja als dit klopt: {0}; anders nee", "yes if this is true: {0}; otherwise no")
MONTHS_MORE = Text("{0} maanden", "{0} months")
WAYS = {
    "down": Text("naar beneden afgerond", "rounded down"),
    "up": Text("naar boven afgerond", "rounded up"),
    "half_up": Text("gewoon afgerond", "rounded to the nearest"),
}
FROM_DAY = Text("vanaf {0}: {1}", "from {0}: {1}")

FIRST_ROW = Text("De eerste rij die klopt, geldt.", "The first row that is true counts.")
EVERY_CONDITION = Text("Alle voorwaarden moeten kloppen.", "All conditions have to be met.")
OUTCOME_COLUMN = Text("Uitkomst", "Outcome")
IN_WORDS = Text("Als", "If")
UNLESS = Text("Als dit niet klopt", "If this is not true")
ELSE_ROW = Text("anders", "otherwise")
MET, NOT_MET, ANY = Text("ja", "yes"), Text("nee", "no"), Text("–", "–")  # noqa: RUF001 (a dash for: does not matter)
ENTITLED, REFUSED = Text("ja", "yes"), Text("nee", "no")
