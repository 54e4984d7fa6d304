"""A small folder of schemes to test with: a paid trial placement and an advice, both invented."""

from pathlib import Path

from overstap.rules.catalogue import Catalogue
from overstap.rules.loader import FolderLoader
from overstap.rules.problems import Problem, SchemeFilesError

SOURCES = """\
sources:
  - id: werkdocument
    title: {nl: Werkdocument, en: Working document}
    kind: werkdocument
    date: 2020-11-30
"""

FACTS = """\
facts:
  - id: leeftijd
    label: {nl: Leeftijd, en: Age}
    question: {nl: "Hoe oud bent u?", en: "How old are you?"}
    type: integer
    unit: years
    domain: {min: 14, max: 100}
    origin: [person]
  - id: taal
    label: {nl: Taal, en: Language}
    question: {nl: "Hoe goed spreekt u Nederlands?", en: "How well do you speak Dutch?"}
    type: enum
    values:
      - {id: A1, label: {nl: eenvoudig, en: simple}}
      - {id: B1, label: {nl: redelijk, en: fair}}
      - {id: B2, label: {nl: goed, en: good}}
    origin: [person, case]
  - id: weken
    label: {nl: Weken, en: Weeks}
    question: {nl: "Hoeveel weken?", en: "How many weeks?"}
    type: integer
    unit: weeks
    domain: {min: 0, max: 52}
    origin: [case]
  - id: banenafspraak
    label: {nl: Banenafspraak, en: Jobs agreement}
    question: {nl: "Hoort u bij de banenafspraak?", en: "Do you belong to the jobs agreement?"}
    type: boolean
    origin: [person]
    sensitivity: bijzonder
  - id: uitkering_dagen
    label: {nl: Dagen uitkering, en: Days of benefit}
    question: {nl: "Hoeveel dagen uitkering?", en: "How many days of benefit?"}
    type: integer
    unit: days
    domain: {min: 0, max: 700}
    origin: [person]
    sensitivity: gevoelig
    may_be_not_applicable: true
  - id: inzet
    label: {nl: Inzet, en: Effort}
    question: {nl: "Is er genoeg inzet?", en: "Is there enough effort?"}
    type: boolean
    origin: [judgement]
  - id: einde
    label: {nl: Einde contract, en: End of contract}
    question: {nl: "Wanneer stopt uw contract?", en: "When does your contract end?"}
    type: date
    domain: {min: 2019-01-01, max: 2023-12-31}
    origin: [person]
  - id: proefplaats_gebruikt
    label: {nl: Al gebruikt, en: Used already}
    question: {nl: "Hoeveel is al gebruikt?", en: "How much has been used?"}
    type: money
    domain: {min: 0.00, max: 5000.00}
    origin: [register]
"""

SAYS = """{yes: {nl: Ja., en: "Yes."}, no: {nl: Nee., en: "No."}, unknown: {nl: Onbekend., en: Unknown.}}"""
SOURCE = "{document: werkdocument, place: par. 1}"

