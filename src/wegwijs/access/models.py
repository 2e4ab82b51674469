"""The account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who may sign in."""
