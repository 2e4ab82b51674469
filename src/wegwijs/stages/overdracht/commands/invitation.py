"""Write to somebody about the driegesprek: the invitation, another moment, or that it doesn't go on."""

from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.handover import HandoverLetter, TalkPlan
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.people.languages import language_name
from wegwijs.people.queries import contact_language
from wegwijs.stages.overdracht.invitations import Occasion, Told, letter_due, mark_of
from wegwijs.ui.format import day

KIND = "driegesprek"
# As the letter says it: sentences that each language of the letters has.
METHODS = {
    Afspraak.Way.KANTOOR: "gesprek op kantoor",
    Afspraak.Way.HUIS: "huisbezoek",
    Afspraak.Way.OPVANG: "gesprek in het azc",
    Afspraak.Way.VIDEO: "gesprek met beeld",
    Afspraak.Way.TELEFOON: "gesprek per telefoon",
}


def invitation_letter(
    dossier: Dossier, row: Afspraak, occasion: Occasion, told: Told | None, *, by: Actor, on: date
) -> HandoverLetter:
    """The letter as it would be sent on a day; the preview shows the same. ``told``: what the last letter said."""
    spoken = contact_language(dossier.person) if row.interpreter else None
    name = language_name(spoken.code) if spoken else ""
    return HandoverLetter(
        sender=sender(dossier, by),
        number=dossier.number,
        name=str(dossier.person),
        dated=on,
        talk=None
        if occasion is Occasion.AFGEZEGD
        else TalkPlan(row.on, f"{row.at:%H:%M}", METHODS[Afspraak.Way(row.way)], row.place),
        coa=row.counterpart,
        employee=row.employee.name,
        interpreter=f"Er is een tolk {name}".strip() if row.interpreter else "",
        before=told.day if told and occasion is not Occasion.UITNODIGING else None,
    )


@transaction.atomic
def send_invitation(
    dossier: Dossier, row: Afspraak, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None = None
) -> Letter:
    """Send the letter that is due about a driegesprek, in Dutch and the person's own language. ``seen`` as ``send_letter``.

    Raises DomainError when the person knows already, or when the talk has gone; and as ``send_letter`` does.
    """
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    current = Afspraak.objects.select_for_update(of=("self",)).select_related("employee").get(pk=row.pk)
    occasion, told = letter_due(dossier, current)
    if occasion is None:
        raise DomainError("Over dit gesprek hoeft nu geen brief: wat is verstuurd, klopt nog.")
    if current.on < on and occasion is not Occasion.AFGEZEGD:
        raise DomainError("Dit gesprek is al geweest. Plan een nieuw gesprek.")
    said = invitation_letter(dossier, current, occasion, told, by=by, on=on)
    both = written(said, dossier.person, words=words_for(by.organisation, on=on))
    letter = draft_letter(
        dossier.person, dossier.gemeente, by=by, kind=KIND, reference=dossier.number, content=both.content,
        translation=both.translation,
    )  # fmt: skip
    send_letter(letter, by=by, on=on, channel=channel, seen=seen)
    record_event(
        dossier, Kind.UITNODIGING, by=by, on=on,
        payload={
            "brief": str(letter.pk), "afspraak": str(current.pk), "aanleiding": occasion.value,
            "dag": (told.day if told and current.cancelled_at else current.on).isoformat(),
            "stand": "" if current.cancelled_at else mark_of(current),
        },
        summary=f"{occasion.label}: gesprek op {day(current.on)}",
    )  # fmt: skip
    if current.interpreter and occasion is Occasion.UITNODIGING:
        add_task(
            dossier, "Regel een tolk voor het driegesprek", why=said.interpreter, due_on=current.on,
            link=f"/overdracht/{dossier.pk}/", source_key=f"tolk:{current.pk}",
        )  # fmt: skip
    return letter
