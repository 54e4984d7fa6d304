"""Forms about moving house, objecting, correcting and terms; used by the person, the adviser and the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.public.steps import ResidenceForm
from overstap.web.translation import in_english

UPHELD, DISMISSED = "gegrond", "ongegrond"
NEW_DECISIONS = (
    ("", _("Geen nieuw besluit")),
    ("aanvullende_hulp", _("Aanvullende hulp van het team")),
    ("eigen_dienstverlening", _("Hulp uit de eigen dienstverlening")),
)


class MoveForm(ResidenceForm):
    """Where someone goes to live, and from which day (R-080)."""

    from_on = DatePartsField(label=_("Vanaf welke dag?"), help_text=_("Dit mag ook een dag zijn die nog komt."))
    agrees = forms.BooleanField(
        label=_("De nieuwe regio mag mijn dossier zien"),
        error_messages={"required": _("Zet het vinkje. Anders kan de nieuwe regio u niet helpen.")},
    )
    field_order = ("municipality", "from_on", "agrees")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].label = _("In welke gemeente gaat u wonen?")


class MoveForOtherForm(ResidenceForm):
    """The same, reported by an adviser."""

    from_on = DatePartsField(label=_("Vanaf welke dag?"), help_text=_("Dit mag ook een dag zijn die nog komt."))
    agrees = forms.BooleanField(
        label=_("De deelnemer vindt goed dat de nieuwe regio het dossier ziet"),
        error_messages={"required": _("Zonder akkoord van de deelnemer kan het dossier niet mee.")},
    )
    agreed_through = forms.CharField(
        label=_("Hoe gaf de deelnemer akkoord?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in het gesprek van vandaag."),
    )
    field_order = ("municipality", "from_on", "agrees", "agreed_through")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].label = _("In welke gemeente gaat de deelnemer wonen?")


class ObjectionForm(HouseForm):
    """An objection against a decision, or a complaint."""

    about = forms.ChoiceField(label=_("Waar gaat het over?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Waar bent u het niet mee eens?"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Schrijf het in uw eigen woorden. Eén of twee zinnen is genoeg."),
    )
    late_because = forms.CharField(
        label=_("Is de termijn voorbij? Schrijf dan waarom het later werd"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, decisions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = [*decisions, ("klacht", _("Hoe wij met u omgaan (klacht)"))]
        self.fields["about"].choices = about  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """An objection or a complaint."""
        return "klacht" if self.cleaned_data["about"] == "klacht" else "bezwaar"

    @property
    def decision_id(self) -> int | None:
        """Against which decision."""
        return None if self.kind == "klacht" else int(self.cleaned_data["about"])


class ObjectionForOtherForm(ObjectionForm):
    """The same, written down for the person."""

    received_through = forms.CharField(
        label=_("Hoe kwam het binnen?"), max_length=120, help_text=_("Bijvoorbeeld: aan de telefoon.")
    )
    on_behalf = forms.CharField(
        label=_("Doet iemand dit voor de deelnemer? Wie?"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld een familielid of een advocaat, met toestemming van de deelnemer."),
    )


class SettleForm(HouseForm):
    """The answer to an objection or a complaint."""

    outcome = forms.ChoiceField(
        label=_("Wat vindt u?"),
        choices=((UPHELD, _("Gegrond: de deelnemer krijgt gelijk")), (DISMISSED, _("Ongegrond"))),
        widget=forms.RadioSelect,
    )
    new_kind = forms.ChoiceField(
        label=_("Nieuw besluit"),
        required=False,
        choices=NEW_DECISIONS,
        help_text=_("Alleen als een bezwaar gegrond is. Het oude besluit blijft zichtbaar."),
    )
    motivation = forms.CharField(
        label=_("Waarom?"), widget=forms.Textarea({"rows": 5}), help_text=_("De deelnemer kan dit lezen.")
    )


class SettleCorrectionForm(HouseForm):
    """The answer to a request for correction."""

    outcome = forms.ChoiceField(
        label=_("Klopt het nieuwe antwoord?"),
        choices=(("ja", _("Ja, verbeteren")), ("nee", _("Nee, het antwoord blijft zoals het is"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Uitleg"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Nodig als u nee zegt. De deelnemer kan dit lezen."),
    )


class CorrectionForm(HouseForm):
    """What an answer should be, and why the present one is wrong."""

    because = forms.CharField(
        label=_("Waarom klopt het antwoord niet?"), widget=forms.Textarea({"rows": 3}), max_length=1000
    )
    field_order = ("answer", "because")

    def __init__(self, *args: Any, fact_id: str, **kwargs: Any) -> None:
        self.fact_id = fact_id
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """The question itself, as the dictionary asks it."""
        return {"answer": fact_field(fact(self.fact_id))}


class StopForm(HouseForm):
    """Why a term stands still."""

    reason = forms.ChoiceField(label=_("Waarom kan het nu niet verder?"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Leg het uit"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=_("De deelnemer kan dit lezen. Schrijf niets over gezondheid of schulden."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = in_english()
        reasons = catalogue().facts["opschorting_reden"].choices
        choices = [(one.id, one.label.en if english else one.label.nl) for one in reasons]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]
