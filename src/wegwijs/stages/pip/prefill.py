"""The first draft: what law, local policy and the intake already say, so that nobody types it again."""

from datetime import date

from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.stages.pip.content import PipContent
from wegwijs.stages.pip.library import Hulp
from wi2021.parameters import parameter


def prefilled(dossier: Dossier, *, on: date) -> PipContent:
    """A draft with the least hours of the law and the talks of local policy; choices stay open."""
    years = parameter("inburgeringstermijn.jaren", on=on).value
    a_year = policy(PolicyKey.TALKS_PER_YEAR, dossier.gemeente_id, on=on).value
    return PipContent(
        pvt_uren=parameter("pvt.uren", on=on).value,
        map_uren=parameter("map.uren", on=on).value,
        voortgangsgesprekken=years * a_year,
        contact=dossier.regisseur,
        ondersteuning=(Hulp.REGISSEUR.value,),
    )
