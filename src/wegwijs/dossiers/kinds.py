"""Everything that can happen in a dossier: the vocabulary of the timeline, each kind with its Dutch words.

A kind's payload is documented here, because whoever folds the timeline (``facts.py``) relies on it. Dates in
payloads are ISO strings. ``on`` of the event is the date of the fact itself.
"""

from django.db import models


class Kind(models.TextChoices):
    """What happened. The comment names the payload."""

    # the dossier itself
    DOSSIER_GEOPEND = "dossier_geopend", "Dossier geopend"  # variant, reden
    VOORLOPER_GESTART = "voorloper_gestart", "Voorloper gestart"  # reden
    DOSSIER_GESLOTEN = "dossier_gesloten", "Dossier gesloten"  # reden
    DOSSIER_HEROPEND = "dossier_heropend", "Dossier heropend"  # reden
    REGISSEUR_TOEGEWEZEN = (
        "regisseur",
        "Regisseur toegewezen",
    )  # naam, herverdeling (key of the batch, when many went at once)
    WAARNEMING = "waarneming", "Waarneming van de regisseur"  # naam, voor, van, tot
    VERHUISD = (
        "verhuisd",
        "Verhuisd",
    )  # van, naar (codes of gemeenten; "" outside those of who moved them), leerroute
    DUBBEL_SAMENGEVOEGD = "samengevoegd", "Dubbele persoon samengevoegd"  # uit
    OVERGENOMEN = "overgenomen", "Overgenomen uit het vorige systeem"  # bestand, regel, nummer
    NOTITIE = "notitie", "Notitie"  # tekst
    CONTACT = "contact", "Contact"  # wijze, richting, met, samenvatting
    POST_INGEKOMEN = "post", "Post ontvangen"  # onderwerp, afzender, document
    TAAK_GEDAAN = "taak_gedaan", "Taak gedaan"  # taak
    GEGEVEN_INGETROKKEN = (
        "ingetrokken",
        "Regel ingetrokken",
    )  # wat (kind), reden; takes the place of what was wrong
    PARTNER_TOEGANG = "partner_toegang", "Partner kreeg toegang"  # organisatie, doel
    PARTNER_EINDE = "partner_einde", "Toegang van partner beëindigd"  # organisatie
    # stages/begeleiding: the key of the referral; never its reason, for more people read a timeline
    VERWIJZING = "verwijzing", "Verwijzing verstuurd"  # verwijzing, aan
    VERWIJZING_AANGENOMEN = "verwijzing_aangenomen", "Verwijzing aangenomen"  # verwijzing, van
    VERWIJZING_GEWEIGERD = "verwijzing_geweigerd", "Verwijzing niet aangenomen"  # verwijzing, van
    VERWIJZING_BEANTWOORD = "verwijzing_beantwoord", "Verwijzing beantwoord"  # verwijzing, van
    VERWIJZING_GESTOPT = "verwijzing_gestopt", "Verwijzing gestopt"  # verwijzing, aan, reden
    # facts from DUO: payload holds our own field names, never DUO's (exchange/duo maps them)
    DUO_PLICHT = "duo_plicht", "Inburgeringsplicht"  # plichtig, begin, eind, kennisgeving, reden_geen
    DUO_DOELGROEP = "duo_doelgroep", "Doelgroep"  # indeling, gedetailleerd, asielrechten
    DUO_TERMIJN = "duo_termijn", "Inburgeringstermijn"  # start, eind_exclusief, grond, reden
    DUO_TOETS_AANGEMELD = "duo_toets_aangemeld", "Aangemeld voor de leerbaarheidstoets"  # examennummer
    DUO_TOETS_RESULTAAT = (
        "duo_toets_resultaat",
        "Uitslag leerbaarheidstoets",
    )  # resultaat, score, drempel, afname
    DUO_VRIJSTELLING = "duo_vrijstelling", "Vrijstelling"  # soort, oordeel, reden, start, eind, onderdeel
    DUO_ONTHEFFING = "duo_ontheffing", "Ontheffing"  # soort, oordeel, grond, onderdeel, uren
    DUO_EXAMEN = "duo_examen", "Uitslag examen"  # onderdeel, niveau, resultaat, reden
    DUO_VERZOEK = "duo_verzoek", "Besluit van DUO op een verzoek"  # soort, oordeel
    DUO_SIGNAAL = "duo_signaal", "Bericht van DUO"  # gebeurtenis, strekking
    # facts from the BRP, COA and the Participatiewet
    BRP_INSCHRIJVING = "brp_inschrijving", "Ingeschreven in de gemeente"  # gemeente (code), artikel_28 (bool)
    COA_KOPPELING = "coa_koppeling", "Gekoppeld aan de gemeente"  # locatie
    COA_PROFIEL = "coa_profiel", "Klantprofiel van COA ontvangen"  # velden (count), bron
    VOORINBURGERING = "voorinburgering", "Voorinburgering bij COA"  # deelname, onderdelen
    BIJSTAND_RECHT = "bijstand_recht", "Recht op bijstand"  # vanaf
    BIJSTAND_EINDE = "bijstand_einde", "Bijstand beëindigd"  # on: the first day without
    PW_TRAJECT = "pw_traject", "Traject Participatiewet"  # soort, tot (last day, if known)
    WERK_WENS = "werk_wens", "Wens voor werk"  # beroep, ervaring
    UITSTROOM_WERK = "uitstroom_werk", "Aan het werk"  # beroep, uren, uitkering
    # stages/overdracht
    DRIEGESPREK = (
        "driegesprek",
        "Driegesprek gevoerd",
    )  # wijze, deelnemers, identiteit (klopt, verschilt, niet), van_coa (keys of fields)
    UITNODIGING = (
        "uitnodiging",
        "Brief over het driegesprek verzonden",
    )  # brief and afspraak (keys), aanleiding (uitnodiging, verplaatst, afgezegd), dag, stand (a mark of moment and place)
    HUISVESTING = "huisvesting", "Woning"  # stap (choices.HouseStep), plaats, reden (of a refusal)
    REGELDAG = (
        "regeldag",
        "Regeldag",
    )  # regeldag (key), stand (gepland, gedaan, afgezegd), dag, gedaan and niet (numbers of steps)
    # stages/intake
    INTAKE_GESTART = "intake_gestart", "Brede intake gestart"
    OPROEP = "oproep", "Oproep voor de brede intake"  # nummer, termijn_tot, wijze, waarschuwing (bool)
    OPROEP_UITKOMST = (
        "oproep_uitkomst",
        "Uitkomst van de oproep",
    )  # nummer, uitkomst (verschenen, met_reden, niet_verschenen, onvoldoende), vervolg_dagen, vervolg_bron
    GESPREK = "gesprek", "Gesprek gevoerd"  # nummer, wijze, tolk, alleen
    ALLEEN_GEWEZEN = "alleen_gewezen", "Gewezen op recht op individueel gesprek"  # uitkomst
    INTAKE_ONDERDEEL = "intake_onderdeel", "Onderdeel van de intake ingevuld"  # onderdeel
    INTAKE_STUK = "intake_stuk", "Stuk bij de intake"  # soort, verwijderd (bool)
    INBRENG = "inbreng", "Inbreng van de begeleider"  # organisatie
    # exempted or left out after a move: the same words, for the ground of an exemption is health (Wi 37)
    TOETS_OVERGESLAGEN = (
        "toets_overgeslagen",
        "Leerbaarheidstoets gaat niet door",
    )  # examennummer ("" unregistered)
    TOETS_BIJ_DUO = "toets_bij_duo", "Leerbaarheidstoets bij DUO"  # stand, antwoord
    TOETS_WEER_NODIG = "toets_weer_nodig", "Leerbaarheidstoets gaat toch door"  # examennummer
    WACHT_OP_DERDE = (
        "wacht_op_derde",
        "Wacht op informatie van een ander",
    )  # sleutel, wat, noodzakelijk
    DERDE_ONTVANGEN = "derde_ontvangen", "Informatie van een ander ontvangen"  # wat
    INTAKE_VOLTOOID = "intake_voltooid", "Brede intake voltooid"  # in_afwezigheid (bool)
    # stages/pip
    PIP_CONCEPT = "pip_concept", "Concept-PIP"  # versie
    PIP_AANGEBODEN = "pip_aangeboden", "PIP voorgelegd voor vaststelling"  # versie
    PIP_TERUG = "pip_terug", "PIP teruggegeven"  # versie, reden
    PIP_VASTGESTELD = (
        "pip_vastgesteld",
        "PIP vastgesteld",
    )  # versie, dagtekening, leerroute, niveau, gemeente, gesprekken
    PIP_VERZONDEN = "pip_verzonden", "PIP verzonden"  # versie, wijze
    PIP_INTREKKEN = "pip_intrekken", "Intrekken van het PIP voorgelegd"  # versie, soort
    PIP_INTREKKEN_TERUG = "pip_intrekken_terug", "Voorstel om in te trekken vervalt"  # versie, reden
    PIP_INTREKKEN_BESLOTEN = "pip_intrekken_besloten", "Intrekken van het PIP besloten"  # versie, soort
    PIP_VERNIETIGD = (
        "pip_vernietigd",
        "PIP vernietigd of ingetrokken",
    )  # versie, gemeente, soort; bezwaar (day from which the objection term counts, when it is a decision that was sent); nieuw_voor
    PIP_BIJ_DUO = "pip_bij_duo", "PIP bij DUO"  # versie, stand, antwoord
    # hours
    UREN = "uren", "Uren vastgelegd"  # soort, minuten
    UREN_TERUG = "uren_terug", "Uren hersteld"  # soort, minuten, van (the day of the hours), reden
    UREN_MEETELLEN = (
        "uren_meetellen",
        "Beslist of uren van voor het PIP meetellen",
    )  # soort, minuten, telt (bool), reden
    # groups: the key and the name of the group
    GROEP_PLAATS = "groep_plaats", "Plaats in een groep"  # groep, naam, wacht (bool: on the waiting list)
    GROEP_EINDE = "groep_einde", "Uit een groep"  # groep, naam, reden
    GROEP_UITNODIGING = "groep_uitnodiging", "Uitgenodigd voor een groep"  # groep, naam
    GROEP_HERINNERING = "groep_herinnering", "Herinnerd aan een uitnodiging"  # groep, naam
    GROEP_AFZEGGING = (
        "groep_afzegging",
        "Verteld dat een groep niet doorgaat",
    )  # groep, naam, hoe (brief, verteld)
    GROEP_AFWEZIG = "groep_afwezig", "Niet gekomen, zonder reden"  # bijeenkomst (key), naam
    # stages/begeleiding, beside the referrals
    BEGELEIDINGSPLAN = (
        "begeleidingsplan",
        "Maatschappelijke begeleiding",
    )  # plan (key), stand (gemaakt, gewijzigd, beëindigd), versie, reden
    # stages/ontzorgen: how it stands and nothing of amounts
    ONTZORGEN = "ontzorgen", "Financieel ontzorgen"  # ontzorging (key), stand, reden (of an end)
    # stages/participatie
    PVT_ONDERTEKEND = (
        "pvt_ondertekend",
        "Participatieverklaring ondertekend",
    )  # hoe, versie (of the form; None while none was in force), erbij (who was there)
    PVT_AFGEROND = "pvt_afgerond", "PVT afgerond"  # minuten, verwijtbaar (ja, nee or "")
    MAP_EINDGESPREK = "map_eindgesprek", "Eindgesprek van de MAP gevoerd"
    MAP_AFGEROND = "map_afgerond", "MAP afgerond"  # minuten, verwijtbaar (ja, nee or "")
    MAP_GEPLAATST = "map_geplaatst", "Geplaatst bij een werkgever"  # plaatsing, van, tot, uren
    MAP_PLAATSING_EINDE = "map_plaatsing_einde", "Plaatsing bij een werkgever beëindigd"  # plaatsing, reden
    MODULE_BIJ_DUO = (
        "module_bij_duo",
        "PVT, MAP of Z-route bij DUO",
    )  # module (pvt, map, zroute), stand, antwoord
    # stages/leerroutes: the key of the offer, where it went through that room
    AANMELDING = "aanmelding", "Aangemeld bij een aanbieder"  # aanbod, aanbieder
    AANMELDING_GEWEIGERD = "aanmelding_geweigerd", "Aanbieder heeft geen plaats"  # aanbod, aanbieder, reden
    AANMELDING_INGETROKKEN = "aanmelding_ingetrokken", "Aanmelding ingetrokken"  # aanbod, aanbieder, reden
    AANBOD = "aanbod", "Inburgeringsaanbod gedaan"  # aanbieder, aanbod
    LES_BEGONNEN = "les_begonnen", "Lessen begonnen"  # aanbod, aanbieder
    LES_BEEINDIGD = "les_beeindigd", "Lessen geëindigd"  # aanbod, aanbieder, reden
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"  # reden
    WACHTLIJST_AF = "wachtlijst_af", "Van de wachtlijst"  # reden
    # stages/leerroutes: who chose a school; keys only, for more people read a timeline
    EIGEN_SCHOOL = "eigen_school", "School van eigen keuze"  # school
    EIGEN_SCHOOL_EINDE = "eigen_school_einde", "School van eigen keuze beëindigd"  # school
    GEGEVENS_GEVRAAGD = "gegevens_gevraagd", "Gegevens over lessen gevraagd"  # school, vraag
    GEGEVENS_ANTWOORD = "gegevens_antwoord", "Antwoord over lessen"  # school, vraag
    VOORTGANGSRAPPORT = (
        "voortgangsrapport",
        "Voortgangsrapport van de school",
    )  # aanbod, aanbieder, kwartaal, versie
    LESSIGNAAL = "lessignaal", "Signaal over de lessen"  # aanbod, aanbieder, signaal, soort
    LESSIGNAAL_OPGEPAKT = (
        "lessignaal_opgepakt",
        "Signaal over de lessen opgepakt",
    )  # aanbod, aanbieder, signaal, wat
    # stages/leerroutes: the talks that the PIP fixes, and the end of a route
    VOORTGANGSGESPREK = (
        "voortgangsgesprek",
        "Voortgangsgesprek gevoerd",
    )  # wijze, nummer, afspraken (list of wat, wie, uiterlijk)
    TAALSCHAKEL_KLAAR = "taalschakel_klaar", "Taalschakeltraject afgerond"  # school
    # the ground stands elsewhere: it may be health (Wi 37)
    MINDER_UREN = "minder_uren", "Besluit over minder cursusuren"  # uren (0: the decision holds no longer)
    Z_EINDGESPREK = "z_eindgesprek", "Eindgesprek van de Z-route gevoerd"  # door, mandaat
    Z_AFGEROND = "z_afgerond", "Z-route afgerond"  # cursus, participatie (whole hours that counted)
    BEWIJS = "bewijs", "Diploma of certificaat"  # soort (diploma, certificaat), hoe
    COLLEGEVERKLARING = (
        "collegeverklaring",
        "Verklaring van het college over de termijn",
    )  # grond (id of the rule), lengte
    BRIEF_VERZONDEN = (
        "brief_verzonden",
        "Brief opnieuw verzonden",
    )  # brief and kopie_van (keys of letters), over (pip, intrekking), versie, wijze, motief, bezwaar_vanaf (when the first sending did not make it known)
    BRIEF_RETOUR = "brief_retour", "Brief kwam terug"  # brief (key of the letter), soort, reden


# Daily work: no rule of the law and no column but the last contact depends on it, and it piles up without end.
DAILY = (Kind.CONTACT, Kind.NOTITIE, Kind.TAAK_GEDAAN, Kind.WAARNEMING, Kind.UREN)


class Origin(models.TextChoices):
    """Who reported the fact; everything but EIGEN came from outside and is shown so."""

    EIGEN = "eigen", "SDD"
    DUO = "duo", "DUO"
    COA = "coa", "COA"
    BRP = "brp", "BRP"
    PARTNER = "partner", "partner"
    INBURGERAAR = "inburgeraar", "inburgeraar"
    SYSTEEM = "systeem", "Wegwijs"
