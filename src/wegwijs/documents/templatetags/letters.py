"""A letter on a page: the same pieces as on paper, each in its own language."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wegwijs.documents.content import NO_LANGUAGE, Content, runs
from wegwijs.people.languages import LANGUAGES

register = template.Library()


@register.filter
def passages(words: str) -> SafeString:
    """A sentence with its bold words and the passages that stay Dutch, each marked as such."""
    return format_html_join("", "{}", ((_piece(**run),) for run in runs(words)))


def _piece(text: str, bold: bool, lang: str) -> SafeString:
    shown = format_html("<b>{}</b>", text) if bold else format_html("{}", text)
    if lang == NO_LANGUAGE:
        return format_html('<bdi dir="ltr">{}</bdi>', shown)
    return format_html('<bdi lang="{}" dir="ltr">{}</bdi>', lang, shown) if lang else shown


@register.filter
def right_to_left(letter: Content) -> bool:
    """Whether the language of the letter is written from right to left."""
    return LANGUAGES[letter.language].rtl


@register.filter
def label(letter: Content, key: str) -> str:
    """What stands around the words of the letter, as it keeps them."""
    return letter.label(key)
