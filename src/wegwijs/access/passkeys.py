"""Forms of the sign-in library about the second step, with our words at the fields."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

NAME = "Naam van deze passkey"
EXAMPLE = "Zodat u haar herkent: laptop van het werk, telefoon"


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that is being linked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - of the library
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code van de app"


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; without a password unless the person chooses otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - of the library
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = NAME, EXAMPLE
        self.fields["passwordless"].label = "Ook aanmelden zonder wachtwoord"
        self.fields[
            "passwordless"
        ].help_text = "Dan vraagt uw apparaat altijd om vingerafdruk, gezicht of pincode."
        self.fields["passwordless"].initial = True


class EditPasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - of the library
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = NAME, EXAMPLE
