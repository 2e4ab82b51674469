"""What stands around every page: who you are and where you can go. Filled by a context processor as ``shell``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to go. ``count`` is the number of things that wait there, as text: 12, 99+ (None: not counted).

    ``key`` is the letter that goes there after typing ``g``; empty: none.
    """

    label: str
    url: str
    count: str | None = None
    current: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Places under one heading, in the order of the process. An empty label: no heading."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything the white bar and the navigation say. An empty address leaves its part out."""

    region: str
    user_name: str
    user_role: str
    nav: tuple[NavGroup, ...]
    search_url: str = ""
    signout_url: str = ""
