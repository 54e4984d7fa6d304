"""Dutch for what the loader says; `{}` stands for a piece that differs, `{0}` for the first of those."""

from __future__ import annotations

TYPES = {
    "a whole number": "een heel getal",
    "a number of ": "een aantal ",
    "one of ": "een van ",
    "true or false": "ja of nee",
    "an amount of money": "een bedrag",
    "a date": "een datum",
    "a list": "een lijst",
    "a table": "een tabel",
    "a group of keys": "een groep",
    "a text": "een tekst",
    "an id": "een naam",
    "a word": "een woord",
    "a name": "een naam",
    "an expression": "een uitdrukking",
    "the name of a parameter": "de naam van een parameter",
    "the id of a document": "de naam van een document",
    "the place in the document": "de plaats in het document",
    "the dutch text": "de Nederlandse tekst",
    "the english text": "de Engelse tekst",
    "passing": "met ja",
    "refusing": "met nee",
    "condition": "voorwaarde",
    "factor": "weging",
    "fact": "gegeven",
}

SENTENCES = {
    # The text as a whole.
    "This is not YAML: {}.": "De opbouw van de tekst klopt niet: {0}.",
    "Look at indentation, colons and quotes here.": (
        "Kijk naar de inspringing, de dubbele punten en de aanhalingstekens."
    ),
    "The text is larger than 512 KiB.": "De tekst is te lang.",
    "The file is larger than 512 KiB.": "Het bestand is te groot.",
    "Split it.": "Verdeel het over twee regelingen.",
    "The file is not UTF-8 text.": "Het bestand is geen gewone tekst (UTF-8).",
    "Save it as UTF-8.": "Bewaar het als UTF-8.",
    "The file cannot be read: {}.": "Het bestand kan niet worden gelezen: {0}.",
    "Anchors such as &{} are not accepted.": "Een anker zoals &{0} kan hier niet.",
    "Aliases such as *{} are not accepted.": "Een verwijzing zoals *{0} kan hier niet.",
    "Tags such as {} are not accepted.": "Een label zoals {0} kan hier niet.",
    "Write the value out.": "Schrijf de waarde voluit.",
    "Write a plain value.": "Schrijf een gewone waarde.",
    "The file is nested deeper than {} levels.": "De tekst gaat meer dan {0} lagen diep.",
    "Make it flatter.": "Maak het platter.",
    "A key is one word.": "Een naam voor een dubbele punt is een woord.",
    "Put quotes around a value that starts with [ or {.": "Zet aanhalingstekens om een waarde die met [ of {{ begint.",
    "'{}' stands here twice.": "'{0}' staat hier twee keer.",
    "Keep one of the two.": "Houd er een van de twee.",
    "The file holds more than one document.": "In de tekst staan twee stukken achter elkaar.",
    "Remove the line ---.": "Haal de regel --- weg.",
    # What stands where.
    "Keys with values are needed here.": "Hier horen namen met waarden.",
    "Needed: {}.": "Nodig: {0}.",
    "Write 'name: value' on each line.": "Schrijf op elke regel 'naam: waarde'.",
    "'{}' is no key here.": "'{0}' kan hier niet staan.",
    "Known here: {}.": "Hier kan staan: {0}.",
    "'{}' is missing.": "'{0}' ontbreekt.",
    "Add '{}:'.": "Voeg '{0}:' toe.",
    "A list is needed here.": "Hier hoort een lijst.",
    "Write [a, b], or a line with '- ' for each member.": "Schrijf [a, b], of voor elk deel een regel met '- '.",
    "{} is needed here.": "Hier ontbreekt iets: {0}.",
    "'{}' cannot be an id.": "'{0}' kan geen naam zijn.",
    "Use {}, starting with a letter.": "Gebruik kleine letters, cijfers en streepjes, en begin met een letter.",
    "'{}' is a word of the language.": "'{0}' is een woord van de taal zelf.",
    "Choose another id.": "Kies een andere naam.",
    "'{}' is not accepted here.": "'{0}' kan hier niet.",
    "Choose from: {}.": "Kies uit: {0}.",
    "Here stands true or false.": "Hier staat true of false.",
    "{} is no whole number.": "{0} is geen heel getal.",
    "Write digits only, without a point or leading zero.": "Schrijf alleen cijfers, zonder punt en zonder nul vooraan.",
    "{} is no amount in euros.": "{0} is geen bedrag in euro's.",
    "Write euros with two decimals and a point, such as 810.00.": (
        "Schrijf euro's met een punt en twee cijfers, zoals 810.00."
    ),
    "{} is no date.": "{0} is geen datum.",
    "Write a date as 2021-02-01.": "Schrijf een datum zo: 2021-02-01.",
    "The text is given in one language only.": "De tekst staat er maar in een taal.",
    "Write {nl: ..., en: ...}.": "Vul de tekst in het Nederlands en in het Engels in.",
    "A source is missing.": "Er ontbreekt een bron.",
    "Write source: {document: ..., place: ...}.": "Kies een document en schrijf waar het daarin staat.",
    "{} is no requirement id.": "{0} is geen nummer van een eis.",
    "Write it as R-110.": "Schrijf het zo: R-110.",
    "There is no source document '{}'.": "Het document '{0}' staat niet in de lijst van bronnen.",
    "Add the document to sources.yaml.": "Kies een document uit de lijst.",
    "{} is not one of the values.": "{0} is geen van de waarden.",
    "'{}' always applies.": "'{0}' is altijd van toepassing.",
    "Leave it out when it is not known.": "Laat het leeg als het niet bekend is.",
    "'{}' always applies, so 'n.v.t.' cannot be its value.": "'{0}' is altijd van toepassing: 'n.v.t.' kan dus niet.",
    # Parameters.
    "'{}' is already a fact or a word of the language.": "'{0}' is al een gegeven of een woord van de taal.",
    "Rename the parameter.": "Geef de parameter een andere naam.",
    "'{}' has values of regions.": "'{0}' heeft waarden van regio's.",
    "Add regional: true.": "Kruis aan dat een regio een eigen waarde mag kiezen.",
    "Only an integer has a unit.": "Alleen een heel getal heeft een eenheid.",
    "Remove it.": "Haal het weg.",
    "'{}' is no enumeration fact.": "'{0}' is geen gegeven met een lijst van waarden.",
    "Name a fact of type enum under 'of'.": "Kies een gegeven met een lijst van waarden.",
    "A table needs '{}'.": "Bij een tabel hoort '{0}'.",
    "Write of: money and by: {type: integer, unit: years}.": "Schrijf of: money en by: {{type: integer, unit: years}}.",
    "The values are not in order of date.": "De waarden staan niet op volgorde van datum.",
    "Put the earliest first, each date once.": "Zet de oudste eerst, en elke datum een keer.",
    "This value overlaps the next, which starts on {}.": "Deze waarde loopt door in de volgende, die op {0} begint.",
    "Let it end the day before.": "Laat hem de dag daarvoor eindigen.",
    "This value ends before it starts.": "Deze waarde eindigt voor hij begint.",
    "Correct the dates.": "Verbeter de datums.",
    "The list is empty.": "De lijst is leeg.",
    "Give at least one member.": "Vul minstens een waarde in.",
    "The rows are not in rising order.": "De treden staan niet op volgorde.",
    "Put the lowest first, each start once.": "Zet de laagste eerst, en elke trede een keer.",
    "The table is empty.": "De tabel is leeg.",
    "Give at least one row {from: .., value: ..}.": "Vul minstens een trede in.",
    "'{}' has no value from {} until {}.": "'{0}' heeft geen waarde van {1} tot en met {2}.",
    "'{}' has no value from {} on.": "'{0}' heeft geen waarde vanaf {1}.",
    "A parameter has a value on every day that the scheme is valid.": (
        "Een parameter heeft een waarde op elke dag dat de regeling geldt."
    ),
    "There is no parameter '{}'.": "Er is geen parameter '{0}'.",
    "Add it under 'parameters'.": "Voeg de parameter toe.",
    "'{}' is {}, but {} is needed.": "'{0}' is {1}, maar nodig is {2}.",
    "Nothing uses the parameter '{}'.": "Niets gebruikt de parameter '{0}'.",
    "Use it, or write 'only_shown: true' when it is there for the reader or another part of the house.": (
        "Gebruik hem, of kruis aan dat hij er alleen is om te laten zien."
    ),
    "'{}' is only shown, yet something here uses it.": "'{0}' is alleen om te laten zien, maar wordt toch gebruikt.",
    "Remove 'only_shown'.": "Haal dat kruisje weg.",
    "Nothing uses the named expression '{}'.": "Niets gebruikt het begrip '{0}'.",
    "Use it in a rule or text, or remove it.": "Gebruik het in een regel of tekst, of haal het weg.",
    "The judgement '{}' is used by no expression.": "Het oordeel '{0}' wordt nergens gebruikt.",
    "Use it, or take it from the list.": "Gebruik het, of haal het uit de lijst.",
    "'{}' was withdrawn after {}, before this version starts.": (
        "Het document '{0}' geldt niet meer na {1}, voor deze versie begint."
    ),
    "'{}' holds only from {}, after this version ended.": (
        "Het document '{0}' geldt pas vanaf {1}, na het einde van deze versie."
    ),
    "Cite a document that holds, or correct 'valid' in sources.yaml.": "Kies een document dat dan geldt.",
    # The scheme, its versions and its examples.
    "The scheme ends before it starts.": "De regeling eindigt voor zij begint.",
    "The scheme has no conditions, outputs or parameters.": (
        "De regeling heeft geen voorwaarden, uitkomsten of parameters."
    ),
    "Write who it is for.": "Schrijf voor wie de regeling is.",
    "'{}' is already a fact, parameter or word of the language.": (
        "'{0}' is al een gegeven, een parameter of een woord van de taal."
    ),
    "Rename it.": "Kies een andere naam.",
    "The {} '{}' stands here twice.": "De naam '{1}' ({0}) staat er twee keer.",
    "Give each its own id.": "Geef elk een eigen naam.",
    "There is no enumeration fact '{}'.": "Er is geen gegeven '{0}' met een lijst van waarden.",
    "'{}' is no fact with origin judgement.": "'{0}' is geen oordeel van een professional.",
    "Name a fact with origin judgement.": "Noem een gegeven dat een professional beoordeelt.",
    "An enumeration needs at least two values.": "Een lijst van waarden heeft er minstens twee.",
    "Write values: [{id: .., label: ..}, ..].": "Schrijf values: [{{id: .., label: ..}}, ..].",
    "'{}' names '{}', which is no other scheme.": "'{0}' noemt '{1}', maar dat is geen andere regeling.",
    "There is a version from {} already; a published version is never replaced.": (
        "Er is al een versie vanaf {0}. Een gepubliceerde versie wordt nooit vervangen."
    ),
    "Choose another first day.": "Kies een andere eerste dag.",
    "A later version starts on {}.": "Op {0} begint al een latere versie.",
    "Let this one end before {}: fill in 'until'.": "Laat deze versie voor {0} eindigen: vul een laatste dag in.",
    "The scheme has no {} case.": "De regeling heeft geen voorbeeld {0}.",
    "Add a case with expect: {outcome: {}}.": "Voeg een voorbeeld toe waar {0} uitkomt.",
    "Two cases are called '{}'.": "Twee voorbeelden heten '{0}'.",
    "Give each its own name.": "Geef elk een eigen naam.",
    "There is no {} '{}'.": "De naam '{1}' bestaat niet ({0}).",
    "There is no fact '{}'.": "Er is geen gegeven '{0}'.",
    "Add it to the dictionary under schemes/facts.": "Kies een gegeven dat er is.",
    "'{}' is no regional parameter.": "'{0}' is geen parameter waarvoor een regio kiest.",
    "Only a parameter with regional: true can be set.": (
        "Alleen een parameter waarvoor een regio mag kiezen, kan hier staan."
    ),
    "The scheme has no amount.": "De regeling heeft geen bedrag.",
    "Remove it, or add 'amount' to the scheme.": (
        "Haal het bedrag weg uit het voorbeeld, of vul bij de regeling een bedrag in."
    ),
    "The scheme has no output '{}'.": "De regeling heeft geen uitkomst '{0}'.",
    "A brace in a text is not closed.": "Een accolade in een tekst is niet gesloten.",
    "Write {name}, or {{ for a brace.": "Schrijf {{naam}}, of {{{{ voor een accolade.",
    "Nothing fills '{{}}' in this text.": "Niets vult '{{{0}}}' in deze tekst in.",
    "Use a parameter, or a fact or 'let' of this file.": (
        "Gebruik een parameter, een gegeven of een begrip van deze regeling."
    ),
    "A duration is a number of days, weeks, months or years.": "Een duur is een aantal dagen, weken, maanden of jaren.",
    "A duration has a minimum or a maximum.": "Een duur heeft een minimum of een maximum.",
    "Name a parameter.": "Noem een parameter.",
    "A ceiling is money or a number, not {}.": "Een plafond is een bedrag of een getal, niet {0}.",
    "The ceiling needs a fact '{}' that is {}.": "Bij het plafond hoort een gegeven '{0}': {1}.",
    "Add it to the dictionary with origin [register].": "Dat gegeven moet in het woordenboek staan.",
    # Expressions.
    "The expression is empty.": "De uitdrukking is leeg.",
    "Write what has to hold.": "Schrijf wat zo moet zijn.",
    "The expression cannot be read.": "De uitdrukking kan niet worden gelezen.",
    "Python says: {}.": "Let op haakjes en woorden op deze plek ({0}).",
    "Write it shorter and flatter.": "Schrijf het korter, met minder haakjes.",
    "The expression is longer than {} characters.": "De uitdrukking is langer dan {0} tekens.",
    "The expression is too large.": "De uitdrukking is te groot.",
    "Give parts of it a name under 'let'.": "Maak van een deel een begrip.",
    "The language does not have {}.": "De taal kent {0} niet.",
    "See docs/scheme-language.md for what can be used.": "Onderaan staat wat wel kan.",
    "There is no division; use share(amount, part, whole).": "Delen kan niet. Gebruik share(bedrag, deel, geheel).",
    "Write the multiplication out.": "Schrijf de vermenigvuldiging uit.",
    "A name is one word without dots.": "Een naam is een woord zonder punten.",
    "Write the members between round brackets: x in (a, b).": "Zet de waarden tussen ronde haakjes: x in (a, b).",
    "Use == to compare.": "Gebruik == om te vergelijken.",
    "Use != to compare.": "Gebruik != om te vergelijken.",
    "Use 'and'.": "Gebruik 'and'.",
    "Use 'or'.": "Gebruik 'or'.",
    "Give the arguments in order, without names.": "Geef de waarden op volgorde, zonder namen.",
    "There are no decimals, texts or empty values; an amount or date is a parameter.": (
        "Cijfers achter de komma, teksten en lege waarden kunnen hier niet. Maak van een bedrag of datum een parameter."
    ),
    "The number is too large.": "Het getal is te groot.",
    "'{}' is not known here.": "'{0}' is hier niet bekend.",
    "It is no fact, parameter or 'let'; a value of an enumeration needs its fact on the other side.": (
        "Het is geen gegeven, parameter of begrip. Een waarde uit een lijst staat tegenover het gegeven van die lijst."
    ),
    "'{}' is {} and '{}' is {}; these do not mix.": "'{0}' is {1} en '{2}' is {3}. Die twee gaan niet samen.",
    "Bring both to the same type and unit.": "Vergelijk of reken alleen met dezelfde soort en eenheid.",
    "Here stands {}, but {} is needed.": "Hier staat {0}, maar nodig is {1}.",
    "Here stands {}, but a whole number is needed.": "Hier staat {0}, maar nodig is een heel getal.",
    "Count with count_true(...), or write (1 if ... else 0).": "Tel met count_true(...), of schrijf (1 if ... else 0).",
    "Money comes from a parameter or a fact.": "Een bedrag komt uit een parameter of een gegeven.",
    "'{}' is {}, not true or false.": "'{0}' is {1}, en niet ja of nee.",
    "Compare it with something.": "Vergelijk het ergens mee.",
    "A minus before {} has no meaning.": "Een min voor {0} betekent niets.",
    "'{}' is {}, which cannot be added.": "'{0}' is {1}. Daarmee kunt u niet optellen.",
    "Use days_between, weeks_between, months_between or plus_months.": (
        "Gebruik days_between, weeks_between, months_between of plus_months."
    ),
    "Count with count_true(...), multiply, or write (1 if ... else 0).": (
        "Tel met count_true(...), vermenigvuldig, of schrijf (1 if ... else 0)."
    ),
    "{} times {} has no meaning.": "{0} keer {1} betekent niets.",
    "At most one side of a product has a unit.": "Hoogstens een van de twee heeft een eenheid.",
    "'{}' is no list.": "'{0}' is geen lijst.",
    "After 'in' stands a list parameter or (a, b).": "Na 'in' staat een lijst of (a, b).",
    "Write one member as (a,).": "Schrijf een enkele waarde als (a,).",
    "A member after 'in' is a written value or a parameter.": "Na 'in' staan waarden of parameters.",
    "Use == and or.": "Gebruik == en or.",
    "Members between brackets may only stand after 'in'.": "Waarden tussen haakjes kunnen alleen na 'in' staan.",
    "Write: x in (a, b).": "Schrijf: x in (a, b).",
    "'{}' is both a value and a name here.": "'{0}' is hier een waarde en ook een naam.",
    "Rename one of the two.": "Geef een van de twee een andere naam.",
    "'{}' may be not applicable.": "'{0}' kan niet van toepassing zijn.",
    "Test it first: has({}) and ..., or ... if has({}) else ....": (
        "Vraag dat eerst: has({0}) and ..., of ... if has({0}) else ...."
    ),
    "There is no function '{}'.": "Er is geen functie '{0}'.",
    "The functions are: {}.": "De functies zijn: {0}.",
    "{} is called as {}.": "{0} schrijft u zo: {1}.",
    "{} of {} has no meaning.": "{0} van {1} betekent niets.",
    "The way of rounding is down, up or half_up.": "Afronden gaat met down, up of half_up.",
    "A share of {} has no meaning.": "Een deel van {0} betekent niets.",
    "{} cannot be rounded.": "Afronden kan niet: dit is {0}.",
    "The step of rounded is a whole number or a parameter.": "De stap van rounded is een heel getal of een parameter.",
    "The second of plus_months is {}.": "Het tweede van plus_months is {0}.",
    "Give months.": "Geef maanden.",
    "'{}' is no table.": "'{0}' is geen tabel.",
    "Give a parameter of type table.": "Geef een parameter die een tabel is.",
    "'{}' is no fact.": "'{0}' is geen gegeven.",
    "has() asks whether a fact applies.": "has() vraagt of een gegeven van toepassing is.",
    "'{}' always applies, so has({}) is always true.": "'{0}' is altijd van toepassing: has({1}) is dus altijd waar.",
    "Leave it out, or give the fact may_be_not_applicable: true.": "Laat het weg.",
    # What can never happen.
    "'{}' can become too large.": "'{0}' kan te groot worden.",
    "Make the domains of its facts smaller.": "Gebruik gegevens die minder groot kunnen worden.",
    "'{}' can be zero or less, so no share of it can be taken.": (
        "'{0}' kan nul of minder zijn. Daar kunt u geen deel van nemen."
    ),
    "Write max(1, {}).": "Schrijf max(1, {0}).",
    "The step of rounded is less than 1.": "De stap van rounded is minder dan 1.",
    "Give a positive step.": "Geef een stap van 1 of meer.",
    "'{}' can be lower than the first row of '{}'.": "'{0}' kan lager zijn dan de eerste trede van '{1}'.",
    "Add a row for the lowest values.": "Voeg een trede toe voor de laagste waarden.",
    "The row from {} of '{}' is never reached: '{}' cannot come there.": (
        "De trede vanaf {0} van '{1}' komt nooit voor: '{2}' komt daar niet."
    ),
    "Remove the row, or look at the domains.": "Haal de trede weg.",
    "The condition '{}' never holds, whatever is answered.": "Aan de voorwaarde '{0}' kan niemand voldoen.",
    "Look at its domains and numbers.": "Kijk de waarden en grenzen na.",
    "The condition '{}' always holds, so it decides nothing.": (
        "Aan de voorwaarde '{0}' voldoet iedereen. Zij beslist dus niets."
    ),
    "Leave it out, or look at its domains and numbers.": "Haal haar weg, of kijk de waarden en grenzen na.",
    "Nobody meets all conditions at once.": "Niemand kan aan alle voorwaarden samen voldoen.",
    "Look which parts of it exclude each other.": "Kijk welke delen elkaar uitsluiten.",
    "Look which two of them exclude each other.": "Kijk welke twee elkaar uitsluiten.",
    "The condition '{}' never decides: whoever meets those before it meets it too.": (
        "De voorwaarde '{0}' beslist nooit iets: wie aan de vorige voldoet, voldoet ook hieraan."
    ),
    "Leave it out, or look at the conditions before it.": "Haal haar weg, of kijk naar de voorwaarden ervoor.",
    "The branch '{}' is never taken: '{}' never {} there.": (
        "Het stuk '{0}' komt nooit voor: '{1}' is daar altijd hetzelfde."
    ),
    "Remove the branch, or look at the choices before it.": "Haal het stuk weg, of kijk naar de keuzes ervoor.",
    # Questions that a draft changes or adds.
    "The fact '{}' stands here twice.": "De vraag '{0}' staat hier twee keer.",
    "'{}' is {} already; that stays so.": "Het antwoord op '{0}' is al {1}. Dat blijft zo.",
    "The unit of '{}' stays what it is.": "De eenheid van '{0}' blijft zoals zij is.",
    "Whether '{}' may be not applicable stays what it is.": (
        "Of '{0}' niet van toepassing kan zijn, blijft zoals het is."
    ),
    "The bounds of '{}' can only become wider.": "De grenzen van '{0}' kunnen alleen ruimer worden.",
    "The bounds of '{}' stay what they are, because published schemes ask it: {}.": (
        "De grenzen van '{0}' blijven zoals ze zijn, want regelingen die gelden stellen deze vraag: {1}."
    ),
    "Make a new question with another id.": "Maak een nieuwe vraag met een andere naam.",
    "Only an enumeration has '{}'.": "Alleen een vraag met een paar antwoorden heeft '{0}'.",
    "Remove it, or make the type enum.": "Haal het weg, of kies als soort: een van een paar antwoorden.",
    "The value '{}' stands here twice.": "Het antwoord '{0}' staat hier twee keer.",
    "Say who can supply the fact.": "Kies wie de vraag kan beantwoorden.",
    "Write origin: [person, case].": "Kruis minstens een antwoord aan.",
    "The domain is missing: a question not answered is the whole domain.": (
        "De grenzen ontbreken. Een vraag die open staat, kan alles tussen die grenzen zijn."
    ),
    "Add domain: {min: .., max: ..}.": "Vul in van welke waarde tot en met welke waarde het antwoord kan zijn.",
    "The domain holds fewer than two values.": "Tussen de grenzen liggen minder dan twee waarden.",
    "Let max be larger than min.": "Maak de tweede grens hoger dan de eerste.",
    "The domain is too large.": "De grenzen liggen te ver uit elkaar.",
    "Stay below four million million million.": "Kies kleinere grenzen.",
    "This type has a domain of itself.": "Dit soort antwoord heeft vaste grenzen.",
    "Remove the domain.": "Haal de grenzen weg.",
    "'{}' has a meaning of its own in expressions.": "'{0}' betekent al iets in uitdrukkingen.",
    "There is no enumeration fact '{}' with values of its own.": ("Er is geen vraag '{0}' met eigen antwoorden."),
    # What is kept, for how long, and why.
    "The file is not called after its first day.": "Het bestand heet niet naar de eerste dag dat het geldt.",
    "Call it {}.yaml.": "Noem het bestand {0}.yaml.",
    "The version of {} still holds.": "De versie van {0} geldt dan nog.",
    "Give it an 'until'.": "Vul daar in tot welke dag zij geldt.",
    "There is no file here.": "Hier staat nog geen bestand.",
    "Add <valid.from>.yaml.": "Zet hier een bestand neer dat heet naar de eerste dag dat het geldt.",
    "'{}' belongs to '{}' already.": "'{0}' hoort al bij '{1}'.",
    "Let it belong to one activity.": "Laat het bij één verwerking horen.",
    "'{}' has no term for every other party.": "'{0}' heeft geen termijn voor alle andere partijen.",
    "Add one with kinds: [].": "Voeg een termijn toe zonder soorten partijen.",
    "A term is given in two ways.": "Een termijn staat er op twee manieren.",
    "Give months, days or forever.": "Kies maanden, dagen of altijd.",
    "A term is longer than nothing.": "Een termijn is langer dan nul.",
    "Leave it out when no source gives it.": "Laat hem weg als geen bron hem noemt.",
    "The term '{}' is missing.": "De termijn '{0}' ontbreekt.",
    "Add it, with its source.": "Voeg hem toe, met de bron.",
    # What was published here.
    "The file was changed after it was published.": "Het bestand is veranderd nadat het was gepubliceerd.",
    "The published file cannot be read: {}.": "Het gepubliceerde bestand kan niet worden gelezen: {0}.",
    "The list of published files cannot be read: {}.": (
        "De lijst van gepubliceerde bestanden kan niet worden gelezen: {0}."
    ),
    "This version was published here, and another file for the same day was shipped.": (
        "Deze versie is hier gepubliceerd, en het programma bracht een ander bestand voor dezelfde dag mee."
    ),
    "A published version is never replaced: give the shipped file another date.": (
        "Een gepubliceerde versie wordt nooit vervangen. Vraag de beheerder om hulp."
    ),
}
