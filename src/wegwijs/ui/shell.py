"""What stands around every page: who you are and where you can go. Filled by a context processor as ``shell``."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

# Written out: these stand on every page, and as a template they took a fifth of the time of a short one.
_LABEL = '<p class="ww-nav__label">{}</p>'
_ITEM = '<li><a class="ww-nav__item" href="{url}"{current}{go}><span>{label}</span>{count}</a></li>'
_COUNT = ' <span class="nl-number-badge ww-nav__count">{}</span>'
_KEY = "<div><dt><kbd>g</kbd> <kbd>{key}</kbd></dt><dd>naar {label}</dd></div>"


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

    @property
    def nav_html(self) -> SafeString:
        """The lists of the navigation."""
        return mark_safe("".join(map(_group, self.nav)))  # noqa: S308 - escaped value by value

    @property
    def keys_html(self) -> SafeString:
        """The letters that go somewhere, for the explanation of keys."""
        items = (item for group in self.nav for item in group.items if item.key)
        return mark_safe("".join(_KEY.format(key=escape(i.key), label=escape(i.label)) for i in items))  # noqa: S308


def _group(group: NavGroup) -> str:
    label = _LABEL.format(escape(group.label)) if group.label else ""
    return f'{label}<ul class="ww-nav__list">{"".join(map(_item, group.items))}</ul>'


def _item(item: NavItem) -> str:
    return _ITEM.format(
        url=escape(item.url),
        current=' aria-current="page"' if item.current else "",
        go=f' data-go="{escape(item.key)}"' if item.key else "",
        label=escape(item.label),
        count=_COUNT.format(escape(item.count)) if item.count and item.count != "0" else "",
    )
