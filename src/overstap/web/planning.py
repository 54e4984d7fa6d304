"""What a person can do with their plan, in their own file or with a safe link: agree, say no, react, stop sharing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from overstap.arrangements import actions
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.web.request import ActingRequest

LONGEST_NUMBER = 18

INCOMPLETE = Refusal(rule="formulier.onvolledig", because=N_("Dit formulier is niet compleet. Open de pagina opnieuw."))
Answer = tuple[Refusal | None, str]


def do_with_plan(request: ActingRequest, actor: Actor, arrangement_id: int) -> Answer:
    """Do what a button of the plan asks; gives the refusal, or what was done in a sentence."""
    deeds: Mapping[str, Callable[[ActingRequest, Actor, int], Answer]] = {
        "akkoord": _agree,
        "niet_akkoord": _disagree,
        "reactie": _react,
        "leerovereenkomst": _answer_training,
        "meelezen_uit": _end_guest,
    }
    deed = deeds.get(request.POST.get("doe", ""))
    return deed(request, actor, arrangement_id) if deed is not None else (INCOMPLETE, "")


def _agree(request: ActingRequest, actor: Actor, arrangement_id: int) -> Answer:
    found = actions.agree(
        actor=actor, arrangement_id=arrangement_id, digest=request.POST.get("sha256", "-"), now=request.now
    )
    return _said(found, _("U bent akkoord. Uw begeleider gaat ermee aan de slag."))


def _disagree(request: ActingRequest, actor: Actor, arrangement_id: int) -> Answer:
    found = actions.disagree(
        actor=actor,
        arrangement_id=arrangement_id,
        remark=request.POST.get("text", ""),
        digest=request.POST.get("sha256", "-"),
        now=request.now,
    )
    return _said(found, _("Uw begeleider leest wat u schreef en past het plan aan."))


def _react(request: ActingRequest, actor: Actor, arrangement_id: int) -> Answer:
    found = actions.write_remark(
        actor=actor,
        arrangement_id=arrangement_id,
        item_id=number(request.POST, "onderdeel"),
        text=request.POST.get("text", ""),
        proposal=request.POST.get("proposal") == "on",
        now=request.now,
    )
    return _said(found, _("Uw reactie staat erbij. Uw begeleider leest hem."))


def _answer_training(request: ActingRequest, actor: Actor, _arrangement_id: int) -> Answer:
    agreed = request.POST.get("antwoord") == "ja"
    found = actions.answer_training(
        actor=actor,
        version_id=number(request.POST, "versie") or 0,
        agreed=agreed,
        digest=request.POST.get("sha256", "-"),
        remark=request.POST.get("text", ""),
        now=request.now,
    )
    return _said(found, _("Uw antwoord op de leerovereenkomst is bewaard."))


def _end_guest(request: ActingRequest, actor: Actor, _arrangement_id: int) -> Answer:
    if actor.only is not None:
        raise NotFoundError
    found = actions.end_guest(actor=actor, guest_id=number(request.POST, "meelezer") or 0, now=request.now)
    return _said(found, _("Deze organisatie leest niet meer mee."))


def number(posted: QueryDict, name: str) -> int | None:
    """A number that a form sent; None when there is none. Raises NotFoundError for what is no number."""
    text = posted.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise NotFoundError(name)
    return int(text)


def _said(found: object, sentence: str) -> Answer:
    return (found, "") if isinstance(found, Refusal) else (None, sentence)
