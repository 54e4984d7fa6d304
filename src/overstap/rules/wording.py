"""Texts of the language engine itself, and the filling in of names in the texts of scheme files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from overstap.rules.model import Text
from overstap.rules.values import Outcome

OUTCOMES = {
    Outcome.JA: Text("ja", "yes"),
    Outcome.NEE: Text("nee", "no"),
    Outcome.ONBEKEND: Text("nog niet bekend", "not known yet"),
}
NOT_IN_FORCE = Text("Deze regeling geldt niet op {day}.", "This scheme is not in force on {day}.")
NO_CONDITIONS = Text("Deze regeling stelt geen voorwaarden.", "This scheme sets no conditions.")
STILL_OPEN = Text("Er zijn nog {count} andere vragen open.", "{count} more questions are still open.")
ONE_OPEN = Text("Er is nog één andere vraag open.", "One more question is still open.")
IF, THEN, ELSE = Text("als", "if"), Text("dan", "then"), Text("anders", "otherwise")
ALL_HOLD = Text("Er is voldaan aan alle {count} voorwaarden.", "All {count} conditions are met.")
NOT_TOLD = Text(
    "Een antwoord dat nodig is, is niet gegeven: {names}.", "An answer that is needed was not given: {names}."
)
TODAY = Text("de dag van de toets", "the day of the assessment")
STATES = {
    "n.v.t.": Text("niet van toepassing", "not applicable"),
    "geweigerd": Text("niet gezegd", "not told"),
    "": Text("niet gevraagd", "not asked"),
}
OUR_CHOICE = Text("waarde zelf gekozen, niet uit de bron", "value chosen by us, not given by the source")
MISSING = Text("Nog nodig: {names}.", "Still needed: {names}.")
AMOUNT = Text("Bedrag: {amount}.", "Amount: {amount}.")
MAY_SETTLE = Text(
    "Met dit antwoord weten wij misschien meteen genoeg voor: {names}.",
    "With this answer we may at once know enough for: {names}.",
)
MAY_NARROW = Text("Dit antwoord telt mee voor: {names}.", "This answer counts for: {names}.")
CHANGES_BY_ITSELF = Text(
    "{name}: vanaf {day} is het antwoord {after} in plaats van {before}. {why}",
    "{name}: from {day} the answer is {after} instead of {before}. {why}",
)
WHY_BY_ITSELF = {
    "begint": Text("Dan begint deze regeling.", "The scheme starts then."),
    "stopt": Text("De regeling stopt dan.", "The scheme has ended then."),
    "regels": Text("Dan gelden nieuwe regels.", "New rules apply then."),
    "datum": Text("Dat komt door de datum.", "This is because of the date."),
}
LEGAL_TEST = Text("De juridische toets van deze regeling loopt nog.", "The legal test of this scheme is still pending.")


def listed(names: Sequence[str], language: str = "nl") -> str:
    """Write names one after another: 'a, b en c'."""
    return _listed(names, "and" if language.startswith("en") else "en")


def listed_or(names: Sequence[str], language: str = "nl") -> str:
    """Write names of which one is meant: 'a, b of c'."""
    return _listed(names, "or" if language.startswith("en") else "of")


def _listed(names: Sequence[str], joint: str) -> str:
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)


def fill(text: Text, show: Callable[[str, str], str]) -> Text:
    """Fill the names between braces; `show` gives what stands for a name in a language."""
    return Text(_fill(text.nl, "nl", show), _fill(text.en, "en", show))


def _fill(text: str, language: str, show: Callable[[str, str], str]) -> str:
    if "{" not in text and "}" not in text:
        return text
    return text.format_map(_Shown(language, show))


class _Shown(dict[str, str]):
    """A mapping that looks a name up when it is asked."""

    def __init__(self, language: str, show: Callable[[str, str], str]) -> None:
        super().__init__()
        self.language, self.show = language, show

    def __missing__(self, key: str) -> str:
        return self.show(key, self.language)
