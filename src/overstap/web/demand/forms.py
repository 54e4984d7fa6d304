"""The forms of employers, their sites and their vacancies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.core.demand import LANGUAGE_LEVELS, MOST_HOURS, MOST_PLACES, Need, RequirementKind
from overstap.core.money import as_number
from overstap.demand.lists import demand_choices
from overstap.demand.values import (
    EmployerCard,
    EmployerFields,
    NationalFields,
    RequirementCard,
    SiteCard,
    SiteFields,
    VacancyCard,
    VacancyFields,
)
from overstap.taxonomy.reading.starter import read_starter
from overstap.taxonomy.values import SkillCard
from overstap.web.demand.words import CONTRACTS, KINDS, LEVELS, LICENCES, PAY_PER, PHYSICAL
from overstap.web.forms import LONG_TEXT, DatePartsField, EurosField, HouseForm
from overstap.web.translation import in_english

DUTCH = "Nederlands"

FIELD_OF = {
    "vraag.naam": "name",
    "vraag.kvk": "kvk_number",
    "vraag.kvk_dubbel": "kvk_number",
    "vraag.gemeente": "municipality",
    "vraag.vestiging_dubbel": "site_name",
    "vraag.uren": "hours_least",
    "vraag.plaatsen": "places",
    "vraag.plaatsen_bezet": "places",
    "vraag.sluit": "closes_on",
    "vraag.leerbaan": "kind",
    "vraag.kenmerk": "reference",
    "landelijk.titel": "title",
    "landelijk.dubbel": "title",
    "landelijk.inhoud": "content",
    "landelijk.gemaakt": "agreed_on",
    "landelijk.einde": "valid_until",
}
"""Which field a refusal is about."""


class EmployerForm(HouseForm):
    """An employer; what only a broker says is left out for the employer itself."""

    name = forms.CharField(label=_("Naam van de werkgever"), max_length=120)
    kvk_number = forms.CharField(
        label=_("KvK-nummer"), required=False, max_length=20, help_text=_("8 cijfers. Bijvoorbeeld 12345678.")
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    size = forms.IntegerField(label=_("Hoeveel mensen werken er?"), required=False, min_value=1, max_value=1_000_000)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contact_name = forms.CharField(label=_("Wie is het contact?"), required=False, max_length=120)
    contact_phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    recognised_training_company = forms.BooleanField(label=_("Erkend leerbedrijf (SBB)"), required=False)
    recognised_checked_on = DatePartsField(label=_("Erkenning nagekeken op"), required=False)
    national = forms.BooleanField(
        label=_("Landelijke werkgever"),
        required=False,
        help_text=_("Dan zien makelaars in alle regio\u2019s deze werkgever."),
    )

    def __init__(self, *args: Any, by_broker: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            ("", _("Weet ik niet")),
            *((code, english if in_english() else name) for code, name, english in read_starter().sectors),
        ]
        if not by_broker:
            for name in ("recognised_training_company", "recognised_checked_on", "national"):
                del self.fields[name]

    @staticmethod
    def shown(card: EmployerCard) -> dict[str, Any]:
        """What the form shows of an employer that is there."""
        return {name: getattr(card, name) for name in EmployerFields.__dataclass_fields__}

    def employer(self) -> EmployerFields:
        """The employer as it was filled in."""
        return EmployerFields(**self.cleaned_data)


class SiteForm(HouseForm):
    """A place where an employer works."""

    municipality = forms.CharField(label=_("In welke gemeente?"), max_length=60)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=7)
    site_name = forms.CharField(
        label=_("Naam van de vestiging"),
        required=False,
        max_length=120,
        help_text=_("Alleen als er meer zijn in één gemeente."),
    )

    def site(self) -> SiteFields:
        """The site as it was filled in."""
        given = self.cleaned_data
        return SiteFields(given["municipality"], name=given["site_name"], postcode=given["postcode"])


class NationalForm(HouseForm):
    """What was agreed with a company for all its regions."""

    title = forms.CharField(
        label=_("Naam van de afspraak"),
        max_length=120,
        help_text=_("Bijvoorbeeld: Scholing tijdens de opzegtermijn"),
    )
    content = forms.CharField(
        label=_("Wat is er afgesproken?"), max_length=LONG_TEXT, widget=forms.Textarea({"rows": 5})
    )
    agreed_on = DatePartsField(label=_("Afgesproken op"))
    valid_until = DatePartsField(
        label=_("Geldt tot en met"), required=False, help_text=_("Laat dit leeg als er geen einddatum is.")
    )
    document_url = forms.URLField(
        label=_("Adres van het document"), required=False, max_length=500, assume_scheme="https"
    )
    contact_agency = forms.CharField(
        label=_("Contact bij het landelijk werkgeversservicepunt van UWV"), required=False, max_length=200
    )
    contact_municipalities = forms.CharField(
        label=_("Contact bij het schakelpunt landelijke werkgevers van gemeenten"), required=False, max_length=200
    )

    def agreement(self) -> NationalFields:
        """The agreement as it was filled in."""
        return NationalFields(**self.cleaned_data)


class VacancyForm(HouseForm):
    """A vacancy for an occupation that was chosen already, with what that occupation asks to tick."""

    site = forms.TypedChoiceField(label=_("Op welke vestiging?"), coerce=int)
    title = forms.CharField(label=_("Titel"), max_length=120)
    description = forms.CharField(
        label=_("Wat is het werk?"), required=False, max_length=LONG_TEXT, widget=forms.Textarea({"rows": 5})
    )
    kind = forms.ChoiceField(label=_("Soort plaats"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    contract = forms.ChoiceField(label=_("Contract"), choices=list(CONTRACTS.items()), widget=forms.RadioSelect)
    open_hiring = forms.BooleanField(label=_("Open hiring: wie het eerst op de lijst staat, begint"), required=False)
    hours_least = forms.IntegerField(label=_("Uren per week, minstens"), min_value=1, max_value=MOST_HOURS)
    hours_most = forms.IntegerField(label=_("Uren per week, hoogstens"), min_value=1, max_value=MOST_HOURS)
    places = forms.IntegerField(label=_("Aantal plaatsen"), min_value=1, max_value=MOST_PLACES)
    needed = forms.MultipleChoiceField(
        label=_("Wat is nodig?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Vink alleen aan wat iemand op de eerste dag moet kunnen. Hoe minder, hoe meer mensen passen."),
    )  # fmt: skip
    welcome = forms.MultipleChoiceField(label=_("Wat is handig?"), required=False, widget=forms.CheckboxSelectMultiple)
    licences = forms.MultipleChoiceField(
        label=_("Rijbewijs of certificaat dat nodig is"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one, one) for one in LICENCES],
    )  # fmt: skip
    dutch = forms.ChoiceField(
        label=_("Hoe goed moet iemand Nederlands kunnen?"), required=False,
        choices=[("", _("Maakt niet uit")), *((one, one) for one in LANGUAGE_LEVELS)],
    )  # fmt: skip
    diploma = forms.CharField(
        label=_("Diploma dat nodig is"),
        required=False,
        max_length=200,
        help_text=_("Laat dit leeg als het zonder kan."),
    )
    level = forms.ChoiceField(label=_("Werk- en denkniveau"), required=False, choices=list(LEVELS.items()))
    physical = forms.MultipleChoiceField(
        label=_("Wat vraagt het werk van het lichaam?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(PHYSICAL.items()),
    )  # fmt: skip
    irregular = forms.TypedChoiceField(
        label=_("Werk in de avond, de nacht of het weekend?"), required=False, empty_value=None,
        choices=(("ja", _("Ja")), ("nee", _("Nee")), ("", _("Weet ik niet"))), widget=forms.RadioSelect,
        coerce=lambda given: given == "ja",
    )  # fmt: skip
    pay_from = EurosField(label=_("Loon vanaf"), required=False)
    pay_until = EurosField(label=_("Loon tot"), required=False)
    pay_per = forms.ChoiceField(label=_("Loon"), choices=list(PAY_PER.items()))
    starts_on = DatePartsField(label=_("Begint op"), required=False)
    closes_on = DatePartsField(label=_("Reageren kan tot en met"), required=False)
    apply_how = forms.CharField(label=_("Hoe reageert iemand?"), required=False, max_length=300)
    reference = forms.CharField(label=_("Eigen kenmerk"), required=False, max_length=80)

    def __init__(self, *args: Any, sites: Sequence[SiteCard], skills: Sequence[SkillCard], **kwargs: Any) -> None:
        self.skills = {one.concept.uri: one for one in skills}
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.municipality}{', ' + one.name if one.name else ''}") for one in sites
        ]
        named = [(one.concept.uri, _shown(one)) for one in skills]
        for name in ("needed", "welcome"):
            self.fields[name].choices = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say when something is both needed and welcome, and when the pay runs backwards."""
        given = super().clean() or self.cleaned_data
        both = set(given.get("needed", ())) & set(given.get("welcome", ()))
        if both:
            names = ", ".join(sorted(_shown(self.skills[uri]) for uri in both))
            self.add_error("welcome", _("Dit is al nodig: %(names)s. Haal het hier of daar weg.") % {"names": names})
        low, high = given.get("pay_from"), given.get("pay_until")
        if low is not None and high is not None and high < low:
            self.add_error("pay_until", _("Dit is minder dan het loon vanaf. Vul een hoger bedrag in, of niets."))
        return given

    def vacancy(self, occupation_uri: str) -> VacancyFields:
        """The vacancy as it was filled in."""
        given = self.cleaned_data
        return VacancyFields(
            site_id=given["site"],
            title=given["title"],
            occupation_uri=occupation_uri,
            description=given["description"],
            reference=given["reference"],
            kind=given["kind"],
            open_hiring=given["open_hiring"],
            contract=given["contract"],
            hours_least=given["hours_least"],
            hours_most=given["hours_most"],
            places=given["places"],
            level=given["level"],
            irregular=given["irregular"],
            physical=tuple(given["physical"]),
            pay_from_cents=given["pay_from"],
            pay_until_cents=given["pay_until"],
            pay_per=given["pay_per"],
            starts_on=given["starts_on"],
            closes_on=given["closes_on"],
            apply_how=given["apply_how"],
            requirements=self._requirements(),
        )

    def _requirements(self) -> tuple[RequirementCard, ...]:
        given, must = self.cleaned_data, Need.ESSENTIAL.value
        found = [
            RequirementCard(
                RequirementKind.COMPETENCE.value, need, self.skills[uri].concept.name,
                code=self.skills[uri].concept.code, concept_uri=uri,
            )
            for name, need in (("needed", must), ("welcome", Need.OPTIONAL.value))
            for uri in given[name]
        ]  # fmt: skip
        found += [RequirementCard(RequirementKind.LICENCE.value, must, one, code=one) for one in given["licences"]]
        if given["dutch"]:
            found.append(RequirementCard(RequirementKind.LANGUAGE.value, must, DUTCH, level=given["dutch"]))
        if given["diploma"]:
            found.append(RequirementCard(RequirementKind.DIPLOMA.value, must, given["diploma"]))
        return tuple(found)


