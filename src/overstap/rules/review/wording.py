"""A change review in words: a line per class of people, and how much was looked at."""

from __future__ import annotations

from collections.abc import Mapping

from overstap.core.money import euros
from overstap.rules.assessment import Bounds
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import Kind
from overstap.rules.fact_values import show_interval
from overstap.rules.model import Choice, Fact, SchemeVersion, Text
from overstap.rules.operations import Interval
from overstap.rules.reading.speaker import human
from overstap.rules.review.changes import ClassChange, FactRange, Review, Side
from overstap.rules.wording import OUTCOMES

_EVERYBODY = Text("iedereen", "everybody")
_FROM_TO = Text("van {0} naar {1}", "from {0} to {1}")
_AMOUNT = Text("bedrag van {0} naar {1}", "amount from {0} to {1}")
_STAYS = Text("blijft {0}", "stays {0}")
_NOT_APPLICABLE = Text("niet van toepassing", "not applicable")
_NOT = Text("niet", "not")
_OR = Text(" of ", " or ")
_SEEN = Text("(gezien bij waarden uit deze klasse)", "(seen for values of this class)")
_DIFFERENCE = Text("verschil {0}", "difference {0}")
_JOINT = Text(" tot en met ", " to ")
NO_CHANGE = Text("Er is geen klasse waarvoor iets verandert.", "There is no class for which anything changes.")
_ALL = Text(
    "Alle klassen zijn bekeken ({0} stappen).",
    "Every class was looked at ({0} steps).",
)
_PROBED = Text(
    "Alle klassen zijn bekeken ({0} stappen). In {1} ervan is de uitkomst niet één waarde; daar zijn de randen en "
    "enkele waarden ertussen geprobeerd.",
    "Every class was looked at ({0} steps). In {1} of them the answer is not one value; there the ends and some values "
    "between were tried.",
)
_SAMPLED = Text(
    "Van alle klassen is {0} helemaal bekeken. In de rest is een steekproef van {1} gevallen genomen; wat daar niet in "
    "zat, staat hier niet.",
    "Of all classes {0} was looked at in full. The rest was sampled with {1} cases; what was not in the sample is not "
    "told here.",
)
_COUNTS = Text(
    "Klassen: {opent} open, {sluit} dicht, {meer} met meer, {minder} met minder, {wisselend} met meer of minder, "
    "{anders} anders.",
    "Classes: {opent} open, {sluit} close, {meer} with more, {minder} with less, {wisselend} with more or less, "
    "{anders} otherwise.",
)
_NEW_FACTS = Text("Nieuwe vragen: {0}.", "New questions: {0}.")
_DROPPED_FACTS = Text("Vragen die vervallen: {0}.", "Questions dropped: {0}.")
_NEW_OUTPUTS = Text("Nieuwe uitkomsten: {0}.", "New answers: {0}.")
_DROPPED_OUTPUTS = Text("Uitkomsten die vervallen: {0}.", "Answers dropped: {0}.")


