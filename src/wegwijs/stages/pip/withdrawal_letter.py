"""The letter that tells that a PIP no longer holds."""

from datetime import date

from wegwijs.documents.letters.withdrawal import Elsewhere, WithdrawalLetter
from wegwijs.organisations.models import Organisation
from wegwijs.organisations.queries import DecidesAs
from wegwijs.stages.pip.letter import objection_of, sender_of, signed_by
from wegwijs.stages.pip.models import Intrekking
from wegwijs.stages.pip.rules import Case

KIND = "pip-intrekking"


def withdrawal_letter(
    withdrawal: Intrekking, *, on: date, case: Case, organisation: Organisation, body: DecidesAs
) -> WithdrawalLetter:
    """The letter dated ``on``, in the name of ``body``. ``case`` still counts the PIP that ends."""
    pip = withdrawal.pip
    assert pip.established_on is not None  # noqa: S101 only what was made known is withdrawn
    dossier = pip.dossier
    contact = dossier.regisseur or pip.contact or withdrawal.proposed_by
    revives = case.revived_by_withdrawing(pip.versie)
    return WithdrawalLetter(
        sender=sender_of(pip, contact, organisation, body),
        objection=objection_of(body, on=on),
        number=dossier.number,
        name=str(dossier.person),
        dated=on,
        of=pip.established_on,
        version=pip.versie,
        reasons=tuple(line for line in withdrawal.reden.splitlines() if line.strip()),
        signed_by=signed_by(withdrawal.decided_by),
        mandate=body.basis,
        elsewhere=_elsewhere(withdrawal),
        revives=revives.dagtekening if revives else None,
        term_until=case.term_until(),
        new_by=withdrawal.nieuw_voor,
    )


def _elsewhere(withdrawal: Intrekking) -> Elsewhere | None:
    if withdrawal.is_own_decision or withdrawal.besloten_op is None:
        return None
    by_court = withdrawal.soort == Intrekking.Soort.VERNIETIGING
    return Elsewhere(by_court, withdrawal.kenmerk, withdrawal.besloten_op)