def first_shown(skills: Sequence[SkillCard]) -> dict[str, Any]:
    """What an empty form of a vacancy shows: the essential competences of the occupation ticked."""
    return {
        "kind": "regulier",
        "contract": "onbepaald",
        "hours_least": demand_choices().first_least,
        "hours_most": demand_choices().full_week,
        "places": 1,
        "needed": [one.concept.uri for one in skills if one.need == "nodig"],
        "pay_per": "uur",
    }


def shown_of(card: VacancyCard) -> dict[str, Any]:
    """What the form shows of a vacancy that is there."""
    asked = card.requirements

    def uris(need: str) -> list[str]:
        return [one.concept_uri for one in asked if one.kind == RequirementKind.COMPETENCE and one.need == need]

    def first(kind: RequirementKind, field: str) -> str:
        return next((str(getattr(one, field)) for one in asked if one.kind == kind), "")

    plain = (
        "title", "description", "kind", "contract", "open_hiring", "hours_least", "hours_most", "places", "level",
        "pay_per", "starts_on", "closes_on", "apply_how", "reference",
    )  # fmt: skip
    return {name: getattr(card, name) for name in plain} | {
        "site": card.site.id,
        "needed": uris("nodig"),
        "welcome": uris("handig"),
        "licences": [one.name for one in asked if one.kind == RequirementKind.LICENCE],
        "dutch": first(RequirementKind.LANGUAGE, "level"),
        "diploma": first(RequirementKind.DIPLOMA, "name"),
        "physical": list(card.physical),
        "irregular": {True: "ja", False: "nee", None: ""}[card.irregular],
        "pay_from": _typed(card.pay_from_cents),
        "pay_until": _typed(card.pay_until_cents),
    }


def _shown(skill: SkillCard) -> str:
    """What a competence is called for the reader; what is kept of it stays Dutch."""
    return skill.concept.name_en if in_english() and skill.concept.name_en else skill.concept.name


def _typed(cents: int | None) -> str:
    return "" if cents is None else as_number(cents)
