"""Matches in words: one sentence for the person, every term for the adviser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from overstap.demand.lists import regulated_professions
from overstap.mediation.conditions import CONDITION_WORDS, NEVER_LOOSENED, Condition
from overstap.mediation.kinds import Because, WishKind
from overstap.mediation.ranking import CLASS_WORDS, MatchClass, TermKind
from overstap.mediation.skills import skill_space
from overstap.web.translation import in_english

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from overstap.mediation.conditions import LeftOut
    from overstap.mediation.skills import SkillName
    from overstap.mediation.values import GapCard, SuitedVacancy, ToldTerm

NAMED = 3
"""So many competences fit in a sentence that somebody reads on a phone."""

TERMS: dict[str, Promise] = {
    TermKind.HAS: gettext_lazy("kan dit"),
    TermKind.SUPPOSED: gettext_lazy("kan dit waarschijnlijk, nog niet bevestigd"),
    TermKind.LACKS_ESSENTIAL: gettext_lazy("mist dit, en het is nodig"),
    TermKind.LACKS_OPTIONAL: gettext_lazy("mist dit, en het is handig"),
    TermKind.FRESH: gettext_lazy("lang niet bevestigd door de werkgever"),
    TermKind.CROWD: gettext_lazy("veel anderen zien deze vacature"),
}
BASES: dict[str, Promise] = {
    "genoemd": gettext_lazy("zelf genoemd"),
    "werk": gettext_lazy("uit eerder werk"),
    "niet_bevestigd": gettext_lazy("staat in het profiel, niet bevestigd"),
    "vermoed": gettext_lazy("vermoed"),
}
TONE = {MatchClass.SUITED: "good", MatchClass.BRIDGE: "attention", MatchClass.FAR: "neutral"}


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term as it is shown (regel van de berekening), on a scale to 100."""

    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Line:
    """One vacancy as it is shown (regel): `sentence` is short; `terms` is everything."""

    row: SuitedVacancy
    class_words: str
    tone: str
    sentence: str
    terms: tuple[TermLine, ...]
    total: float


@dataclass(frozen=True, slots=True)
class OutLine:
    """What one condition left out, as it is shown, and whether somebody may loosen it."""

    condition: str
    sentence: str
    alone: str
    loosened: bool
    may_loosen: bool
    toggled: str


def name_of(skill: SkillName) -> str:
    """A competence in the language of the reader."""
    return skill.en if in_english() else skill.nl


def listed(skills: Collection[SkillName]) -> str:
    """The first few competences, with how many more there are."""
    names = [name_of(one) for one in list(skills)[:NAMED]]
    more = len(skills) - len(names)
    told = ", ".join(names)
    if more:
        told += " " + ngettext("en nog %(number)s ding", "en nog %(number)s dingen", more) % {"number": more}
    return told


def sentence(gaps: GapCard) -> str:
    """Why this may fit, in one or two sentences: what somebody has, and what is still needed."""
    parts = []
    if gaps.confirmed:
        parts.append(_("Dit kunt u al: %(skills)s.") % {"skills": listed(gaps.confirmed)})
    elif gaps.inferred:
        parts.append(_("Wij denken dat u dit kunt: %(skills)s.") % {"skills": listed(gaps.inferred)})
    if gaps.lacking_essential:
        parts.append(_("Dit moet u nog leren: %(skills)s.") % {"skills": listed(gaps.lacking_essential)})
    elif gaps.match_class is MatchClass.SUITED:
        parts.append(_("U hebt alles wat nodig is."))
    return " ".join(parts)


def lines(rows: Iterable[SuitedVacancy]) -> tuple[Line, ...]:
    """Put a list in words."""
    return tuple(
        Line(
            row=row,
            class_words=_(CLASS_WORDS[row.gaps.match_class]),
            tone=TONE[row.gaps.match_class],
            sentence=sentence(row.gaps),
            terms=term_lines(row.terms),
            total=100 * row.total,
        )
        for row in rows
    )


def term_lines(terms: Iterable[ToldTerm]) -> tuple[TermLine, ...]:
    """Every term with its words; what is zero and about no competence says nothing and is left out."""
    told = []
    for term in terms:
        if term.skill is None and not term.value:
            continue
        words = str(TERMS[term.kind])
        if term.skill is not None:
            words = f"{name_of(term.skill)}: {words}"
        if term.basis:
            words += f" ({BASES[term.basis]}{f', {term.told}' if term.told else ''})"
        told.append(TermLine(words, 100 * term.value))
    return tuple(told)


def out_lines(left_out: Iterable[LeftOut], loosened: frozenset[Condition]) -> tuple[OutLine, ...]:
    """What fell out, per condition, with the address part that loosens or tightens it."""
    told = []
    for one in left_out:
        wanted = loosened ^ {one.condition}
        number = one.number
        words = ngettext("%(number)s vacature: %(why)s", "%(number)s vacatures: %(why)s", number) % {
            "number": number,
            "why": _(CONDITION_WORDS[one.condition]),
        }
        named = ", ".join(f"{plain_value(one.condition, value)} ({count})" for value, count in one.details)
        told.append(
            OutLine(
                condition=one.condition.value,
                sentence=f"{words}. {named}" if named else f"{words}.",
                alone=ngettext("Alleen hierdoor: %(number)s.", "Alleen hierdoor: %(number)s.", one.alone)
                % {"number": one.alone},
                loosened=one.loosened,
                may_loosen=one.condition not in NEVER_LOOSENED,
                toggled="&".join(f"los={each.value}" for each in sorted(wanted)),
            )
        )
    return tuple(told)


def plain_value(condition: Condition, value: str) -> str:
    """A value that crossed something out, as people say it."""
    if condition is Condition.RECOGNITION and value in regulated_professions():
        guarded = regulated_professions()[value]
        name = guarded.en if in_english() else guarded.nl
        words = _("%(what)s: bewijs nodig: %(proof)s. Vraag erkenning van uw diploma aan bij %(ask)s")
        return words % {"what": name, "proof": guarded.proof, "ask": guarded.ask}
    if condition is Condition.WISH:
        occupation = skill_space().occupations.get(value)
        if occupation is not None:
            return occupation.en if in_english() else occupation.nl
    return value


def wish_words(kind: str, value: str) -> str:
    """A wish as people say it."""
    space = skill_space()
    if kind == WishKind.OCCUPATION and value in space.occupations:
        found = space.occupations[value]
        return _("Geen werk als %(what)s") % {"what": found.en if in_english() else found.nl}
    if kind == WishKind.CANNOT and space.number(value) is not None:
        return _("Kan niet: %(what)s") % {"what": name_of(space.names[space.numbers[value]])}
    if kind == WishKind.IRREGULAR:
        return _("Geen onregelmatige tijden")
    if kind == WishKind.EMPLOYER:
        return _("Niet bij deze werkgever")
    if kind == WishKind.PHYSICAL:
        return _("Geen werk waarbij dit moet: %(what)s") % {"what": value}
    return _("Geen %(what)s") % {"what": value}


BECAUSE = tuple((one.value, one.label) for one in Because)
