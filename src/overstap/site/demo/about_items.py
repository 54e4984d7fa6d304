"""What is answered about the items of the demo, by fact id."""

TRAINING: dict[str, object] = {
    "gericht_op_werkhervatting": True,
    "mbo_opleiding": False,
    "leerbedrijf_gevraagd": False,
    "voorliggend_werkgever": False,
    "voorliggend_sociale_partners": False,
    "sociaal_plan_beschikbaar": False,
    "reguliere_middelen_beschikbaar": False,
    "ofonds_beschikbaar": False,
    "extra_bbl_beschikbaar": False,
    "reden_overslaan": False,
}
"""An item of the general card for which no other money is at hand."""

PRACTICE: dict[str, object] = TRAINING | {
    "mbo_opleiding": True,
    "leerbedrijf_gevraagd": True,
    "leerbedrijf_erkend": True,
    "leerweg": "derde_leerweg",
    "erkend_door_duo": True,
    "opleidingsdoel": "praktijkverklaring",
    "werkprocessen": 3,
    "reden_hogere_prijs": False,
    "scholingsuren": 240,
    "via_mobiliteitsteam": True,
}
"""Practical learning at a recognised company."""
