"""How plainly a letter reads, in Dutch and in English: sentences, words, passive forms, words with a simpler one.

Not a test of level B1 as a reader with a diploma would give it; a measure that a hard text cannot pass. The Dutch score
is that of the screens (`tests.web.reading`); the English one is that of Flesch himself. The bounds:

* 20 words in the longest sentence and 12 in the mean one: what the advice of the government for plain Dutch asks;
* score 60 and up: "plain" in the words of Flesch, read by someone of thirteen; most adults read this;
* at most 3 of 100 words of fifteen letters or more, without names that have no short one (English: twelve, and 4);
* at most one passive form in 100 words: a letter says who does what.
"""

import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from overstap.correspondence.texts import LetterText
from tests.web.reading import PLACE, WORD, read, sentences_of

HARD_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "hard_words.toml").read_text(encoding="utf-8")
)

LONGEST_SENTENCE = 20
LONGEST_MEAN = 12.0
LOWEST_SCORE = 60.0
LONG_WORD = {"nl": 15, "en": 12}
MOST_LONG = {"nl": 3.0, "en": 4.0}
MOST_PASSIVE = 1.0

# A Dutch passive: a form of "worden" (or "is/zijn ... door") with a past participle in the same sentence.
PARTICIPLE = re.compile(r"^(ge|be|ver|ont|her|uit|af|aan|op|in|mee|door)\w*(d|t|en)$")
BECOMES = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden"})
IS = frozenset({"is", "are", "was", "were", "be", "been", "being"})
ENGLISH_PARTICIPLE = re.compile(r"^(\w+ed|made|sent|given|taken|kept|written|told|done|seen|held|paid|found)$")
ENGLISH_SYLLABLE = re.compile(r"[aeiouy]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plainness:
    """What a letter counts (leesbaarheid)."""

    words: int
    longest: int
    mean: float
    score: float
    long_words: float
    passive: float
    hard: tuple[str, ...]

    def too_hard(self, language: str) -> list[str]:
        """What is wrong with it, by the bounds above."""
        return [
            said
            for wrong, said in (
                (self.longest > LONGEST_SENTENCE, f"a sentence of {self.longest} words"),
                (self.mean > LONGEST_MEAN, f"{self.mean:.1f} words per sentence"),
                (self.score < LOWEST_SCORE, f"score {self.score:.0f}"),
                (self.long_words > MOST_LONG[language], f"{self.long_words:.1f} long words in 100"),
                (self.passive > MOST_PASSIVE, f"{self.passive:.1f} passive forms in 100 words"),
                (bool(self.hard), f"words with a simpler one: {', '.join(self.hard)}"),
            )
            if wrong
        ]


def text_of_letter(letter: LetterText) -> str:
    """A letter as one text, with a line for each part."""
    return "\n".join([letter.subject, *(line for block in letter.blocks for line in block.lines)])


def sentences_of_letter(letter: LetterText) -> str:
    """What is said in sentences: headings, lists, the greeting and the address of a page count for no length."""
    lines = [line for block in letter.blocks for line in block.lines if block.sort == "alinea"]
    return "\n".join(line for line in lines[1:] if line.endswith((".", "?", ":")))


def measure(text: str, language: str) -> Plainness:
    """Count a text."""
    sentences = [[word.lower() for word in words] for words in sentences_of(text)]
    words = [word for sentence in sentences for word in sentence]
    mean = len(words) / max(len(sentences), 1)
    return Plainness(
        words=len(words),
        longest=max(map(len, sentences), default=0),
        mean=mean,
        score=read(text).score if language == "nl" else english_score(mean, words),
        long_words=100 * sum(len(word) >= LONG_WORD[language] for word in words) / max(len(words), 1),
        passive=100 * sum(is_passive(sentence, language) for sentence in sentences) / max(len(words), 1),
        hard=tuple(sorted(hard_words(text, language))),
    )


def english_score(mean: float, words: list[str]) -> float:
    """Reading ease as Flesch gave it: 206.835 - 1.015 words per sentence - 84.6 syllables per word."""
    syllables = sum(english_syllables(word) for word in words)
    return 206.835 - 1.015 * mean - 84.6 * syllables / max(len(words), 1)


def english_syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end does not count."""
    groups = len(ENGLISH_SYLLABLE.findall(word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)


def is_passive(words: list[str], language: str) -> bool:
    """Tell whether a sentence leaves out who does it."""
    if language == "nl":
        by = "door" in words and not BECOMES.isdisjoint({*words, "worden"}) and bool({"is", "zijn"} & set(words))
        return (not BECOMES.isdisjoint(words) or by) and any(PARTICIPLE.match(word) for word in words)
    return any(before in IS and ENGLISH_PARTICIPLE.match(word) is not None for before, word in pairwise(words))


def hard_words(text: str, language: str) -> set[str]:
    """The words and groups of words that have a simpler one."""
    plain = " ".join(WORD.findall(PLACE.sub("dat", text).lower()))
    return {hard for hard in HARD_WORDS[language] if re.search(rf"\b{re.escape(hard)}\b", plain)}
