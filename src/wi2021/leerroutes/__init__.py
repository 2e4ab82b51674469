"""The three leerroutes: entry, hours, switching, afschalen, completion; KNM, MAP and PVT (section 4)."""

from wi2021.leerroutes.afschalen import afschalen, afschalen_tot
from wi2021.leerroutes.duo import AanbodVoorDuo, Resultaat, check_aanbod, check_resultaat
from wi2021.leerroutes.modules import (
    KNM_EXAMEN_IN_Z,
    THEMAS_KNM,
    THEMAS_MAP,
    eindgesprek_map_geldig,
    knm_vorm,
    map_klaar,
    map_vrijstelling,
    pvt_klaar,
    verklaring_aanpasbaar,
)
from wi2021.leerroutes.regels import R_600, R_B1, R_O, R_SW, R_Z_A, R_Z_G, R_Z_M, R_Z_X, R_Z_Y
from wi2021.leerroutes.routes import route_mogelijk, uren_mee, wisselen_kan
from wi2021.leerroutes.telt import les_telt_in_z, les_telt_voor_afschalen, participatie_telt
from wi2021.leerroutes.uren import Fase, UrenSoort, fase_van, uur_telt
from wi2021.leerroutes.voltooien import (
    TAALONDERDELEN,
    Onderdeelstand,
    Stand,
    Voltooiing,
    Voortgang,
    bewijs,
    nog_nodig,
    voltooiing,
)
from wi2021.leerroutes.z_route import (
    Gespreksvoerder,
    ZRest,
    ZUren,
    eerder_onderwijs_telt,
    eindgesprek_z_geldig,
    lager_in_z,
    z_rest,
)

__all__ = [
    "KNM_EXAMEN_IN_Z", "R_600", "R_B1", "R_O", "R_SW", "R_Z_A", "R_Z_G", "R_Z_M", "R_Z_X", "R_Z_Y", "TAALONDERDELEN",
    "THEMAS_KNM", "THEMAS_MAP", "AanbodVoorDuo", "Fase", "Gespreksvoerder", "Onderdeelstand", "Resultaat", "Stand",
    "UrenSoort", "Voltooiing", "Voortgang", "ZRest", "ZUren", "afschalen", "afschalen_tot", "bewijs", "check_aanbod",
    "check_resultaat", "eerder_onderwijs_telt", "eindgesprek_map_geldig", "eindgesprek_z_geldig", "fase_van", "knm_vorm",
    "lager_in_z", "les_telt_in_z", "les_telt_voor_afschalen", "map_klaar", "map_vrijstelling", "nog_nodig",
    "participatie_telt", "pvt_klaar", "route_mogelijk", "uren_mee", "uur_telt", "verklaring_aanpasbaar", "voltooiing",
    "wisselen_kan", "z_rest",
]  # fmt: skip
