"""What a password must be, said in our words where the library has none in Dutch."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LengthValidator(MinimumLengthValidator):
    """At least ``min_length`` characters."""

    def get_error_message(self) -> str:
        """What stands at the field when a password is shorter."""
        return f"Dit wachtwoord is te kort. Kies er een van minstens {self.min_length} tekens."
