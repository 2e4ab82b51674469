"""What can be chosen when somebody types over a fact or works on a dossier: each list once, with its words."""

from django.db.models import TextChoices


class Trajectory(TextChoices):
    """Of the Participatiewet."""

    REINTEGRATIE = "re-integratie", "re-integratie"
    WERKERVARING = "werkervaring", "werkervaring of proefplaatsing"
    TAALEIS = "taaleis", "taaleis"
    VRIJWILLIG = "vrijwilligerswerk", "vrijwilligerswerk of tegenprestatie"


class WorkedBefore(TextChoices):
    """Experience in the work that somebody wants."""

    GEEN = "geen", "geen"
    ENIGE = "enige", "tot drie jaar"
    RUIM = "ruim", "meer dan drie jaar"


class Benefit(TextChoices):
    """What becomes of the bijstand of who found work."""

    GEEN = "geen", "had er geen"
    STOPT = "stopt", "stopt"
    AANVULLING = "aanvulling", "blijft aanvullend"


class Followed(TextChoices):
    """How far somebody took part in the voorinburgering."""

    HEEL = "gevolgd", "gevolgd"
    DEELS = "deels gevolgd", "deels gevolgd"
    NIET = "niet gevolgd", "niet gevolgd"


class CoursePart(TextChoices):
    """Parts of the voorinburgering."""

    NT2 = "NT2", "Nederlands (NT2)"
    KNM = "KNM", "kennis van de Nederlandse maatschappij"
    ARBEIDSMARKT = "arbeidsmarkt", "arbeidsmarkt"
    BEGELEIDING = "begeleiding", "persoonlijke begeleiding"


class HouseStep(TextChoices):
    """How far a home in the gemeente is; the registration in the BRP is a fact of its own."""

    GEZOCHT = "gezocht", "woning wordt gezocht"
    BESCHIKBAAR = "beschikbaar", "woning beschikbaar"
    AANGEBODEN = "aangeboden", "woning aangeboden"
    GEACCEPTEERD = "geaccepteerd", "woning geaccepteerd"
    GEWEIGERD = "geweigerd", "woning geweigerd"
    SLEUTEL = "sleutel", "sleutel gekregen"
    VERHUISD = "verhuisd", "verhuisd naar de woning"


class HouseRefusal(TextChoices):
    """Why a home was refused; nothing about health, which nobody asks here."""

    GROOTTE = "grootte", "de woning past niet bij het aantal mensen"
    PLEK = "plek", "te ver van werk, school of familie"
    HUUR = "huur", "de huur is te hoog"
    STAAT = "staat", "de woning is niet in orde"
    ANDERE_GEMEENTE = "gemeente", "wil in een andere gemeente wonen"
    ANDERS = "anders", "iets anders"


class TalkPlace(TextChoices):
    """How a talk about progress was held."""

    KANTOOR = "kantoor", "op kantoor"
    SCHOOL = "school", "op school"
    HUISBEZOEK = "huisbezoek", "huisbezoek"
    VIDEO = "video", "met beeld"


class RevealReason(TextChoices):
    """What a BSN is needed for."""

    DUO = "duo", "Invoeren of nakijken bij DUO"
    BRP = "brp", "Nakijken in de BRP"
    PERSOON = "persoon", "De inburgeraar vraagt ernaar"
    DUBBEL = "dubbel", "Uitzoeken of iemand dubbel voorkomt"
    PARTNER = "partner", "Doorgeven aan een partner die het BSN mag gebruiken"


class AddressReason(TextChoices):
    """What a protected address is needed for."""

    BEZOEK = "bezoek", "Huisbezoek of persoonlijk overhandigen"
    BRIEF = "brief", "Een brief via het veilige contact"
    VEILIGHEID = "veiligheid", "Overleg met politie, opvang of Veilig Thuis"
    CONTROLE = "controle", "Nakijken of het adres klopt"


class Purpose(TextChoices):
    """What a partner sees its slice of a dossier for."""

    BEGELEIDING = "maatschappelijke begeleiding", "maatschappelijke begeleiding"
    INBRENG = "inbreng voor de brede intake", "inbreng voor de brede intake"
    LEERROUTE = "leerroute", "leerroute"
    WIJKTEAM = "hulp van het wijkteam", "hulp van het wijkteam"

    @property
    def basis(self) -> str:
        """The rule that allows it."""
        return {Purpose.BEGELEIDING: "Wi 13", Purpose.INBRENG: "Wi 14", Purpose.LEERROUTE: "Wi 16"}.get(
            self, "Wi 35"
        )


class CloseReason(TextChoices):
    """Why the gemeente itself closes a dossier; the end of the obligation comes from DUO."""

    WET_2013 = "wet_2013", "Valt onder de Wet inburgering (2013)"
    DUBBEL = "dubbel", "Dubbel: het andere dossier blijft"
    VERGISSING = "vergissing", "Bij vergissing geopend"
    VERHUISD = "verhuisd", "Verhuisd: een andere gemeente neemt het over"
    OVERLEDEN = "overleden", "Overleden"


def words_of(choices: type[TextChoices], code: object) -> str:
    """The words of a code; a code that the list no longer holds is shown as it is."""
    return str(dict(choices.choices).get(str(code), code or ""))
