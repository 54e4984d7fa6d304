"""Every text that people see in Dutch can be read in English too."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import messages
from tests.architecture.sources import PACKAGE

CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"


@pytest.fixture
def english() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return messages.gathered()


def test_every_text_has_an_english_translation(english: Catalog, gathered: Catalog) -> None:
    waiting = [
        message.id
        for message in gathered
        if message.id and not ((found := english.get(message.id, message.context)) and found.string)
    ]

    assert waiting == [], "run `make messages` and translate"


def test_no_translation_is_uncertain_or_breaks_its_placeholders(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []
    assert [(message.id, str(error)) for message, errors in english.check() for error in errors] == []


def test_the_search_for_texts_finds_them_in_code_and_in_templates(gathered: Catalog) -> None:
    places = {Path(name).suffix for message in gathered for name, _ in message.locations}

    assert {".py", ".html"} <= places
