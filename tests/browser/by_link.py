"""Someone without an account: the letter with the safe link, the code that came another way, and the page behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

PHONE = {"width": 390, "height": 844}
ADDRESS = re.compile(r"/l/[\w-]{43}/")
LONGEST_SECONDS = 90


def code_on(walk: Walk) -> str:
    """The code that is shown once."""
    return walk.page.locator("strong", has_text=re.compile(r"^\d{6}$")).first.inner_text()


def link_for(walk: Walk, email: str) -> str:
    """The address in the newest letter with a link to this address."""
    return in_post(walk, email, ADDRESS)


def in_post(walk: Walk, email: str, wanted: re.Pattern[str]) -> str:
    """What the newest letter to this address that holds it says; the post goes out after the press, so wait for it."""
    post = walk.page.context.new_page()
    for _ in range(LONGEST_SECONDS):
        post.goto("/demo/post/")
        for letter in post.locator("article", has_text=email).all():
            if found := wanted.search(letter.inner_text()):
                post.close()
                return found.group()
        post.wait_for_timeout(1000)
    raise AssertionError(f"no letter to {email} with {wanted.pattern}")


def open_link(visitor: BrowserContext, walk: Walk, link: str, code: str) -> Walk:
    """Open the link on a phone, with a wrong code first; gives who reads there."""
    other = Walk(type(walk.hand)(visitor.new_page()), walk.language)
    other.page.set_viewport_size(PHONE)
    other.go(link)
    other.write("Code van zes cijfers", "000000" if code != "000000" else "111111")
    other.press("Open deze pagina")
    other.write("Code van zes cijfers", code)
    other.press("Open deze pagina")
    return other
