"""What can be chosen in the blocks of the brede intake: each list of answers once, with its words."""

from django.db.models import TextChoices


class Schooling(TextChoices):
    GEEN = "geen", "geen onderwijs"
    BASIS = "basis", "basisonderwijs"
    VOORTGEZET = "voortgezet", "voortgezet onderwijs"
    BEROEP = "beroep", "beroepsopleiding"
    HOGER = "hoger", "hoger onderwijs"


class Diploma(TextChoices):
    JA = "ja", "ja, op papier"
    KWIJT = "kwijt", "ja, maar niet meer op papier"
    NEE = "nee", "nee"


class Valuation(TextChoices):
    NIET = "niet", "niet nodig"
    GEVRAAGD = "gevraagd", "gevraagd"
    BINNEN = "binnen", "ontvangen"


class Experience(TextChoices):
    GEEN = "geen", "geen"
    KORT = "kort", "minder dan 3 jaar"
    LANG = "lang", "3 jaar of meer"


class Trade(TextChoices):
    BOUW = "bouw", "bouw en techniek"
    ZORG = "zorg", "zorg"
    HORECA = "horeca", "horeca"
    HANDEL = "handel", "winkel en handel"
    LANDBOUW = "landbouw", "landbouw"
    KANTOOR = "kantoor", "kantoor en ICT"
    ONDERWIJS = "onderwijs", "onderwijs"
    HUISHOUDEN = "huishouden", "zorg voor gezin en huishouden"
    ANDERS = "anders", "ander werk"


class Family(TextChoices):
    ALLEEN = "alleen", "alleenstaand"
    PARTNER = "partner", "met partner"
    GEZIN = "gezin", "met partner en kinderen"
    OUDER = "ouder", "alleenstaande ouder"
    HERENIGEN = "herenigen", "wacht op gezinshereniging"


class Debts(TextChoices):
    GEEN = "geen", "geen bekend"
    GEREGELD = "geregeld", "in een regeling"
    OPEN = "open", "nog niet geregeld"


class Means(TextChoices):
    TELEFOON = "telefoon", "smartphone"
    LAPTOP = "laptop", "laptop of tablet"
    INTERNET = "internet", "internet"
    FIETS = "fiets", "fiets"
    RIJBEWIJS = "rijbewijs", "rijbewijs"


class Influence(TextChoices):
    GEEN = "geen", "geen invloed"
    ENIGE = "enige", "enige invloed"
    VEEL = "veel", "veel invloed"


class BodyNeed(TextChoices):
    PAUZES = "pauzes", "korte lessen met pauzes"
    PLEK = "plek", "een aangepaste plek"
    VERVOER = "vervoer", "vervoer"
    KEURING = "keuring", "medisch advies"


class MindHelp(TextChoices):
    NIET = "niet", "niet nodig"
    WIL = "wil", "gewenst, nog niet gevraagd"
    LOOPT = "loopt", "loopt"


class MindNeed(TextChoices):
    RUST = "rust", "rustige groep"
    KLEIN = "klein", "kleine groep"
    OPBOUW = "opbouw", "rustige opbouw van uren"
    CONTACT = "contact", "vast contactpersoon"


class Preschool(TextChoices):
    NVT = "nvt", "niet van toepassing"
    GAAT = "gaat", "het kind gaat al"
    AANMELDEN = "aanmelden", "wij melden het kind samen aan"
    WACHT = "wacht", "op de wachtlijst"
    WILNIET = "wilniet", "de ouder wil het niet"


class Level(TextChoices):
    NIETS = "0", "nog niets"
    ONDER_A1 = "A1-", "onder A1"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1 of hoger"


class Script(TextChoices):
    """DUO's codes for alfabetisering."""

    NVT = "NVT", "ja"
    AA = "AA", "nee, wel in een ander schrift"
    A = "A", "nee, in geen enkel schrift"


class Situation(TextChoices):
    WERKT = "werkt", "werkt"
    ZOEKT = "zoekt", "zoekt werk"
    LATER = "later", "wil later werken"
    OPLEIDING = "opleiding", "volgt een opleiding"
    KANNIET = "kanniet", "kan nu niet werken"


class WorkNeed(TextChoices):
    TAAL = "taal", "taal op de werkvloer"
    ERVARING = "ervaring", "werkervaring"
    DIPLOMA = "diploma", "diploma of waardering"
    OPVANG = "opvang", "kinderopvang"
    RIJBEWIJS = "rijbewijs", "rijbewijs"


class Coping(TextChoices):
    ZELF = "zelf", "lukt zelf"
    HULP = "hulp", "lukt met hulp"
    NIET = "niet", "lukt nog niet"


class HelpWanted(TextChoices):
    VWN = "vwn", "maatschappelijke begeleiding"
    WIJKTEAM = "wijkteam", "wijkteam"
    BUURT = "buurt", "activiteiten in de buurt"
    TAALMAATJE = "taalmaatje", "taalmaatje"
