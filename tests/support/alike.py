"""Which pages are alike to a program that looks at elements, classes, roles and attributes, and not at what the words say.

Kept as they are: elements in their order, classes, roles, what each attribute says, and which element names which. What a
part of the page is called stays too (``aria-label``, a caption, what ``aria-labelledby`` points at): two parts with the same name
are a fault. Left out are keys and numbers in attributes, where links lead, what a field holds, and words, of which it stays
how long they are while they are so short that a finger could miss them.

``parts`` goes on where ``shape`` ends: of two pages that aren't alike, what one has that the other hasn't.
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from lxml import html as parser
from lxml.html import HtmlElement

# Attributes that say the id of another element.
NAMING = {
    "id", "for", "form", "headers", "list", "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
    "aria-errormessage", "aria-labelledby", "aria-owns",
}  # fmt: skip
# Of these it only counts that something stands there: where something leads, and what somebody may change.
ONLY_THAT = {"action", "content", "datetime", "formaction", "href", "nonce", "src", "value"}
# Words count by their length up to this: what is short can be too small to press, and one letter has no contrast to judge.
SHORT = 6
# Of no account to how something looks, sounds or can be reached.
UNSEEN = {
    "accept", "cols", "enctype", "inputmode", "max", "maxlength", "method", "min", "minlength", "name", "pattern", "rows", "step",
}  # fmt: skip
NOT_SHOWN = {"script", "style", "meta", "link", "option"}
KEYS = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d+")


def shape(html: str) -> str:
    """The same for pages that are alike."""
    tree = parser.document_fromstring(html)
    return sha256("\n".join(_Shape(tree).lines()).encode()).hexdigest()


@cache
def around(html: str) -> str:
    """A page without what its main part holds: what stands on hundreds of pages. Nothing, if it has no main part or several."""
    tree = parser.document_fromstring(html)
    mains = tree.xpath("//main")
    if len(mains) != 1:
        return ""
    for child in list(mains[0]):
        mains[0].remove(child)
    mains[0].text = None
    return str(parser.tostring(tree, encoding="unicode"))


@cache
def parts(html: str) -> frozenset[int]:
    """What there is on a page to judge: each element in its place (the elements, classes and roles round it), and what it holds.

    A rule about the page as a whole (headings, landmarks, ids) needs more than this: ``tests/pages/test_markup`` has those.
    """
    tree = parser.document_fromstring(html)
    ids = frozenset(tree.xpath("//@id"))
    found: set[int] = set()
    waiting: list[tuple[HtmlElement, int]] = [(tree, 0)]
    while waiting:
        part, place = waiting.pop()
        held = [child for child in part if isinstance(child.tag, str) and child.tag not in NOT_SHOWN]
        words = {_length(part.text), *(_length(child.tail) for child in part)}
        what = " ".join(_seen(name, value, ids) for name, value in sorted(part.items()))
        found.add(hash((place, part.tag, what, *sorted(words | {child.tag for child in held}))))
        inside = hash((place, part.tag, *(part.get(name) for name in ("class", "role", "lang", "hidden"))))
        waiting += [(child, inside) for child in held]
    return frozenset(found)


def _seen(name: str, value: str, ids: frozenset[str]) -> str:
    if name in NAMING or (name == "href" and value.startswith("#")):
        there = name == "id" or all(key.removeprefix("#") in ids for key in value.split())
        return f"{name}={'there' if there else 'missing'}"
    if name in UNSEEN or name.startswith(("data-", "hx-")):
        return name
    return f"{name}={bool(value.strip())}" if name in ONLY_THAT else f"{name}={KEYS.sub('0', value)}"


def _length(text: str | None) -> str:
    length = len(_words(text, verbatim=False))
    return "" if not length else "one or two" if length <= 2 else "short" if length < SHORT else "words"


class _Shape:
    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._ids = {key: f"#{place}" for place, key in enumerate(tree.xpath("//@id"))}
        names = {key for said in tree.xpath("//@aria-labelledby") for key in said.split()}
        self._named = {part for part in tree.iter() if part.tag == "caption" or part.get("id") in names}

    def lines(self) -> Iterator[str]:
        """A line an element and a word, in their order."""
        yield from self._of(self._tree, verbatim=False)

    def _of(self, part: HtmlElement, *, verbatim: bool) -> Iterator[str]:
        if not isinstance(part.tag, str):
            return
        verbatim = verbatim or part in self._named or part.tag == "style"
        yield f"<{part.tag} {' '.join(self._attribute(*pair) for pair in sorted(part.items()))}"
        if part.tag != "script":
            yield _words(part.text, verbatim=verbatim)
            for child in part:
                yield from self._of(child, verbatim=verbatim)
                yield _words(child.tail, verbatim=verbatim)
        yield ">"

    def _attribute(self, name: str, value: str) -> str:
        if name in NAMING or (name == "href" and value.startswith("#")):
            value = " ".join(self._ids.get(key.removeprefix("#"), "?") for key in value.split())
        elif name in ONLY_THAT:
            value = "something" if value.strip() else ""
        return f"{name}={KEYS.sub('0', value) if name not in NAMING else value}"


def _words(text: str | None, *, verbatim: bool) -> str:
    said = " ".join((text or "").split())
    return said if verbatim or not said else "." * min(len(said), SHORT)
