"""Two ways to use a page: with a pointer, or with nothing but a keyboard. A walk is written once and done with both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_TABS = 400
"""More stops than any of our pages has: reaching this means that the control cannot be reached by keyboard."""


class Hand(Protocol):
    """What a walk needs from whoever walks it."""

    page: Page

    def press(self, name: str) -> None:
        """Use the button or link with this accessible name."""

    def write(self, label: str, text: str) -> None:
        """Put a text in the field with this label."""

    def pick(self, label: str, option: str) -> None:
        """Choose an option of the select with this label."""

    def tick(self, label: str) -> None:
        """Set the radio button or checkbox with this label."""


def control(page: Page, name: str) -> Locator:
    """Find the first visible button or link with this exact accessible name."""
    button = page.get_by_role("button", name=name, exact=True)
    link = page.get_by_role("link", name=name, exact=True)
    return button.or_(link).filter(visible=True).first


class Pointer:
    """Uses a mouse or a finger."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self.page = page

    def press(self, name: str) -> None:
        """Click."""
        control(self.page, name).click()
        self.page.wait_for_load_state()

    def write(self, label: str, text: str) -> None:
        """Fill."""
        self.page.get_by_label(label, exact=True).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """Select by the visible text."""
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def tick(self, label: str) -> None:
        """Check."""
        self.page.get_by_label(label, exact=True).first.check()


class Keyboard:
    """Uses Tab, Space, Enter and letters only."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab until the target has the focus, as someone without a mouse would; fail when it is never reached."""
        target.wait_for(state="visible")
        element = target.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("wanted => document.activeElement === wanted", element):
                return
            self.page.keyboard.press("Tab")
        message = f"not reachable by keyboard: {target}"
        raise AssertionError(message)

    def press(self, name: str) -> None:
        """Reach and press Enter."""
        self.reach(control(self.page, name))
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, label: str, text: str) -> None:
        """Reach, select what stands there and type; a date field is filled in its own way by the browser."""
        field = self.page.get_by_label(label, exact=True).first
        self.reach(field)
        if field.get_attribute("type") == "date":
            field.fill(text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, label: str, option: str) -> None:
        """Reach the select and move with the arrows until the option shows."""
        field = self.page.get_by_label(label, exact=True).first
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.evaluate("select => select.selectedOptions[0].label.trim()") == option:
                return
            self.page.keyboard.press("ArrowDown")
        message = f"no option {option!r} in {label!r}"
        raise AssertionError(message)

    def tick(self, label: str) -> None:
        """Reach the control and press Space; inside a radio group the arrows lead to the wanted choice."""
        field = self.page.get_by_label(label, exact=True).first
        if field.get_attribute("type") == "radio":
            self._arrow_to(field)
        else:
            self.reach(field)
            if not field.is_checked():
                self.page.keyboard.press("Space")
        if not field.is_checked():
            message = f"could not be set by keyboard: {label!r}"
            raise AssertionError(message)

    def _arrow_to(self, radio: Locator) -> None:
        group = self.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        entrance = group.filter(has=self.page.locator(":checked")).first if group.locator(":scope:checked").count() else group.first
        self.reach(entrance)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