PLACEMENT = f"""\
id: proefplaats
name: {{nl: Proefplaats, en: Trial placement}}
summary: {{nl: U probeert werk uit., en: You try out a job.}}
owner: werkgroep
beneficiary: persoon
channel: rmt
kinds: [ELIG, AMOUNT]
requirements: [R-110]
valid: {{from: 2020-12-01, until: 2022-12-31}}
parameters:
  jong_onder:
    type: integer
    unit: years
    values: [{{from: 2020-12-01, value: 27}}, {{from: 2022-01-01, value: 30}}]
    source: {SOURCE}
  per_week:
    type: money
    values: [{{from: 2020-12-01, value: 30.00}}]
    source: {SOURCE}
  hoogstens:
    type: integer
    unit: weeks
    values: [{{from: 2020-12-01, value: 27}}]
    source: {SOURCE}
    regional: true
    given_by_source: false
  plafond_bedrag:
    type: money
    values: [{{from: 2020-12-01, value: 1000.00}}]
    source: {SOURCE}
let:
  jong: leeftijd < jong_onder
conditions:
  - id: doelgroep
    expression: banenafspraak or jong
    source: {SOURCE}
    says:
      yes: {{nl: "U bent jonger dan {{jong_onder}} of hoort bij de banenafspraak.",
            en: "You are under {{jong_onder}}, or covered."}}
      no: {{nl: "U bent {{leeftijd}} en niet jong genoeg.", en: "You are {{leeftijd}}, not young enough."}}
      unknown: {{nl: Wij weten uw leeftijd nog niet., en: We do not know your age yet.}}
    remedy: {{nl: Ga naar het loket., en: Go to the desk.}}
  - id: uitkering
    expression: not has(uitkering_dagen) or uitkering_dagen <= 90
    source: {SOURCE}
    says: {SAYS}
  - id: inzet
    expression: inzet
    source: {SOURCE}
    says: {SAYS}
    judgement: true
outputs:
  taalles:
    type: boolean
    expression: taal < B2
    source: {SOURCE}
    says: {{yes: {{nl: Wij stellen taalles voor., en: We suggest language lessons.}}}}
factors:
  - id: leeftijd
    expression: jong
    weight: 2
    source: {SOURCE}
    says: {SAYS}
amount: {{expression: "min(weken, hoogstens) * per_week", unit: cents, source: {SOURCE}}}
ceiling: {{per: person, amount: plafond_bedrag, source: {SOURCE}}}
cases:
  - name: jong en gemotiveerd
    on: 2021-02-01
    given: {{leeftijd: 26, uitkering_dagen: n.v.t., inzet: true, taal: A1, weken: 10, proefplaats_gebruikt: 0.00}}
    expect: {{outcome: ja, amount: 300.00, outputs: {{taalles: true}}, missing: []}}
    requirements: [R-110]
  - name: te oud
    on: 2021-02-01
    given: {{leeftijd: 27, banenafspraak: false, uitkering_dagen: geweigerd}}
    expect: {{outcome: nee, amount: 0.00, refused_by: [doelgroep], missing: []}}
"""

FILES = {
    "sources.yaml": SOURCES,
    "facts/persoon.yaml": FACTS,
    "proefplaats/2020-12-01.yaml": PLACEMENT,
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write a folder of schemes; `files` come on top of the usual ones."""
    for name, text in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, files: dict[str, str] | None = None) -> Catalogue:
    """Write a folder and read it."""
    return FolderLoader(write(folder, files)).load()


def problems_of(folder: Path, files: dict[str, str]) -> list[Problem]:
    """Write a folder and give what is wrong with it; empty when nothing is."""
    try:
        load(folder, files)
    except SchemeFilesError as error:
        return error.problems
    return []


THRESHOLD = f"  drempel: {{type: integer, values: [{{from: 2020-12-01, value: 3}}], source: {SOURCE}}}"


def scheme(expression: str, *, let: str = "", outputs: str = "", amount: str = "", parameters: str = "") -> str:
    """Give a scheme file with one condition; parts are YAML text."""
    threshold = THRESHOLD if "drempel" in f"{let}{expression}{outputs}{amount}" else ""
    given = f"parameters:\n{parameters or threshold}\n" if parameters or threshold else ""
    start = PLACEMENT.split("parameters:", maxsplit=1)[0].replace("2022-12-31", "null").replace("proefplaats", "proef")
    return (
        f"{start}"
        f"{given}"
        f"{let}conditions:\n  - id: regel\n    expression: {expression}\n    source: {SOURCE}\n    says: {SAYS}\n"
        f"{outputs}{amount}"
        "cases:\n"
        "  - {name: een, on: 2021-02-01, given: {}, expect: {outcome: ja}}\n"
        "  - {name: twee, on: 2021-02-01, given: {}, expect: {outcome: nee}}\n"
    )
