"""Whether the text of a draft is fit to be handed in and published: no mistakes, and every case comes out."""

from __future__ import annotations

from overstap.core.decision import N_, Refusal
from overstap.rules import Catalogue
from overstap.rules.drafting import DraftReading, case_results, read_draft
from overstap.rules.fact_changes import FACTS
from overstap.rules.fact_consequences import Harm, harm_done
from overstap.rules.stored_files import stored_file
from overstap.rules.yaml_nodes import Mapping, Scalar, UnreadableError, read_text

LONGEST_ID = 80
FACTS_ONLY = "facts"
"""What stands in the place of a scheme id when a draft holds questions alone; no scheme can be called so."""
NOTHING = N_("In dit concept is nog niets veranderd.")

SOURCE = "Huisregel: een concept is zonder fouten en elk voorbeeld komt uit"


def refuse_content(content: str, catalogue: Catalogue) -> DraftReading | Refusal:
    """Give the draft as the loader reads it, or why it is not fit.

    Refuses `concept.fouten` (the loader finds mistakes), `concept.voorbeelden` (a case gives something else),
    `concept.niets` (a draft of questions without one) and `concept.vraag_in_gebruik` (a changed question breaks a
    version that asks it).
    """
    reading = read_draft(content, catalogue)
    if reading.problems:
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
    if not (reading.version or reading.facts):
        return Refusal("concept.niets", NOTHING, source=SOURCE, remedy=N_("Verander een vraag, of voeg er een toe."))
    return _refuse_harm(reading, catalogue) or reading


def _refuse_harm(reading: DraftReading, catalogue: Catalogue) -> Refusal | None:
    harmed = harm_of(reading, catalogue)
    if not harmed:
        return None
    return Refusal(
        rule="concept.vraag_in_gebruik",
        because=N_("Door een andere vraag klopt een regeling die al geldt niet meer: %(schemes)s."),
        source=SOURCE,
        remedy=N_("Laat deze vraag zoals zij is, en maak een nieuwe vraag."),
        details=(("schemes", ", ".join(dict.fromkeys(one.scheme_id for one in harmed))),),
    )


def harm_of(reading: DraftReading, catalogue: Catalogue) -> tuple[Harm, ...]:
    """Give the versions in force that the questions of a draft would break."""
    if not any(change.means_more for change in reading.facts):
        return ()
    return harm_done(catalogue, reading.facts, stored_file)


def scheme_id_of(content: str) -> str:
    """The id that a text gives its scheme; empty when it says none or cannot be read."""
    try:
        root = read_text(content, "concept.yaml")
    except UnreadableError:
        return ""
    if isinstance(root, Mapping) and list(root.entries) == [FACTS]:
        return FACTS_ONLY
    node = root.entries.get("id") if isinstance(root, Mapping) else None
    return node.text.strip()[:LONGEST_ID] if isinstance(node, Scalar) else ""
