"""What one fills in to apply to a window."""

from __future__ import annotations

import re
import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.allotment.applicants import APPLICANT_NAMES, ApplicantKind, applicant_key_of
from overstap.allotment.values import WindowCard
from overstap.core.allotment import Unit
from overstap.web.forms import EurosField, HouseForm
from overstap.web.guidance.arrangement_forms import KeyField

COMPANY_NUMBER = re.compile(r"\d{8}")
PLACES_AT_ONCE = 1000
FOR_WHOM = (
    ("email", ApplicantKind.PERSON),
    ("company", None),
    ("name", None),
    ("reference", ApplicantKind.CAREER_ADVISER),
)
"""Which kind of applicant fills a field in; None is every organisation."""


class ApplicationForm(HouseForm):
    """Who applies and for how much; the hidden key makes that sending it twice applies once."""

    kind = forms.ChoiceField(label=_("Als wie vraagt u aan?"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        required=False,
        max_length=254,
        help_text=_(
            "Vraagt u voor uzelf aan? Dan maken wij er een code van, zodat u niet twee keer op de lijst staat."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    company = forms.CharField(
        label=_("KvK-nummer"), required=False, max_length=20, help_text=_("Acht cijfers."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Naam van de organisatie"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    reference = forms.CharField(
        label=_("Uw kenmerk voor deze deelnemer"),
        required=False,
        max_length=60,
        help_text=_("Geen naam. Bijvoorbeeld een nummer uit uw eigen administratie. Wij maken er een code van."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    notify = forms.BooleanField(
        label=_("Stuur mij een e-mail over deze aanvraag"),
        required=False,
        help_text=_(
            "U krijgt een bevestiging, en bericht als er een plaats vrijkomt. Alleen dan bewaren wij uw adres, "
            "versleuteld. Wij wissen het als de aanvraag is afgelopen."
        ),
    )
    key = KeyField()
    field_order = ("kind", "email", "company", "name", "reference", "amount", "notify")

    def __init__(self, *args: Any, window: WindowCard, **kwargs: Any) -> None:
        self.window = window
        self.kinds = [kind for kind in ApplicantKind if not window.applicants or kind.value in window.applicants]
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())
        self.fields["kind"].choices = [(kind.value, _shown(kind)) for kind in self.kinds]  # type: ignore[attr-defined]
        if len(self.kinds) == 1:
            self.initial.setdefault("kind", self.kinds[0].value)
            self.fields["kind"].widget = forms.HiddenInput()
        for field, wanted in FOR_WHOM:
            some = [kind for kind in self.kinds if (kind is wanted if wanted else kind is not ApplicantKind.PERSON)]
            # Whoever applies may give an address to get word.
            if some or field == "email":
                self.fields[field].needed_with_another = True  # type: ignore[attr-defined]
            else:
                del self.fields[field]

    def further_fields(self) -> dict[str, forms.Field]:
        """How much is asked: euros, or a number of places."""
        if self.window.unit == Unit.EUROS:
            return {"amount": EurosField(label=_("Welk bedrag vraagt u?"))}
        most = self.window.most_per_application or PLACES_AT_ONCE
        if most == 1:
            return {}
        return {
            "amount": forms.IntegerField(label=_("Hoeveel plaatsen vraagt u?"), min_value=1, max_value=most, initial=1)
        }

    def clean_company(self) -> str:
        """Eight digits, however they were typed."""
        number = "".join(str(self.cleaned_data.get("company", "")).split())
        if number and not COMPANY_NUMBER.fullmatch(number):
            raise ValidationError(_("Een KvK-nummer heeft acht cijfers."))
        return number

    def clean(self) -> dict[str, Any]:
        """Ask of a person an address, and of an organisation its number and its name."""
        given: dict[str, Any] = super().clean() or {}
        kind = given.get("kind")
        if given.get("notify") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", gettext("Vul in op welk adres u bericht wilt."))
        if kind:
            person = kind == ApplicantKind.PERSON
            for name, wanted in FOR_WHOM:
                asked = kind == wanted if wanted else not person
                if asked and name in self.fields and not given.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Vul dit in."))
        return given

    @property
    def applicant(self) -> tuple[ApplicantKind, UUID, str]:
        """As what is applied, the pseudonym of who applies, and the name of an organisation."""
        given = self.cleaned_data
        kind = ApplicantKind(given["kind"])
        if kind is ApplicantKind.PERSON:
            return kind, applicant_key_of(kind, given["email"]), ""
        # A career adviser registers a trajectory of one participant, and the next day that of another.
        who = f"{given['company']}:{given['reference']}" if kind is ApplicantKind.CAREER_ADVISER else given["company"]
        return kind, applicant_key_of(kind, who), given["name"]

    @property
    def address(self) -> str:
        """Where word is wanted; empty when it is not, and then nothing is kept of it."""
        return str(self.cleaned_data["email"]) if self.cleaned_data.get("notify") else ""

    @property
    def amount(self) -> int:
        """What is asked, in the unit of the window."""
        return int(self.cleaned_data.get("amount", 1))


def _shown(kind: ApplicantKind) -> str:
    return gettext(APPLICANT_NAMES[kind])
