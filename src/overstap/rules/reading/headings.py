"""Headings and fixed words of the generated pages."""

from __future__ import annotations

from overstap.rules.datatypes import Kind
from overstap.rules.model import Text

WHAT, FOR_WHOM = Text("Wat is het?", "What is it?"), Text("Voor wie?", "For whom?")
HOW_MUCH, UNTIL_WHEN = Text("Hoeveel?", "How much?"), Text("Van wanneer tot wanneer?", "From when until when?")
CONDITIONS, TERMS = Text("Voorwaarden", "Conditions"), Text("Begrippen", "Terms")
ANSWERS, TABLES = Text("Uitkomsten", "Answers"), Text("Beslistabellen", "Decision tables")
FACTORS = Text("Wat weegt mee?", "What weighs?")
QUESTIONS, PARAMETERS = Text("Vragen", "Questions"), Text("Waarden", "Values")
SOURCES, CASES = Text("Bronnen", "Sources"), Text("Voorbeelden", "Examples")
NOT_EXPRESSED = Text("Wat dit bestand niet zegt", "What this file does not say")
VERSIONS = Text("Versies naast elkaar", "Versions side by side")
NOTES, LEGAL_BASIS = Text("Opmerkingen", "Notes"), Text("Wettelijke grondslag", "Legal basis")
MOTIONS = Text("Moties en toezeggingen van de Kamer", "Motions and commitments in parliament")
BENEFICIARIES = {
    "persoon": Text("Deze regeling is voor een persoon.", "This scheme is for a person."),
    "werkgever": Text("Deze regeling is voor een werkgever.", "This scheme is for an employer."),
    "opleider": Text("Deze regeling is voor een opleider.", "This scheme is for a training provider."),
    "gemeente": Text("Deze regeling is voor een gemeente.", "This scheme is for a municipality."),
    "organisatie": Text("Deze regeling is voor een organisatie.", "This scheme is for an organisation."),
}
WHOM = {
    "persoon": Text("persoon", "person"),
    "werkgever": Text("werkgever", "employer"),
    "opleider": Text("opleider", "training provider"),
    "gemeente": Text("gemeente", "municipality"),
    "organisatie": Text("organisatie", "organisation"),
}
NO_CONDITIONS = Text("Er zijn geen voorwaarden.", "There are no conditions.")
ALL_CONDITIONS = Text("Aan alle voorwaarden moet zijn voldaan.", "All conditions have to be met.")
IN_FORCE = Text("Geldt van {0} tot en met {1}.", "In force from {0} until and including {1}.")
IN_FORCE_OPEN = Text("Geldt vanaf {0}. Er is geen einddatum.", "In force from {0}. There is no end date.")
NO_AMOUNT = Text("De regeling kent geen bedrag.", "The scheme has no amount.")
CEILING = {
    "person": Text("Er is een plafond per persoon: {0}.", "There is a ceiling per person: {0}."),
    "employer": Text("Er is een plafond per werkgever: {0}.", "There is a ceiling per employer: {0}."),
    "item": Text("Er is een plafond per onderdeel: {0}.", "There is a ceiling per item: {0}."),
}
ONCE_ONLY = Text("Een persoon krijgt dit één keer.", "A person gets this once.")
LEGAL_TEST = Text("De juridische toets loopt nog.", "The legal test is still pending.")
JUDGEMENT = Text("Dit is een oordeel van een professional.", "This is a professional's judgement.")
REGIONAL = Text("Een regio mag een andere waarde kiezen.", "A region may choose another value.")
OUR_CHOICE = Text("De bron noemt geen waarde; dit is onze keuze.", "The source gives no value; this is our choice.")
VERSION_FROM = Text("Versie vanaf {0}", "Version from {0}")
GIVEN, EXPECTED, ON = Text("Gegeven", "Given"), Text("Uitkomst", "Outcome"), Text("Op", "On")
EXAMPLE, WORKED = Text("Voorbeeld", "Example"), Text("Uit de bron", "From the source")
QUESTION, WHO, ANSWER = Text("Vraag", "Question"), Text("Wie weet het?", "Who knows?"), Text("Antwoord", "Answer")
NAME, VALUE, FROM, NOTE = Text("Naam", "Name"), Text("Waarde", "Value"), Text("Vanaf", "From"), Text("Bij", "Note")
SOURCE, DIFFERENCE, PART = Text("Bron", "Source"), Text("Verschil", "Difference"), Text("Deel", "Part")
SEE_TABLE = Text("zie de beslistabel.", "see the decision table.")
NOTHING = Text("niets", "nothing")
EXCLUDES = Text("Gaat niet samen met: {0}.", "Does not go together with: {0}.")
PRECEDES = Text("Gaat voor op: {0}.", "Comes before: {0}.")
FUNDING_ORDER = Text("Eerst wordt gekeken naar ander geld:", "Other funds are looked at first:")
WEIGHT = Text("Gewicht: {0}.", "Weight: {0}.")
GENERATED = Text(
    "Deze pagina is gemaakt uit `schemes/{0}/`. Pas haar niet met de hand aan: verander het bestand en draai "
    "`overstap schemes docs --write docs/schemes`.",
    "This page is made from `schemes/{0}/`. Do not edit it by hand: change the file and run "
    "`overstap schemes docs --write docs/schemes`.",
)
OTHER_LANGUAGE = Text("[English](en/{0}.md)", "[Nederlands](../{0}.md)")
ASKED = {
    Kind.BOOLEAN: Text("ja of nee", "yes or no"),
    Kind.MONEY: Text("een bedrag", "an amount"),
    Kind.DATE: Text("een datum", "a date"),
}
BETWEEN = Text("{0} tot en met {1}", "{0} to {1}")
NUMBER, LIKE_FIRST = Text("Nr.", "No."), Text("zoals nr. 1, maar: {0}", "as no. 1, but: {0}")
ORIGINS = {
    "person": Text("de persoon", "the person"),
    "case": Text("het dossier", "the case file"),
    "register": Text("een register", "a register"),
    "judgement": Text("het oordeel van een professional", "a professional's judgement"),
    "channel": Text("het kanaal", "the channel"),
    "item": Text("het onderdeel", "the item"),
}
PARTS = {
    "geldigheid": Text("Geldigheid", "Validity"),
    "teksten": Text("Teksten", "Texts"),
    "parameters": Text("Waarden", "Values"),
    "begrippen": Text("Begrippen", "Terms"),
    "voorwaarden": Text("Voorwaarden", "Conditions"),
    "uitleg": Text("Uitleg", "Explanation"),
    "uitkomsten": Text("Uitkomsten", "Answers"),
    "bronnen": Text("Bronnen", "Sources"),
}
INDEX_TITLE = Text("Alle regelingen", "All schemes")
INDEX_INTRO = Text(
    "Elke regeling is een bestand. Deze pagina's zijn uit die bestanden gemaakt.",
    "Every scheme is a file. These pages are made from those files.",
)