class ReviewWords:
    """Writes a review for people in one language (verslag)."""

    def __init__(
        self, review: Review, catalogue_a: Catalogue, catalogue_b: Catalogue, version: SchemeVersion, language: str
    ) -> None:
        self.review, self.version, self.language = review, version, language
        self.facts: Mapping[str, Fact] = {**catalogue_a.facts, **catalogue_b.facts}

    def lines(self) -> list[str]:
        """Give everything: counts, a line per class, what is new, and how much was looked at."""
        review = self.review
        ways = ("opent", "sluit", "meer", "minder", "wisselend", "anders")
        lines = [NO_CHANGE.get(self.language)] if not review.changes else []
        if review.changes:
            lines.append(_COUNTS.get(self.language).format(**{way: review.count(way) for way in ways}))
            lines += [self.line(change) for change in review.changes]
        for names, text in ((review.new_facts, _NEW_FACTS), (review.dropped_facts, _DROPPED_FACTS)):
            if names:
                shown = "; ".join(self.facts[name].label.get(self.language) for name in names)
                lines.append(text.get(self.language).format(shown))
        for names, text in ((review.new_outputs, _NEW_OUTPUTS), (review.dropped_outputs, _DROPPED_OUTPUTS)):
            if names:
                lines.append(text.get(self.language).format("; ".join(human(name) for name in names)))
        return [*lines, self.coverage()]

    def coverage(self) -> str:
        """Say how much was looked at."""
        review = self.review
        if review.covered < 1:
            share = f"{review.covered:.1%}".replace(".", "," if self.language == "nl" else ".")
            return _SAMPLED.get(self.language).format(share, review.drawn)
        if review.probed:
            return _PROBED.get(self.language).format(review.work, review.probed)
        return _ALL.get(self.language).format(review.work)

    def line(self, change: ClassChange) -> str:
        """Give one class with what changes for it."""
        who = ", ".join(self.who(one) for one in change.facts) or _EVERYBODY.get(self.language)
        line = f"{who}: {self.what(change)}"
        return f"{line} {_SEEN.get(self.language)}" if change.sampled else line

    def what(self, change: ClassChange) -> str:
        """Give what changes for a class."""
        before, after = change.before, change.after
        outcomes = [OUTCOMES[side.outcome].get(self.language) for side in (before, after)]
        text = _FROM_TO if before.outcome is not after.outcome else _STAYS
        parts = [text.get(self.language).format(*outcomes)]
        if before.amount != after.amount and (before.amount is not None or after.amount is not None):
            parts.append(_AMOUNT.get(self.language).format(self.money(before), self.money(after)))
            wide = any(side.amount is not None and not side.amount.settled for side in (before, after))
            if change.difference is not None and wide:
                parts.append(_DIFFERENCE.get(self.language).format(self.signed(change.difference)))
        for name, found in before.outputs.items():
            shown = _FROM_TO.get(self.language).format(self.answer(name, found), self.answer(name, after.outputs[name]))
            parts.append(f"{self.label(name)} {shown}")
        return "; ".join(parts)

    def who(self, one: FactRange) -> str:
        """Give the values of a fact that belong to a class."""
        fact = self.facts[one.fact]
        label = fact.label.get(self.language)
        absent = _NOT_APPLICABLE.get(self.language)
        shown = [absent] if one.not_applicable else []
        for interval in one.ranges:
            shown += self.values(fact, interval)
        possible = [
            *([absent] if fact.may_be_not_applicable else []),
            *(self.choice(choice) for choice in fact.choices),
        ]
        if fact.choices and len(shown) * 2 > len(possible):
            left = [value for value in possible if value not in shown]
            return f"“{label}” {_NOT.get(self.language)} {_OR.get(self.language).join(left)}"
        return f"“{label}” {_OR.get(self.language).join(shown)}"

    def choice(self, choice: Choice) -> str:
        """Write a value of an enumeration."""
        return f"“{choice.label.get(self.language)}”"

    def values(self, fact: Fact, interval: Interval) -> list[str]:
        """Write a range; the values of an enumeration one by one."""
        low, high = interval
        if fact.type.kind is Kind.ENUM:
            return [self.choice(fact.choices[number]) for number in range(low, high + 1)]
        if fact.type.kind is Kind.INTEGER and fact.type.unit not in ("none", "") and low != high:
            return [f"{low}{_JOINT.get(self.language)}{show_interval(fact.type, (high, high), self.language)}"]
        return [show_interval(fact.type, interval, self.language)]

    def money(self, side: Side) -> str:
        """Write the amount of a side."""
        bounds = side.amount or Bounds(0, 0)
        low, high = euros(bounds.lo, self.language), euros(bounds.hi, self.language)
        return low if bounds.settled else f"{low}{_JOINT.get(self.language)}{high}"

    def signed(self, bounds: Bounds) -> str:
        """Write a difference with its sign."""
        low, high = (("+" if cents > 0 else "") + euros(cents, self.language) for cents in (bounds.lo, bounds.hi))
        return low if bounds.settled else f"{low}{_JOINT.get(self.language)}{high}"

    def answer(self, name: str, bounds: Bounds) -> str:
        """Write a further answer."""
        output = self.version.outputs[name]
        choices: tuple[Choice, ...] = self.review.choices.get(name, output.choices)
        return show_interval(output.type, (bounds.lo, bounds.hi), self.language, choices)

    def label(self, name: str) -> str:
        """Give the label of a further answer."""
        label = self.version.outputs[name].label
        return label.get(self.language) if label else human(name)
