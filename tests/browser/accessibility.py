"""Runs axe-core in the page and reports violations in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.settling import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Give one line per violated rule with the first elements that violate it; empty when the page is clean."""
    settle(page)
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{violation['id']}: {violation['help']} at "
        + "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
        for violation in found["violations"]
    ]


def assert_clean(page: Page) -> None:
    """Fail with every violation on this page."""
    found = violations(page)

    assert not found, f"{page.url}\n" + "\n".join(found)
