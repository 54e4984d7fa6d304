"""The pages about the schemes in docs/schemes say what the files say."""

from overstap.cli.schemes_docs import pages, stale
from overstap.rules import load_catalogue
from tests.architecture.sources import ROOT

FOLDER = ROOT / "docs/schemes"
CATALOGUE = load_catalogue()


def test_the_pages_are_as_they_would_be_written() -> None:
    wrong = stale(CATALOGUE, FOLDER)

    assert wrong == [], "run: .venv/bin/overstap schemes docs --write docs/schemes\n" + "\n".join(wrong)


def test_every_scheme_has_a_page_in_both_languages_without_words_of_the_file() -> None:
    found = pages(CATALOGUE)
    braces = [name for name, text in found.items() if "{" in text]
    rows = [line for text in found.values() for line in text.splitlines() if line.startswith("|")]

    assert {f"{one}.md" for one in CATALOGUE.versions} | {f"en/{one}.md" for one in CATALOGUE.versions} <= set(found)
    assert braces == []
    assert all(line.endswith("|") for line in rows)
