"""A person fills in the own profile, takes the file along and brings it; an adviser and a desk do their part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from overstap.portability.format import examine
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, {"width": 1280, "height": 900}, id="nederlands"),
    pytest.param("en", Pointer, {"width": 390, "height": 844}, id="engels-telefoon"),
    pytest.param("nl", Keyboard, {"width": 1280, "height": 900}, id="toetsenbord"),
]


@pytest.mark.requirement("R-056")
@pytest.mark.requirement("R-123")
@pytest.mark.parametrize(("language", "kind", "size"), KINDS)
def test_a_profile_is_filled_in_and_the_file_goes_along(
    visitor: BrowserContext, language: str, kind: Callable[[Page], Hand], size: ViewportSize, tmp_path: Path
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(size)
    walk = Walk(kind(page), language)
    walk.speak()
    walk.become("Fatima Haddou")
    name = walk.own_name()
    _fill_in(walk, name)
    package = _take_along(walk, tmp_path)
    _bring_elsewhere(walk, package)
    page.close()

    assert examine(package.read_bytes()).valid


def _fill_in(walk: Walk, name: str) -> None:
    """A line with a mistake first, then a right one; a competence of the list; limits without health."""
    page = walk.page
    walk.go("/mijn/profiel/")
    walk.look()
    walk.press("Voeg werk toe")
    walk.write("Welk werk?", name)
    walk.write("Vanaf welke maand?", "ooit")
    walk.press("Bewaar")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()
    walk.write("Vanaf welke maand?", "3-2012")
    walk.press("Bewaar")
    expect(page.get_by_text(name).first).to_be_visible()
    walk.look()
    walk.go("/mijn/profiel/competenties/?zoek=heft")
    walk.look()
    walk.go("/mijn/profiel/wensen/")
    walk.write("Wat mag het werk niet vragen?", "Ik heb een hernia")
    walk.press("Bewaar")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()
    walk.write("Wat mag het werk niet vragen?", "Niet zwaar tillen")
    walk.press("Bewaar")
    walk.look()
    walk.go("/mijn/profiel/eerder/")
    walk.look()


def _take_along(walk: Walk, folder: Path) -> Path:
    """The package as the browser keeps it."""
    page = walk.page
    walk.go("/mijn/meenemen/")
    walk.look()
    with page.expect_download() as waiting:
        walk.press("Download het pakket")
    package = folder / "dossier.zip"
    waiting.value.save_as(package)
    walk.go("/sleutel/")
    walk.look()
    return package


def _bring_elsewhere(walk: Walk, package: Path) -> None:
    """A desk hears what is wrong with a spoilt package; an adviser sees the page of a file that travels."""
    page = walk.page
    spoilt = package.with_name("kapot.zip")
    spoilt.write_bytes(package.read_bytes()[:-30] + b"x" * 30)
    walk.go("/mijn/")
    walk.become("Sanne Bakker")
    walk.go("/begeleiding/pakket-inlezen/")
    walk.look()
    page.locator("input[type=file]").set_input_files(spoilt)
    walk.write("Hoe zei de persoon dat die hier mee wil doen?", "in een gesprek")
    walk.press("Kijk na en open het dossier")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()
