"""A simple measure of how easily a Dutch text reads, and the texts that people read who look for help.

The score is that of Flesch as W.H. Douma fitted it to Dutch: 206.84 less 0.93 times the words per sentence, less 77
times the syllables per word. Above 60 is plain language for most adults (level B1); a letter of a lawyer is near 20.
A syllable is a group of vowels that sound together. A place to fill counts as a short word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from overstap.casework.policy import catalogue as policy
from overstap.rules.model import Origin
from overstap.web.translation import texts_in

SENTENCE_END = re.compile(r"(?<=[.!?])[”)]?\s+|\n+")
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+")
# Vowels that sound together, the longest first; a vowel with two dots begins a syllable of its own.
SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyáéèêëïöü]", re.IGNORECASE)

LONG_WORD = 15

# Where people read who look for help; the rest is for those who help them.
SCREENS = (
    "web/templates/account/",
    "web/templates/catalogue/",
    "web/templates/mine/",
    "web/templates/public/",
    "web/mine/",
    "web/public/",
)
ALSO = frozenset({"web/wording.py", "web/questions.py", "web/factfields.py", "core/people.py", "people/actions.py"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text counts."""

    sentences: int
    words: int
    syllables: int
    longest: int

    @property
    def mean(self) -> float:
        """Words per sentence."""
        return self.words / max(self.sentences, 1)

    @property
    def score(self) -> float:
        """Flesch-Douma; higher reads easier."""
        return 206.84 - 0.93 * self.mean - 77 * self.syllables / max(self.words, 1)


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence."""
    plain = PLACE.sub("dat", text)
    return [words for piece in SENTENCE_END.split(plain) if (words := WORD.findall(piece))]


def syllables_of(word: str) -> int:
    """How many syllables a word has; a number and a word without vowels count one."""
    return max(1, len(SYLLABLE.findall(word)))


def read(*texts: str) -> Reading:
    """Count texts together."""
    sentences = [words for text in texts for words in sentences_of(text)]
    return Reading(
        sentences=len(sentences),
        words=sum(map(len, sentences)),
        syllables=sum(syllables_of(word) for words in sentences for word in words),
        longest=max(map(len, sentences), default=0),
    )


def long_words(text: str) -> set[str]:
    """Words that are hard because they are long; parts joined by a hyphen count apart."""
    words = (part.lower() for words in sentences_of(text) for word in words for part in word.split("-"))
    return {word for word in words if len(word) >= LONG_WORD}


def on_screens(gathered: Catalog) -> Iterator[tuple[str, str]]:
    """Every Dutch text of a screen for people who look for help, with the file that it stands in."""
    for message in gathered:
        forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
        for place, _line in message.locations if message.id else ():
            if place.startswith(SCREENS) or place in ALSO:
                yield from ((place, form) for form in forms)


def in_policy() -> Iterator[tuple[str, str]]:
    """Every Dutch sentence of the policy files that such people read: what is asked, why, and what a scheme says.

    Names are left out: of a choice, a sector or a source, which is called what it is called.
    """
    files = policy()
    for fact in files.facts.values():
        if Origin.PERSON in fact.origin:
            yield from ((f"fact {fact.id}", text.nl) for text in (fact.question, fact.help) if text)
    for versions in files.versions.values():
        for version in versions:
            parts = (*version.conditions, *version.factors, *version.outputs.values())
            said = [[getattr(part, "says", None), getattr(part, "remedy", None)] for part in parts]
            yield from ((f"scheme {version.id}", text.nl) for text in texts_in([version.summary, said], set()))
