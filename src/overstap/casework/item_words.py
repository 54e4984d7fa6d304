"""What parts of a file are called in a letter, in both languages of letters."""

from __future__ import annotations

from collections.abc import Iterable

from overstap.core.consent import Item

ITEM_WORDS: dict[str, dict[Item, str]] = {
    "nl": {
        Item.CONTACT: "hoe u te bereiken bent",
        Item.INTAKE: "uw antwoorden op de vragen",
        Item.HEALTH: "uw gezondheid",
        Item.DEBTS: "uw schulden",
        Item.PROFILE: "wat u kunt en wilt",
        Item.ADVICE: "het advies",
        Item.ARRANGEMENT: "uw plan",
        Item.OUTCOME: "hoe het afloopt",
    },
    "en": {
        Item.CONTACT: "how to reach you",
        Item.INTAKE: "your answers to the questions",
        Item.HEALTH: "your health",
        Item.DEBTS: "your debts",
        Item.PROFILE: "what you can do and want",
        Item.ADVICE: "the advice",
        Item.ARRANGEMENT: "your plan",
        Item.OUTCOME: "how it ends",
    },
}
EVERYTHING = {"nl": "alles wat zij van u zagen", "en": "all that they saw about you"}


def in_words(items: Iterable[Item], language: str) -> str:
    """Parts of a file as a letter names them; without parts it is everything."""
    words = ITEM_WORDS.get(language, ITEM_WORDS["nl"])
    named = [words[item] for item in Item if item in set(items)]
    return ", ".join(named) or EVERYTHING.get(language, EVERYTHING["nl"])
