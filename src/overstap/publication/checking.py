"""Whether the text of a draft is fit to be handed in and published: no mistakes, and every case comes out."""

from __future__ import annotations

from overstap.core.decision import N_, Refusal
from overstap.rules import Catalogue
from overstap.rules.drafting import DraftReading, case_results, read_draft
from overstap.rules.yaml_nodes import Mapping, Scalar, UnreadableError, read_text

LONGEST_ID = 80

SOURCE = "Huisregel: een concept is zonder fouten en elk voorbeeld komt uit"


def refuse_content(content: str, catalogue: Catalogue) -> DraftReading | Refusal:
    """Give the draft as the loader reads it, or why it is not fit.

    Refuses `concept.fouten` (the loader finds mistakes) and `concept.voorbeelden` (a case gives something else).
    """
    reading = read_draft(content, catalogue)
    if reading.version is None:
        return Refusal(
            rule="concept.fouten",
            because=N_("Er staan nog fouten in het concept: %(count)s."),
            source=SOURCE,
            remedy=N_("Kijk bij de controle welke dat zijn, verbeter ze en dien het concept daarna in."),
            details=(("count", str(len(reading.problems))),),
        )
    wrong = [result.case.name for result in case_results(reading) if not result.as_expected]
    if wrong:
        return Refusal(
            rule="concept.voorbeelden",
            because=N_("Niet elk voorbeeld geeft wat het moet geven: %(cases)s."),
            source=SOURCE,
            remedy=N_("Verbeter de regel of het voorbeeld."),
            details=(("cases", ", ".join(wrong)),),
        )
    return reading


def scheme_id_of(content: str) -> str:
    """The id that a text gives its scheme; empty when it says none or cannot be read."""
    try:
        root = read_text(content, "concept.yaml")
    except UnreadableError:
        return ""
    node = root.entries.get("id") if isinstance(root, Mapping) else None
    return node.text.strip()[:LONGEST_ID] if isinstance(node, Scalar) else ""
