"""The steps of the story: what each person does, in the words of the screens."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import expect

from tests.browser.by_link import in_post
from tests.browser.walk import TODAY, Answers, Walk

CODE = re.compile(r"(?<![\w-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![\w-])")
"""The code to come in with; the code to go on with a registration is longer."""
IBAN = "NL91 ABNA 0417 1643 00"
LAST_DAY = TODAY + dt.timedelta(days=30)
BORN = dt.date(1979, 4, 9)
"""The birth date of who registers at the desk."""
INTAKE: Answers = {
    "afstand_oordeel": "groot",
    "al_langer_in_uitkering": False,
    "arbeidsbeperking": False,
    "baan_in_gevaar": True,
    "doelgroep_banenafspraak": False,
    "door_corona": True,
    "herorienteert": True,
    "hoogste_opleiding": "mbo_2",
    "hulpvraag_taal": False,
    "inkomen_te_laag": False,
    "jaren_laatste_functie": 14,
    "laatste_werkdag": LAST_DAY,
    "opleiding_weinig_kans": False,
    "school_verlaten": "niet",
    "sector_laatste_werk": "horeca",
    "taalniveau_mondeling": "B1",
    "tijdelijk_contract_stopt": False,
    "uitkering": "geen_uitkering",
    "uwv_gevraagd": False,
    "vraagt_bijstand_aan": False,
    "verwachte_werkloosheidsduur": 9,
    "werkgever_sociaal_plan": False,
    "kans_op_geen_uitkering": False,
    "stap_van_werk_naar_werk": True,
    "wil_ondersteuning": True,
}


def register(walk: Walk, name: str, email: str) -> str:
    """Register at the digital desk; gives the number of the file."""
    walk.press("Meld u aan")
    walk.press("Begin")
    walk.answer("huidige_status", "in_dienst", name="huidige_status")
    walk.press("Volgende")
    walk.answer("dienstverband_opgezegd", answer=True, name="dienstverband_opgezegd")
    walk.press("Volgende")
    walk.write("In welke gemeente woont u?", "Tilburg")
    walk.press("Volgende")
    walk.press("Volgende")
    walk.write("Voornaam", name)
    walk.write("Achternaam", "van de Wandeling")
    walk.date(dt.date(1963, 4, 9), name="birth_date")
    walk.press("Volgende")
    walk.write("E-mailadres", email)
    walk.press("Volgende")
    walk.tick_agreement()
    walk.press("Volgende")
    walk.press("Verstuur mijn aanmelding")
    text = walk.read()

    assert "Midden-Brabant" in text
    assert walk.say("Waarom %(who)s?", who="FNV") in text
    number = re.search(r"2021-\d{6}", text)
    assert number is not None
    return number.group()


def enter_by_code(walk: Walk, email: str) -> None:
    """Open the own file with a code from the post."""
    walk.press("Open mijn dossier")
    walk.write("Code", in_post(walk, email, CODE))
    # Not the link of the same name at the top of the page.
    walk.hand.use(walk.page.locator("main").get_by_role("button", name=walk.say("Log in"), exact=True))
    walk.look()

    assert "/code/" not in walk.page.url, walk.read()


def at_the_desk(walk: Walk, name: str) -> str:
    """Register somebody at the desk who prefers this organisation, and take the file in hand; gives its number."""
    walk.go("/loket/aanmelden/")
    walk.answer("huidige_status", "in_dienst", name="huidige_status")
    walk.answer("dienstverband_opgezegd", answer=True, name="dienstverband_opgezegd")
    walk.write("In welke gemeente woont u?", "Tilburg")
    walk.hand.choose(walk.page.locator("select[name='preferred']"), "FNV")
    walk.hand.fill(walk.page.locator("[name='first_name']"), name)
    walk.hand.fill(walk.page.locator("[name='last_name']"), "van de Wandeling")
    walk.date(BORN, name="birth_date")
    walk.hand.fill(walk.page.locator("[name='email']"), f"{name.lower()}@demo.overstap.example")
    walk.hand.set(walk.page.locator("input[name='given_through']").first)
    walk.tick_agreement()
    walk.press("Meld aan")
    number = re.search(r"2021-\d{6}", walk.read())

    assert number is not None, walk.read()
    open_file(walk, number.group(), "Overzicht")
    walk.press("Ik pak dit dossier op")
    return number.group()


def take_in(walk: Walk, number: str) -> None:
    """Find the file, take it in hand, and do the intake."""
    walk.become("Joris van Dam")
    open_file(walk, number, "Overzicht")
    walk.press("Ik pak dit dossier op")
    intake(walk)


def intake(walk: Walk) -> None:
    """Answer every question that still matters."""
    walk.press("Intake")
    asked = []
    while walk.page.locator("form.question").count():
        fact_id = walk.page.locator("input[name='fact_id']").get_attribute("value") or ""

        assert fact_id not in asked, f"asked twice: {fact_id}"
        asked.append(fact_id)
        walk.answer(fact_id, INTAKE[fact_id], name="answer")
        permission = walk.page.locator("input[name='agreed']")
        if permission.count():
            walk.hand.set(permission)
        walk.press("Opslaan en verder")


def decide(walk: Walk) -> None:
    """Ask the advice, read its grounds, decide with a motivation."""
    walk.press("Naar het advies")
    walk.press("Eigen hulp toevoegen")
    walk.write("Welke hulp gaf u al zelf?", "Eerste gesprek en cv")
    walk.date(TODAY, name="started_on")
    walk.press("Toevoegen")
    walk.press("Maak het advies")

    assert walk.page.locator(".grounds__line--voor").count() >= 3
    walk.hand.set(walk.page.locator("input[name='kind'][value='aanvullende_hulp']"))
    walk.write("Waarom besluit u dit?", "Veertien jaar horeca; met een opleiding is er werk in de zorg.")
    walk.press("Besluit vastleggen")


def describe(walk: Walk) -> None:
    """Write down what the person can and wants."""
    walk.press("Profiel")
    walk.hand.use(walk.page.locator("a[href*='/profiel/'][href*='competentie']"))
    walk.write("Wat kunt u goed?", "Hygiënisch werken")
    walk.press("Bewaar")
    walk.write("Wat wilt u graag?", "Werk met mensen")
    walk.write("Hoeveel uur per week?", "32")
    walk.write("Welk werk zoekt u?", "Helpende zorg en welzijn")
    walk.press("Profiel opslaan")


ABOUT_PRACTICE: Answers = {
    "aanbieder_extern": True,
    "aanbieder_vastgelegd": True,
    "certificaat_op_lijst": False,
    "cursus_vastgelegd": True,
    "erkend_door_duo": True,
    "extra_bbl_beschikbaar": False,
    "gericht_op_werkhervatting": True,
    "grond_voor_verkorting": False,
    "leerbedrijf_erkend": True,
    "leerbedrijf_gevraagd": True,
    "leerweg": "derde_leerweg",
    "mbo_opleiding": True,
    "ofonds_beschikbaar": False,
    "opleidingsdoel": "praktijkverklaring",
    "reden_hogere_prijs": False,
    "reden_overslaan": False,
    "reguliere_middelen_beschikbaar": False,
    "scholingsuren": 240,
    "sociaal_plan_beschikbaar": False,
    "via_mobiliteitsteam": True,
    "voorliggend_sociale_partners": False,
    "voorliggend_werkgever": False,
    "werkprocessen": 3,
}
ABOUT_CUSTOM = ABOUT_PRACTICE | {"mbo_opleiding": False, "leerbedrijf_gevraagd": False}


def begin_plan(walk: Walk) -> None:
    """Begin the arrangement: its target, what already exists, and one thing that does."""
    walk.press("Arrangement")
    walk.press("Begin het arrangement")
    walk.write("Naar welk werk of welke sector werkt de deelnemer toe?", "Helpende zorg en welzijn")
    walk.hand.set(walk.page.locator("input[name='vacancies']").first)
    walk.press("Begin")
    walk.press("Vastleggen wat u naging")
    for group in ("werkgever", "sociale_partners", "uwv_gemeente", "scholen", "leerwerkloket", "sbb"):
        there = group in {"werkgever", "sociale_partners"}
        walk.hand.set(walk.page.locator(f"input[name='{group}_available'][value='{'ja' if there else 'nee'}']"))
        walk.hand.fill(walk.page.locator(f"[name='{group}_explanation']"), "Gebeld en nagevraagd.")
    walk.press("Opslaan")
    walk.press("Hulp toevoegen die er al is")
    walk.write("Welke hulp is er al?", "Training solliciteren")
    walk.hand.choose(walk.page.locator("select[name='providing_party']"), "FNV")
    walk.press("Zet in het arrangement")


def choose(walk: Walk, instrument: str, title: str, cost: str, about: Answers, *, employer: str = "") -> bool:
    """Choose an instrument and answer what its schemes ask; tells whether it came to stand in the arrangement."""
    walk.hand.use(walk.page.locator("summary", has_text=re.compile(rf"^\s*{instrument[0]}\.")).first)
    walk.hand.use(walk.page.locator(f"a[href$='/kiezen/{instrument}/']"))
    walk.look()
    walk.hand.fill(walk.page.locator("[name='title']"), title)
    walk.hand.choose(walk.page.locator("select[name='providing_party']"), "FNV")
    walk.hand.fill(walk.page.locator("[name='provider']"), "Voorbeeld mbo-college")
    if employer:
        walk.hand.fill(walk.page.locator("[name='employer']"), employer)
        walk.date(TODAY, name="starts_on")
        walk.date(TODAY + dt.timedelta(days=200), name="ends_on")
    walk.hand.fill(walk.page.locator("[name='cost']"), cost)
    walk.hand.fill(walk.page.locator("[name='cofinancing_reason']"), "De oude werkgever stopt.")
    walk.hand.fill(walk.page.locator("[name='motivation']"), "Dit brengt werk dichterbij.")
    known = INTAKE | about
    for _ in range(6):
        for field in walk.page.locator("[name^='fact_']").all():
            name = field.get_attribute("name") or ""
            if field.get_attribute("type") != "radio" or not walk.page.locator(f"[name='{name}']:checked").count():
                fact_id = name.removeprefix("fact_")
                walk.answer(fact_id, known.get(fact_id, False), name=name)
        walk.press("Kies dit onderdeel")
        if not walk.page.locator("[name='cost']").count():
            return True
        if walk.page.locator(".refusal").count() and not walk.page.locator(".field__error").count():
            return False
    raise AssertionError(f"{instrument}: {walk.read()}")


def open_file(walk: Walk, number: str, page: str) -> None:
    """Find a file in the caseload and open one of its pages."""
    walk.press("Begeleiding")
    walk.write("Zoek op nummer of naam", number)
    walk.press("Toon")
    found = walk.page.locator("#dossiers tbody tr")
    expect(found).to_have_count(1)
    walk.settle()
    walk.hand.use(found.filter(has_text=number).locator("th a"))
    walk.press(page)


def open_work(walk: Walk, number: str) -> None:
    """Open what waits in this file; what waits longest stands first, and a long list is folded."""
    line = walk.page.locator(".work-list a", has_text=number)
    if not line.is_visible():
        walk.hand.use(walk.page.locator("summary", has_text=walk.say("Toon alles wat wacht")))
    walk.hand.use(line)
    walk.look()


def propose_and_agree(walk: Walk, name: str) -> None:
    """The adviser proposes; the person reads the plan and says yes."""
    walk.press("Stel voor aan de deelnemer")
    walk.become(name)
    walk.press("Mijn dossier")
    walk.press("Mijn plan")

    assert "€" in walk.read()
    walk.press("Ja, ik ga akkoord met dit plan")


def coordinate(walk: Walk, number: str) -> None:
    """Another organisation looks at the plan, and agrees."""
    walk.become("Joris van Dam")
    open_file(walk, number, "Arrangement")
    walk.press("Vraag een andere organisatie om mee te kijken")
    walk.hand.choose(walk.page.locator("select[name='party']"), "UWV")
    walk.hand.set(walk.page.locator("input[name='person_agrees']"))
    walk.hand.fill(walk.page.locator("[name='how']"), "In het gesprek")
    walk.press("Stel de vraag")
    walk.become("Sanne Bakker")
    walk.press("Begeleiding")
    open_work(walk, number)
    walk.press("Geef antwoord")
    walk.hand.set(walk.page.locator("input[name='agreed'][value='ja']"))
    walk.press("Geef antwoord")


def start(walk: Walk, number: str, title: str) -> None:
    """Everything is committed at once; the training begins."""
    walk.become("Joris van Dam")
    open_file(walk, number, "Arrangement")
    walk.press("Start het arrangement")
    walk.hand.press(walk.say("Start %(title)s", title=title))
    walk.look()


def claim_fee(walk: Walk) -> None:
    """The employer asks the fee for the week that has begun, through the adviser."""
    walk.press("Vergoeding voor de werkgever vragen")
    walk.hand.fill(walk.page.locator("[name='weeks_present']"), "1")
    walk.hand.fill(walk.page.locator("[name='paper_number']"), "week 1")
    for part, value in (("day", "1"), ("month", "2"), ("year", "2021")):
        walk.hand.fill(walk.page.locator(f"[name='paper_on_{part}']"), value)
    walk.press("Vraag betaling")


def approve(walk: Walk, employer: str) -> None:
    """A second person approves; nobody at the counter sees who it is about."""
    walk.become("Wilma Vos")
    walk.press("Kassa")
    walk.press("Betalen")
    walk.press("Aanspraken")
    walk.hand.use(walk.page.locator("th a", has_text=employer))
    walk.look()

    assert walk.money("67,50") in walk.read()
    assert "van de Wandeling" not in walk.read()
    walk.hand.set(walk.page.locator("input[name='decision']").first)
    walk.press("Leg uw besluit vast")


def pay(walk: Walk, employer: str) -> None:
    """Two people agree on the account, one gathers what is to be paid, and another releases it."""
    approve(walk, employer)
    walk.become("Peter Koning")
    walk.press("Kassa")
    walk.press("Betalen")
    walk.press("Begunstigden")
    walk.press("Nieuwe begunstigde")
    for name, typed in (
        ("recipient", employer),
        ("holder", employer),
        ("iban", IBAN),
        ("because", "Factuur, nagebeld"),
    ):
        walk.hand.fill(walk.page.locator(f"[name='{name}']"), typed)
    walk.hand.choose(walk.page.locator("select[name='kind']"), walk.say("Werkgever"))
    walk.press("Stel het rekeningnummer voor")
    walk.become("Wilma Vos")
    walk.press("Kassa")
    walk.press("Betalen")
    walk.press("Begunstigden")
    walk.hand.use(walk.page.locator("th a", has_text=employer).first)
    walk.hand.set(walk.page.locator("input[name='decision']").first)
    walk.press("Leg uw besluit vast")
    walk.become("Peter Koning")
    walk.press("Kassa")
    walk.press("Betalen")
    walk.press("Betaalopdrachten")
    walk.press("Stel een betaalopdracht op")
    walk.look()
    walk.press("Zet de opdracht klaar")
    walk.become("Noor Jacobs")
    walk.press("Kassa")
    walk.press("Betalen")
    walk.press("Betaalopdrachten")
    walk.hand.use(walk.page.locator("th a").first)
    walk.look()
    walk.press("Geef de opdracht vrij")


def hand_over(walk: Walk, number: str) -> None:
    """The job ends and a benefit begins: the file goes to UWV, the plan goes along."""
    walk.become("Joris van Dam")
    open_file(walk, number, "Overdracht")
    walk.hand.set(walk.page.locator("input[name='kind'][value='dossier']"))
    walk.hand.choose(walk.page.locator("select[name='to_party']"), "UWV")
    walk.hand.fill(walk.page.locator("[name='because']"), "De WW begint op 18 maart.")
    walk.hand.set(walk.page.locator("input[name='person_agrees']"))
    walk.hand.fill(walk.page.locator("[name='how']"), "In het gesprek")
    walk.press("Bied de overdracht aan")
    walk.become("Sanne Bakker")
    walk.press("Begeleiding")
    open_work(walk, number)
    walk.press("Aanvaarden")


def find_work(walk: Walk, number: str) -> None:
    """The new job starts the day after the old one."""
    open_file(walk, number, "Uitkomst")
    walk.write("Nieuwe werkgever", "Zorghuis Voorbeeld")
    walk.write("Beroep", "Helpende")
    walk.date(TODAY, name="old_contract_until")
    walk.date(TODAY + dt.timedelta(days=1), name="new_contract_from")
    walk.write("Uren per week", "32")
    walk.hand.set(walk.page.locator("input[name='benefit_between'][value='nee']"))
    walk.press("Nieuw werk vastleggen")


def placed_in_report(walk: Walk) -> int:
    """Read in the running report of the region how many people found work."""
    walk.become("Henk Verhoeven")
    walk.press("Toezicht")
    walk.press("Rapportages")
    walk.hand.use(walk.page.locator("th a", has_text="Midden-Brabant").last)
    walk.look()
    tile = walk.page.locator(
        ".key-figure", has_text=walk.say("Dossiers waarin in de periode nieuw werk is vastgelegd.")
    )
    return int(tile.locator(".key-figure__value").inner_text())
