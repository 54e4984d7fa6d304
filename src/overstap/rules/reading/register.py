"""A scheme as a registration in the Dutch algorithm register, publication standard 1.0 (algoritmes.overheid.nl).

What stands in the files is filled in; what only an organisation knows is given by it; what nobody gave stays empty and
is named, because an empty field is honest and an invented one is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from overstap.rules.catalogue import Catalogue
from overstap.rules.model import SchemeVersion, Sensitivity
from overstap.rules.reading import headings
from overstap.rules.reading.overview import (
    answers_read,
    condition_sentences,
    question_list,
    source_list,
    terms_read,
    text_value,
)
from overstap.rules.reading.speaker import human
from overstap.rules.reading.versions import flat
from overstap.rules.wording import fill

Value = str | list[str] | list[dict[str, str]]
STANDARD_VERSION, LANGUAGE = "1.0", "nld"
STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
CATEGORIES = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
THEMES = (
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
)
FIELDS: dict[str, int] = {
    "name": 100,
    "description_short": 350,
    "organization": 100,
    "category": 0,
    "status": 0,
    "begin_date": 7,
    "end_date": 7,
    "contact_email": 500,
    "website": 500,
    "publication_category": 0,
    "url": 500,
    "goal": 2500,
    "proportionality": 2500,
    "human_intervention": 2500,
    "risks": 2500,
    "lawful_basis": 2500,
    "lawful_basis_grouping": 0,
    "process_index_url": 500,
    "impacttoetsen_grouping": 0,
    "impacttoetsen": 2500,
    "source_data": 2500,
    "source_data_grouping": 0,
    "methods_and_models": 5000,
    "provider": 200,
    "publiccode": 500,
    "lang": 0,
    "standard_version": 0,
    "source_id": 100,
    "tags": 2500,
}
"""The fields of the standard in its order, with the most characters that each takes; 0 is no such bound."""
REQUIRED = (
    "name",
    "description_short",
    "organization",
    "status",
    "contact_email",
    "publication_category",
    "lang",
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """What only the organisation that registers knows (registrerende organisatie); empty is not given.

    `themes` and `category` are values of the standard. `impact_tests` goes from a title to a link or nothing.
    """

    organisation: str
    contact: str
    themes: tuple[str, ...] = ("Werk",)
    category: str = "Impactvolle algoritmes"
    website: str = ""
    register_url: str = ""
    considerations: str = ""
    risks: str = ""
    lawful_basis: str = ""
    process_index_url: str = ""
    impact_tests: Mapping[str, str] = field(default_factory=dict)
    impact_note: str = ""
    provider: str = ""
    source_code: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """One scheme as the register takes it (registratie).

    `empty` names the fields that nobody filled, `shortened` those whose text was longer than the standard allows.
    """

    scheme_id: str
    fields: Mapping[str, Value]
    empty: tuple[str, ...]
    shortened: tuple[str, ...]


def registration(catalogue: Catalogue, scheme_id: str, publisher: Publisher, on: date) -> Registration:
    """Give the registration of a scheme as it stands on a day: of the version in force, else the nearest one."""
    versions = catalogue.all_versions(scheme_id)
    version = next((one for one in versions if one.valid_on(on)), None)
    version = version or next((one for one in reversed(versions) if one.valid_from <= on), versions[0])
    writer = _Writer(catalogue, version, publisher)
    found: dict[str, Value] = {
        **writer.general(versions, on),
        **writer.responsible(),
        **writer.working(),
        **writer.administrative(),
    }
    shortened = [name for name, most in FIELDS.items() if most and len(found[name]) > most]
    fields: dict[str, Value] = {name: _within(found[name], most) for name, most in FIELDS.items()}
    ended = fields["status"] == STATUSES[2]
    empty = [name for name, value in fields.items() if not value and (name != "end_date" or ended)]
    return Registration(scheme_id, fields, tuple(empty), tuple(shortened))


def _within(value: Value, most: int) -> Value:
    """Shorten a text at the end of a sentence, or of a word where no sentence fits."""
    if not isinstance(value, str) or not most or len(value) <= most:
        return value
    cut = value[: most - 1]
    end = max(cut.rfind(". "), cut.rfind(".\n"))
    return cut[: end + 1] if end > 0 else f"{cut.rsplit(' ', 1)[0]}…"


class _Writer:
    """Writes the fields of one version."""

    def __init__(self, catalogue: Catalogue, version: SchemeVersion, publisher: Publisher) -> None:
        self.catalogue, self.version, self.publisher = catalogue, version, publisher
        self.facts = question_list(version, catalogue)
        summary = fill(version.summary, lambda name, language: text_value(version, catalogue, name, language))
        self.summary = summary.nl

    def general(self, versions: tuple[SchemeVersion, ...], on: date) -> dict[str, Value]:
        publisher, last = self.publisher, versions[-1].valid_until
        status = STATUSES[1]
        if versions[0].valid_from > on:
            status = STATUSES[0]
        elif last is not None and last < on:
            status = STATUSES[2]
        return {
            "name": self.version.name.nl,
            "description_short": self.summary,
            "organization": publisher.organisation,
            "category": list(publisher.themes),
            "status": status,
            "begin_date": f"{versions[0].valid_from:%Y-%m}",
            "end_date": f"{last:%Y-%m}" if last is not None and status == STATUSES[2] else "",
            "contact_email": publisher.contact,
            "website": publisher.website,
            "publication_category": publisher.category,
            "url": publisher.register_url,
        }

    def responsible(self) -> dict[str, Value]:
        publisher, notes = self.publisher, self.version.notes
        tests: list[dict[str, str]] = [{"title": title, "link": link} for title, link in publisher.impact_tests.items()]
        linked = [one.document for one in source_list(self.version) if one.document.url]
        return {
            "goal": self.goal(),
            "proportionality": publisher.considerations,
            "human_intervention": self.human(),
            "risks": " ".join([*self.risks(), publisher.risks]).strip(),
            "lawful_basis": "\n".join(notes["legal_basis"]) or publisher.lawful_basis,
            "lawful_basis_grouping": [{"title": one.title.nl[:100], "link": one.url} for one in linked],
            "process_index_url": publisher.process_index_url,
            "impacttoetsen_grouping": tests,
            "impacttoetsen": publisher.impact_note,
        }

    def goal(self) -> str:
        whom = headings.BENEFICIARIES[self.version.beneficiary].nl
        outcome = "De uitkomst is ja, nee of nog niet bekend, met de redenen en de bronnen erbij."
        if not self.version.conditions:
            outcome = "De uitkomst is een antwoord met de bronnen erbij; niemand wordt afgewezen."
        return f"{self.summary} {whom} {outcome}"

    def human(self) -> str:
        judged = [self.catalogue.facts[name].label.nl for name in self.version.judgements]
        lines = [
            "Het algoritme geeft een uitkomst met redenen. Een medewerker leest die en neemt het besluit.",
            "De medewerker mag van de uitkomst afwijken en schrijft dan op waarom.",
        ]
        if judged:
            lines.append(f"Dit oordeel geeft een professional zelf: {'; '.join(judged)}.")
        return " ".join(lines)

    def risks(self) -> list[str]:
        cases = sum(len(one.cases) for one in self.catalogue.all_versions(self.version.id))
        sensitive = [fact.label.nl for fact in self.facts if fact.sensitivity is Sensitivity.BIJZONDER]
        lines = [
            "Een vraag zonder antwoord telt niet als nee: de uitkomst is dan nog niet bekend.",
            f"De regels worden bij elke wijziging getoetst aan {cases} voorbeelden.",
            "Bij een nieuwe versie wordt eerst berekend voor wie de uitkomst verandert.",
        ]
        if sensitive:
            lines.append(f"Deze gevoelige gegevens worden alleen gevraagd als zij nodig zijn: {'; '.join(sensitive)}.")
        if self.version.legal_test_pending:
            lines.append("De juridische toets van deze regeling loopt nog.")
        limits = self.version.notes["not_expressed"]
        return [*lines, f"Wat de regels niet zeggen: {' '.join(limits)}"] if limits else lines

    def working(self) -> dict[str, Value]:
        return {"source_data": self.data(), "source_data_grouping": [], "methods_and_models": self.method()}

    def data(self) -> str:
        if not self.facts:
            return "Er worden geen gegevens over personen gebruikt."
        shown = []
        for fact in self.facts:
            origins = ", ".join(headings.ORIGINS[origin.value].nl for origin in fact.origin)
            special = ", bijzonder persoonsgegeven" if fact.sensitivity is Sensitivity.BIJZONDER else ""
            shown.append(f"{fact.label.nl} (van {origins}{special})")
        return f"{'; '.join(shown)}."

    def method(self) -> str:
        version, catalogue = self.version, self.catalogue
        lines = ["Het algoritme is niet zelflerend. Het rekent vaste regels na die in een bestand staan."]
        conditions = condition_sentences(version, catalogue)
        if conditions:
            lines.append("Aan al deze voorwaarden moet zijn voldaan:")
            lines += [f"{place}. {one.sentence}" for place, one in enumerate(conditions, 1)]
        lines += [f"{answer.label}: {answer.sentence}." for answer in answers_read(version, catalogue)]
        lines += [f"Met “{term.label}” is bedoeld: {flat(term.meaning)}." for term in terms_read(version, catalogue)]
        return "\n".join(lines)

    def administrative(self) -> dict[str, Value]:
        version = self.version
        tags = [human(version.id), human(version.owner), human(version.channel), version.beneficiary]
        return {
            "provider": self.publisher.provider,
            "publiccode": self.publisher.source_code,
            "lang": LANGUAGE,
            "standard_version": STANDARD_VERSION,
            "source_id": f"{version.id}@{version.valid_from}",
            "tags": ", ".join(dict.fromkeys(tags)),
        }
