"""Two ways to use a page: with a pointer, or with nothing but a keyboard. A walk is written once and done with both."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from tests.browser.settling import settle, watch

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_TABS = 400
"""More stops than any of our pages has: reaching this means that the control cannot be reached by keyboard."""


class Hand(Protocol):
    """What a walk needs from whoever walks it."""

    page: Page

    def press(self, name: str) -> None:
        """Use the button or link with this accessible name."""

    def use(self, target: Locator) -> None:
        """Use this button, link or summary."""

    def write(self, label: str, text: str) -> None:
        """Put a text in the field with this label."""

    def pick(self, label: str, option: str) -> None:
        """Choose the option of the select with this label that begins with this text."""

    def tick(self, label: str) -> None:
        """Set the radio button or checkbox with this label."""

    def fill(self, field: Locator, text: str) -> None:
        """Put a text in this field."""

    def choose(self, field: Locator, option: str) -> None:
        """Choose the option of this select that begins with this text."""

    def set(self, field: Locator) -> None:
        """Set this radio button or checkbox."""


def control(page: Page, name: str) -> Locator:
    """Find the first visible button or link with this exact accessible name."""
    button = page.get_by_role("button", name=name, exact=True)
    link = page.get_by_role("link", name=name, exact=True)
    return button.or_(link).filter(visible=True).first


def labelled(page: Page, label: str) -> Locator:
    """Find the first field with this label, whether or not it says that it may stay empty."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}( \(.*\))?$")).filter(visible=True).first


class _ByLabel(ABC):
    """Turns a label into a field; what a hand then does with the field is its own."""

    page: Page

    def press(self, name: str) -> None:
        """Use by name."""
        self.use(control(self.page, name))

    def write(self, label: str, text: str) -> None:
        """Fill by label."""
        self.fill(labelled(self.page, label), text)

    def pick(self, label: str, option: str) -> None:
        """Choose by label."""
        self.choose(labelled(self.page, label), option)

    def tick(self, label: str) -> None:
        """Set by label."""
        self.set(labelled(self.page, label))

    @abstractmethod
    def use(self, target: Locator) -> None:
        """Use this button, link or summary."""

    @abstractmethod
    def fill(self, field: Locator, text: str) -> None:
        """Put a text in this field."""

    @abstractmethod
    def choose(self, field: Locator, option: str) -> None:
        """Choose the option that begins with this text."""

    @abstractmethod
    def set(self, field: Locator) -> None:
        """Set this radio button or checkbox."""


class Pointer(_ByLabel):
    """Uses a mouse or a finger."""

    def __init__(self, page: Page) -> None:
        """Take the page, and watch when it comes to rest."""
        self.page = page
        watch(page)

    def use(self, target: Locator) -> None:
        """Click, and wait for what that gives."""
        target.click()
        settle(self.page)

    def fill(self, field: Locator, text: str) -> None:
        """Fill."""
        field.fill(text)

    def choose(self, field: Locator, option: str) -> None:
        """Select by the visible text."""
        field.select_option(value=field.locator("option", has_text=option).first.get_attribute("value"))

    def set(self, field: Locator) -> None:
        """Check."""
        field.check()


class Keyboard(_ByLabel):
    """Uses Tab, Space, Enter, arrows and letters only."""

    def __init__(self, page: Page) -> None:
        """Take the page, and watch when it comes to rest."""
        self.page = page
        watch(page)

    def reach(self, target: Locator) -> None:
        """Tab until the target has the focus, as someone without a mouse would; fail when it is never reached."""
        target.wait_for(state="visible")
        settle(self.page)
        element = target.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("wanted => document.activeElement === wanted", element):
                return
            self.page.keyboard.press("Tab")
        message = f"not reachable by keyboard: {target}"
        raise AssertionError(message)

    def use(self, target: Locator) -> None:
        """Reach, press Enter, and wait for what that gives."""
        self.reach(target)
        self.page.keyboard.press("Enter")
        settle(self.page)

    def fill(self, field: Locator, text: str) -> None:
        """Reach, select what stands there and type."""
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """Reach the select and move with the arrows until the option shows."""
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.evaluate("select => select.selectedOptions[0].label.trim()").startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        message = f"no option {option!r} in {field}"
        raise AssertionError(message)

    def set(self, field: Locator) -> None:
        """Reach the control and press Space; inside a radio group the arrows lead to the wanted choice."""
        if field.get_attribute("type") == "radio":
            self._arrow_to(field)
        else:
            self.reach(field)
            if not field.is_checked():
                self.page.keyboard.press("Space")
        if not field.is_checked():
            message = f"could not be set by keyboard: {field}"
            raise AssertionError(message)

    def _arrow_to(self, radio: Locator) -> None:
        group = self.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        checked = group.and_(self.page.locator(":checked"))
        self.reach(checked.first if checked.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
