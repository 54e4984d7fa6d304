"""Filling in the forms of the editor as a browser does: everything that the page shows goes back."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django import forms
from django.http import HttpResponse

from overstap.publication.models import Draft
from overstap.rules.editing import plain_of_text

Sent = dict[str, Any]
SAVE = {"doe": "bewaar"}


class _Fields(HTMLParser):
    """The controls of the form that saves."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: Sent = {}
        self.forms: list[Sent] = []
        self.select = self.area = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        name, kind = here.get("name") or "", here.get("type") or "text"
        if tag == "form":
            self.sent = {}
            self.forms.append(self.sent)
        elif tag == "input" and name and kind not in {"submit", "button"}:
            if kind in {"checkbox", "radio"}:
                if "checked" in here:
                    self.sent.setdefault(name, []).append(here.get("value") or "on")
            else:
                self.sent.setdefault(name, []).append(here.get("value") or "")
        elif tag == "select":
            self.select = name
            self.sent[name] = []
        elif tag == "option" and self.select:
            if "selected" in here or not self.sent[self.select]:
                self.sent[self.select] = [here.get("value") or ""]
        elif tag == "textarea":
            self.area, self.text = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea" and self.area:
            # A browser drops the first line end of a text area.
            self.sent[self.area] = [self.text.removeprefix("\n")]
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


def fields_of(response: HttpResponse, having: str = "revision") -> Sent:
    """What the form with a field of that name sends when nothing is changed."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return next(dict(form) for form in parser.forms if having in form)


def sent_by(form: forms.Form) -> Sent:
    """What a form that nobody touched sends."""
    sent: Sent = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        name = bound.html_name
        if isinstance(widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            for suffix, part in zip(widget.widgets_names, parts, strict=True):
                sent[f"{name}{suffix}"] = "" if part is None else str(part)
        elif isinstance(widget, forms.CheckboxInput):
            if value:
                sent[name] = "on"
        elif isinstance(value, list):
            sent[name] = value
        else:
            sent[name] = "" if value is None else str(value)
    return sent


def at(draft: int, place: str = "") -> str:
    """The address of a step of a draft."""
    return f"/beleid/concepten/{draft}/{place}"


def change(desk: Any, place: str, **changes: Any) -> HttpResponse:
    """Open a form, change some fields and send it."""
    client, draft = desk
    sent = fields_of(client.get(at(draft, place))) | SAVE | changes
    response: HttpResponse = client.post(at(draft, place), sent)
    return response


def tree(desk: Any) -> Any:
    """The text of the draft as plain values."""
    return plain_of_text(Draft.objects.get(id=desk[1]).content)
