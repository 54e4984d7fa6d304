"""The letters and messages of a file, for who guides the person."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.casework.actions import messages as message_actions
from overstap.casework.queries import post as file_post
from overstap.core.consent import Item
from overstap.correspondence import queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.mine.post import as_pdf
from overstap.web.post_forms import MessageForm
from overstap.web.request import ActingRequest

PURPOSE = "begeleiding"


@writing_view(roles=ADVISERS, purpose=PURPOSE)
def thread(request: ActingRequest, case_id: int) -> HttpResponse:
    """The messages of the file, and a box to write one."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = message_actions.write_message(
            actor=request.actor, case_id=case_id, text=form.cleaned_data["text"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het bericht is verstuurd."), "guidance:messages", case_id)
        form.refuse(refusal)
    page = open_file(request, case_id, Item.CONTACT)
    found = file_post.messages(request.actor, case_id, now=request.now)
    return show(request, "messages", page, "guidance:messages", form=form, post=found, own="partij")


@writing_view(roles=ADVISERS, purpose=PURPOSE, methods=("POST",))
def messages_link(request: ActingRequest, case_id: int) -> HttpResponse:
    """Send a person without an account a safe link; the code is shown once, to tell by telephone."""
    answer = message_actions.send_messages_link(actor=request.actor, case_id=case_id, now=request.now)
    refusal = refused(answer)
    page = open_file(request, case_id, Item.CONTACT)
    return show(request, "messages_code", page, "guidance:messages", made=answer, refusal=refusal)


@reading_view(roles=ADVISERS, purpose=PURPOSE)
def letters(request: ActingRequest, case_id: int) -> HttpResponse:
    """The letters to the person, of the parts that this reader may see."""
    page = open_file(request, case_id, Item.CONTACT)
    found = file_post.letters(request.actor, case_id, now=request.now)
    return show(request, "letters", page, "guidance:letters", letters=found)


@reading_view(roles=ADVISERS, purpose=PURPOSE)
def letter(request: ActingRequest, case_id: int, letter_id: int) -> HttpResponse:
    """One letter."""
    page = open_file(request, case_id, Item.CONTACT)
    read = file_post.letter(request.actor, case_id, letter_id, now=request.now)
    return show(request, "letter", page, "guidance:letters", read=read)


@reading_view(roles=ADVISERS, purpose=PURPOSE)
def letter_pdf(request: ActingRequest, case_id: int, letter_id: int) -> HttpResponse:
    """One letter as it is on paper."""
    read = file_post.letter(request.actor, case_id, letter_id, now=request.now)
    return as_pdf(queries.paper(read), f"brief-{letter_id}.pdf")
