"""Using the product as a person does: labels in one language, and an eye for accessibility on every page."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils import translation
from playwright.sync_api import TimeoutError  # noqa: A004 - the one that Playwright raises

from overstap.rules import load_catalogue
from tests.browser.accessibility import assert_clean
from tests.browser.settling import settle

if TYPE_CHECKING:
    from tests.browser.hands import Hand

Answers = dict[str, str | int | bool | dt.date]
TODAY = dt.date(2021, 2, 15)
SEEN: set[tuple[str, bool, str]] = set()
"""Kinds of page that were found accessible in this run: the same page of another file is not looked at twice."""


class Walk:
    """Someone who uses the product; `say` gives every label in the language of this walk."""

    def __init__(self, hand: Hand, language: str) -> None:
        """Take a hand and a language; visits the start page and switches the language."""
        self.hand = hand
        self.page = hand.page
        self.language = language
        self.catalogue = load_catalogue()

    def say(self, dutch: str, **places: str) -> str:
        """The label as it stands on the screen."""
        with translation.override(self.language):
            shown = translation.gettext(dutch)
        return shown % places if places else shown

    # --- Small deeds -----------------------------------------------------------------------------

    def go(self, address: str) -> None:
        """Open an address, and find the page accessible."""
        answer = self.page.goto(address)

        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Look at the page: no fault of accessibility, nothing wider than the screen, the language of this walk."""
        settle(self.page)
        kind = (re.sub(r"\d+", "0", self.page.url), self.page.title().startswith(self.say("Fout:")), self.language)
        if kind not in SEEN:
            SEEN.add(kind)
            assert_clean(self.page)
        width = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")

        assert width[0] <= width[1], f"{self.page.url} is wider than the screen"
        assert self.page.locator("html").get_attribute("lang") == self.language

    def press(self, dutch: str) -> None:
        """Use a button or link by its label, and look at where it leads."""
        with self.telling():
            self.hand.press(self.say(dutch))
        self.look()

    def write(self, dutch: str, text: str) -> None:
        """Fill a field by its label."""
        with self.telling():
            self.hand.write(self.say(dutch), text)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What is not on the page fails with the page that is there, to read what the product said instead."""
        try:
            yield
        except TimeoutError as missing:
            missing.add_note(f"{self.page.url}: {self.read()}")
            raise

    def date(self, day: dt.date, *, name: str) -> None:
        """Fill the three boxes of the date field with this name in the form."""
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            field = self.page.locator(f"[name='{name}_{part}']").first
            self.hand.fill(field, str(value))

    def answer(self, fact_id: str, answer: str | int | bool | dt.date, *, name: str) -> None:
        """Answer a question of the data dictionary in the field with this name."""
        fact = self.catalogue.fact(fact_id)
        if isinstance(answer, bool):
            self.hand.set(self.page.locator(f"input[name='{name}'][value='{'ja' if answer else 'nee'}']"))
        elif isinstance(answer, dt.date):
            self.date(answer, name=name)
        elif isinstance(answer, int):
            self.hand.fill(self.page.locator(f"[name='{name}']"), str(answer))
        else:
            box = self.page.locator(f"select[name='{name}']")
            shown = next(choice.label.get(self.language) for choice in fact.choices if choice.id == answer)
            if box.count():
                self.hand.choose(box, shown)
            else:
                self.hand.set(self.page.locator(f"input[name='{name}'][value='{answer}']"))

    def settle(self) -> None:
        """Wait until no part of the page is being replaced."""
        settle(self.page)

    def read(self) -> str:
        """The text of the page."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def become(self, name: str) -> None:
        """Switch to somebody of the demo."""
        self.hand.pick(self.say("U bent nu"), name)
        self.press("Wissel")

    def speak(self) -> None:
        """Choose the language of this walk."""
        self.page.goto("/start/")
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.hand.press("English" if self.language == "en" else "Nederlands")
        self.look()

    def tick_agreement(self) -> None:
        """Say yes to taking part."""
        self.hand.set(self.page.locator("input[name='agreed']"))

    def own_name(self) -> str:
        """A first name that nobody else in this run has."""
        letters = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(8))
        return letters.capitalize()

    def money(self, dutch: str) -> str:
        """An amount as this language writes it."""
        return dutch if self.language == "nl" else dutch.translate(str.maketrans(",.", ".,"))
