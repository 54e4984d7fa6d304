"""The steps of registering: which form comes when, and what is asked in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.people import LAST_NAME_LENGTH, NAME_LENGTH, Registration, refuse_contact, refuse_registration
from overstap.parties import queries as parties
from overstap.rules import NOT_APPLICABLE
from overstap.rules.values import Absent, Plain
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.municipalities import guess_municipality
from overstap.web.translation import in_english

Raw = Mapping[str, Mapping[str, str]]

LANGUAGES = (("nl", "Nederlands"), ("en", "English"))
PHONE_LENGTH = 20
# Stands in where only the birth date of a registration is looked at.
A_NUMBER = "0600000000"


class StepForm(HouseForm):
    """A page of the registration; `today` is the day of registering, `answers` what the earlier pages hold."""

    def __init__(self, *args: Any, today: dt.date, answers: Raw | None = None, **kwargs: Any) -> None:
        self.today, self.answers = today, answers or {}
        super().__init__(*args, **kwargs)


class FactsForm(StepForm):
    """A page that asks facts of the dictionary; those in `optional` may stay open."""

    fact_ids: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()

    def further_fields(self) -> dict[str, forms.Field]:
        """The questions of this page."""
        return {fact_id: fact_field(fact(fact_id), required=fact_id not in self.optional) for fact_id in self.fact_ids}


def given_answers(values: Mapping[str, Any]) -> dict[str, Plain | Absent]:
    """Answers as the rules want them: an open one is left out, or does not apply where the dictionary allows that."""
    found: dict[str, Plain | Absent] = {}
    for fact_id, value in values.items():
        if value is not None and value != "":
            found[fact_id] = value
        elif fact(fact_id).may_be_not_applicable:
            found[fact_id] = NOT_APPLICABLE
    return found


class SituationForm(FactsForm):
    """At work, self-employed or without work."""

    fact_ids = ("huidige_status",)


class JobForm(FactsForm):
    """How the present job stands."""

    fact_ids = ("dienstverband_opgezegd", "tijdelijk_contract_stopt")
    optional = frozenset(fact_ids)


class BenefitForm(FactsForm):
    """Which benefit, if any."""

    fact_ids = ("uitkering",)


class UnemploymentForm(FactsForm):
    """When the unemployment benefit ends; may stay open."""

    fact_ids = ("ww_einddatum", "ww_recht_maanden")
    optional = frozenset(fact_ids)


class ResidenceForm(StepForm):
    """Where someone lives; a slip of spelling is shown back to choose from, never filled in (R-080)."""

    municipality = forms.CharField(
        label=_("In welke gemeente woont u?"),
        help_text=_("Waar u woont, bepaalt welk loket u helpt. Werken mag u overal."),
        max_length=60,
        widget=forms.TextInput({"list": "gemeenten", "autocomplete": "address-level2"}),
        error_messages={"required": _("Vul de naam van uw gemeente in.")},
    )
    suggestions: tuple[str, ...] = ()

    def clean_municipality(self) -> str:
        """Find the municipality, or give the names that look like it."""
        typed: str = self.cleaned_data["municipality"]
        guess = guess_municipality(typed, self.today)
        if guess.name:
            return guess.name
        self.suggestions = guess.choices
        if guess.choices:
            raise forms.ValidationError(_("Wij kennen deze naam niet precies. Kies wat u bedoelt."))
        raise forms.ValidationError(_("Wij kennen deze gemeente niet. Vul de gemeente in, niet het dorp of de wijk."))


class PreferenceForm(StepForm):
    """Which union or employers' organisation may help; no preference is fine and nobody asks for a membership."""

    preferred = forms.TypedChoiceField(
        label=_("Welke organisatie mag u helpen?"),
        help_text=_("U hoeft nergens lid van te zijn. Kiest u niets, dan kiezen wij voor u."),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = self.answers.get("woonplaats", {}).get("municipality", "")
        region = parties.region_of(municipality, self.today)
        here = (
            parties.parties_in_region(region.code, self.today, {"vakbond", "werkgeversorganisatie"}) if region else ()
        )
        choice = self.fields["preferred"]
        choice.choices = [("", _("Ik heb geen voorkeur")), *((party.id, party.name) for party in here)]  # type: ignore[attr-defined]


class NameForm(StepForm):
    """Who it is."""

    first_name = forms.CharField(
        label=_("Voornaam"), max_length=NAME_LENGTH, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Achternaam"), max_length=LAST_NAME_LENGTH, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    birth_date = DatePartsField(label=_("Geboortedatum"), help_text=_("Bijvoorbeeld 14 3 1985."))

    def clean_birth_date(self) -> dt.date:
        """A day on which someone who looks for work can be born."""
        born: dt.date = self.cleaned_data["birth_date"]
        refusal = refuse_registration(Registration("x", "x", born, "", A_NUMBER, "nl"), self.today)
        if refusal is not None:
            self.refuse(refusal, "birth_date")
        return born


class ContactForm(StepForm):
    """How to reach the person."""

    email = forms.CharField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        help_text=_("Met dit adres opent u later zelf uw dossier. Geen e-mail? Dan is een telefoonnummer genoeg."),
        widget=forms.TextInput({"type": "email", "autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telefoonnummer"),
        required=False,
        max_length=PHONE_LENGTH,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=_("In welke taal schrijven wij u?"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = "en" if in_english() else "nl"
        for name in ("email", "phone"):
            # One of the two is enough: "may stay empty" beside both would be untrue.
            self.fields[name].needed_with_another = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed; which one is wrong is said at that field."""
        data = super().clean() or {}
        email, phone = data.get("email", "").strip().lower(), data.get("phone", "").strip()
        if not email and not phone and not self.errors:
            self.add_error(
                "phone", _("Vul een e-mailadres of een telefoonnummer in. Anders kunnen wij u niet bereiken.")
            )
        for field, contact in (("email", {"email": email, "phone": ""}), ("phone", {"email": "", "phone": phone})):
            refusal = refuse_contact(**contact, language="nl") if contact[field] else None
            if refusal is not None:
                self.refuse(refusal, field)
        return data | {"email": email, "phone": phone}


class AgreementForm(StepForm):
    """The agreement to take part; nothing is opened without it (R-400)."""

    agreed = forms.BooleanField(
        label=_("Ja, ik doe mee en deze organisatie mag mijn dossier zien"),
        error_messages={
            "required": _(
                "Zet het vinkje als u mee wilt doen. Wilt u dat niet, dan stopt u hier. Er is nog niets bewaard."
            )
        },
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the registration."""

    slug: str
    title: Promise
    form: type[StepForm]
    why: Promise | str = ""


SITUATION = Step("situatie", _("Uw situatie"), SituationForm)
JOB = Step(
    "werk", _("Uw werk"), JobForm, _("Dit helpt ons de goede organisatie te kiezen. Weet u het niet? Laat het leeg.")
)
BENEFIT = Step("uitkering", _("Uw uitkering"), BenefitForm)
UNEMPLOYMENT = Step("ww", _("Uw WW"), UnemploymentForm, _("Weet u het niet precies? Laat het leeg."))
RESIDENCE = Step("woonplaats", _("Uw woonplaats"), ResidenceForm)
PREFERENCE = Step("voorkeur", _("Uw voorkeur"), PreferenceForm)
NAME = Step("naam", _("Wie bent u?"), NameForm)
CONTACT = Step("bereikbaar", _("Hoe bereiken wij u?"), ContactForm)
AGREEMENT = Step("akkoord", _("Doet u mee?"), AgreementForm)

ALL_STEPS = (SITUATION, JOB, BENEFIT, UNEMPLOYMENT, RESIDENCE, PREFERENCE, NAME, CONTACT, AGREEMENT)


def route(answers: Raw) -> tuple[Step, ...]:
    """The pages for someone who gave these answers: who has a job is not asked about a benefit, and the reverse."""
    employed = answers.get(SITUATION.slug, {}).get("huidige_status") == "in_dienst"
    receives_ww = answers.get(BENEFIT.slug, {}).get("uitkering") == "ww"
    left_out = {BENEFIT.slug, UNEMPLOYMENT.slug} if employed else {JOB.slug, PREFERENCE.slug}
    if not receives_ww:
        left_out.add(UNEMPLOYMENT.slug)
    return tuple(step for step in ALL_STEPS if step.slug not in left_out)
