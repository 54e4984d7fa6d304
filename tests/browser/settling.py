"""Knowing when a page has come to rest, so that no walk depends on how fast the machine is.

A press starts a navigation, an exchange of a part of the page, a download, or nothing. A script of our own in every
page sees which of these it is at the moment of the press; waiting is then waiting for that, and for nothing else.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

LONGEST_SECONDS = 90
GONE = ("Execution context was destroyed", "Frame was detached", "navigat")
"""What the browser says when the page under a question was replaced: the new page is then asked."""

WATCH = """
(() => {
  const rest = window.overstapRest = {leaving: false, quietUntil: 0};
  const leave = () => { rest.leaving = true; };
  window.addEventListener("submit", event => { if (!event.defaultPrevented) { leave(); } });
  window.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.target || link.hasAttribute("download")) { return; }
    const same = link.origin === location.origin && link.pathname === location.pathname
      && link.search === location.search && link.hash;
    if (!same) { leave(); }
  });
  if (window.navigation) {
    window.navigation.addEventListener("navigate", event => {
      if (!event.hashChange && !event.destination.sameDocument && event.downloadRequest === null) { leave(); }
    });
  }
  const typed = () => {
    if (document.querySelector("[hx-trigger*=delay]")) { rest.quietUntil = performance.now() + 450; }
  };
  window.addEventListener("input", typed);
  window.addEventListener("change", typed);
  window.addEventListener("pageshow", () => { rest.leaving = false; });
})();
"""
AT_REST = """
() => {
  const rest = window.overstapRest || {leaving: false, quietUntil: 0};
  return document.readyState === "complete" && !rest.leaving && performance.now() >= rest.quietUntil
    && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added");
}
"""
_downloads: WeakKeyDictionary[Page, list[Download]] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Put the script in every document that this page opens from now on; twice is once."""
    if page in _downloads:
        return
    arrived: list[Download] = []
    _downloads[page] = arrived
    page.add_init_script(WATCH)
    page.on("download", lambda one: arrived.append(one))  # noqa: PLW0108 - Playwright marks the handler, and a built-in takes no mark


def settle(page: Page) -> None:
    """Wait until the page is at rest; fail, naming the page, when it never is."""
    latest = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < latest:
        try:
            if _stayed(page) or page.evaluate(AT_REST):
                return
        except Error as gone:
            if not any(words in gone.message for words in GONE):
                raise
        page.wait_for_timeout(25)
    message = f"{page.url} did not come to rest within {LONGEST_SECONDS} seconds"
    raise AssertionError(message)


def _stayed(page: Page) -> bool:
    """Tell whether the press gave a download: the page then stays where it is."""
    arrived = _downloads.get(page)
    if not arrived:
        return False
    arrived.clear()
    page.evaluate("() => { if (window.overstapRest) { window.overstapRest.leaving = false; } }")
    return True
