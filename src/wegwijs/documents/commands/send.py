"""Send a letter to the address of that day; and when it comes back, record that and send it again."""

from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.models import Action
from wegwijs.documents.commands.write import note
from wegwijs.documents.content import Content
from wegwijs.documents.models import Letter, LetterFile, Retour, Vertaling
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.errors import DomainError
from wegwijs.people.models import Person
from wegwijs.people.queries import address_mark, address_on, is_secret_home, is_shielded, survivor

State, Channel = Letter.State, Letter.Channel
ON_PAPER = (
    "Het adres van deze persoon is geheim en komt niet op papier. Overhandig de brief persoonlijk, "
    "of laat uw teamleider hem via het veilige contact sturen."
)

UNSAFE = (
    "Post naar het adres van deze persoon kan onveilig zijn. Overhandig de brief persoonlijk op een veilige plek, "
    "of laat uw teamleider hem via het veilige contact sturen."
)


class AddressChanged(DomainError):
    """Between writing and sending the person got another address: someone must look before the letter goes."""

    def __init__(self) -> None:
        super().__init__(
            "Het adres is veranderd nadat deze brief is gemaakt. Kijk het nieuwe adres na. Woont deze persoon nu in "
            "een andere gemeente, verstuur de brief dan niet.",
            field="channel",
        )


@transaction.atomic
def send_letter(
    letter: Letter,
    *,
    by: Actor,
    on: date,
    channel: Letter.Channel,
    seen: str | None = None,
    press: Press = AT_ONCE,
) -> LetterFile:
    """Take the address of that day, make the PDF and keep it; from now on a reprint is the same file.

    ``seen``: the mark of the address that who sends it looked at; None: nobody looked since the content was fixed.
    ``press``: makes the files.
    Raises AddressChanged when the address is another one. Raises DomainError when it was sent or withdrawn before,
    when no address is known, and by post to an address that is secret or where post can do harm.
    """
    by.require(Permission.LETTER_SEND, letter.gemeente_id)
    if letter.state in (State.VERZONDEN, State.INGETROKKEN):
        raise DomainError(f"Deze brief is al {letter.get_state_display()}.")
    person = survivor(Person.objects.get(pk=letter.person_id))
    looked = letter.address_mark if seen is None and letter.state == State.DEFINITIEF else seen
    address = _address(person, by, letter, on, channel, looked)
    content = Content.from_json(letter.content)
    file = press.letter(letter, content, address)
    # Known already where the letter was made just now, as those of a pile are.
    copy: Vertaling | None = getattr(letter, "vertaling", None)
    if copy:
        press.copy(copy)
    letter.state, letter.channel, letter.sent_on, letter.sent_by = State.VERZONDEN, channel, on, by.label
    letter.save(update_fields=["state", "channel", "sent_on", "sent_by"])
    note(letter, by, Action.EXPORT, f"verzonden {channel}")
    return file


def _address(
    person: Person, by: Actor, letter: Letter, on: date, channel: Letter.Channel, looked: str | None
) -> tuple[str, ...]:
    if channel == Channel.UITGEREIKT:
        return (str(person), "Persoonlijk overhandigd")
    if channel == Channel.VEILIG:
        by.require(Permission.SAFE_ADDRESS_SHOW, letter.gemeente_id)
        if not person.safe_contact:
            raise DomainError(
                "Er is geen veilig contact bekend. Leg dat eerst vast bij de persoon, of overhandig de brief.",
                field="channel",
            )
        return (str(person), f"p/a {person.safe_contact}")
    if person.contact_safely:
        raise DomainError(UNSAFE, field="channel")
    if is_shielded(person, clock.today()):
        raise DomainError(ON_PAPER, field="channel")
    found = address_on(person, on)
    if found is None:
        raise DomainError(
            "Er is geen adres bekend. Vul het adres in bij de persoon, of overhandig de brief persoonlijk.",
            field="channel",
        )
    if is_secret_home(found, clock.today()):
        raise DomainError(ON_PAPER, field="channel")
    if looked is not None and looked != address_mark(found):
        raise AddressChanged
    return (str(person), f"{found.street} {found.number}", f"{found.postcode}  {found.place.upper()}")


@transaction.atomic
def record_return(letter: Letter, *, by: Actor, on: date, reason: Retour.Reason) -> Retour:
    """A letter came back on the day ``on``.

    Raises DomainError for one that wasn't sent or was handed over, one that came back before, and for a day before it
    was sent or in the future.
    """
    by.require(Permission.POST_FILE, letter.gemeente_id)
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    if current.sent_on is None or current.channel == Channel.UITGEREIKT:
        raise DomainError("Alleen een brief die verzonden is kan terugkomen.")
    if Retour.objects.filter(letter=current).exists():
        raise DomainError("Dat deze brief terugkwam staat er al. Ververs de pagina.")
    if on < current.sent_on:
        raise DomainError(
            f"De brief is verzonden op {current.sent_on:%d-%m-%Y}. Vul die dag of later in.", field="on"
        )
    if on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Vul vandaag of eerder in.", field="on")
    made = Retour.objects.create(
        letter=current, came_back_on=on, reason=reason, noted_by=by.label, noted_at=clock.now()
    )
    note(current, by, Action.CHANGE, "kwam terug")
    return made


@transaction.atomic
def send_again(
    letter: Letter, to: Person, *, by: Actor, on: date, channel: Letter.Channel, seen: str | None
) -> Letter:
    """Send the same content again after it came back, to the address of that day; gives the new letter.

    ``to``: the person of the dossier now, who may be another entry than when the letter was first sent.
    Raises DomainError for a letter that did not come back or was sent again, and as ``send_letter`` does.
    """
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    back = Retour.objects.filter(letter=current).first()
    if back is None:
        raise DomainError("Deze brief is niet teruggekomen.")
    if Letter.objects.filter(copy_of=current).exists():
        raise DomainError("Deze brief is al opnieuw verzonden. Ververs de pagina.")
    if on < back.came_back_on:
        raise DomainError(
            f"De brief kwam terug op {back.came_back_on:%d-%m-%Y}. Kies die dag of later.", field="on"
        )
    copy = Letter.objects.create(
        person=to, gemeente_id=current.gemeente_id, kind=current.kind,
        reference=current.reference, title=current.title, content=current.content, state=State.DEFINITIEF,
        made_by=by.user, made_at=clock.now(), copy_of=current,
    )  # fmt: skip
    Vertaling.objects.bulk_create(
        Vertaling(letter=copy, language=v.language, version=v.version, checked=v.checked, content=v.content, fixed=True)
        for v in Vertaling.objects.filter(letter=current)
    )  # fmt: skip
    send_letter(copy, by=by, on=on, channel=channel, seen=seen)
    return copy
