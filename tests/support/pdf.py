"""Reads what a PDF says of itself: its tags, its text and its fonts. As PDF/UA-1 (ISO 14289-1) and Matterhorn ask it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True)
class Tag:
    """One element of the structure: its role as the standard names it, its attributes and what lies in it."""

    role: str
    attributes: dict[str, str]
    children: tuple["Tag", ...]
    lang: str

    def all(self) -> Iterator["Tag"]:
        """Itself and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()


def tags(pdf: pikepdf.Pdf) -> Tag:
    """The structure of a file."""
    root = pdf.Root.StructTreeRoot
    roles = {str(k): str(v) for k, v in root.get("/RoleMap", {}).items()}
    return Tag(
        "Root", {}, tuple(_tag(kid, roles) for kid in _list(root.K) if _is_tag(kid)), str(pdf.Root.Lang)
    )


def _tag(element: Any, roles: dict[str, str]) -> Tag:
    role = str(element.S)
    while role in roles:
        role = roles[role]
    attributes: dict[str, str] = {}
    for part in _list(element.get("/A", [])):
        if isinstance(part, pikepdf.Dictionary):
            attributes |= {str(k).removeprefix("/"): str(v) for k, v in part.items()}
    attributes |= {name: str(element[f"/{name}"]) for name in ("Alt", "ActualText") if f"/{name}" in element}
    kids = tuple(_tag(kid, roles) for kid in _list(element.get("/K", [])) if _is_tag(kid))
    return Tag(role.removeprefix("/"), attributes, kids, str(element.get("/Lang", "")))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _is_tag(kid: Any) -> bool:
    return (
        isinstance(kid, pikepdf.Dictionary)
        and "/S" in kid
        and str(kid.get("/Type", "/StructElem")) == "/StructElem"
    )


def outside_of_tags(pdf: pikepdf.Pdf) -> list[str]:
    """What is drawn on a page and is neither tagged nor marked as decoration."""
    found = []
    for number, page in enumerate(pdf.pages, 1):
        depth: list[bool] = []
        for drawn in pikepdf.parse_content_stream(page):
            name, operands = str(drawn.operator), drawn.operands
            if name in ("BDC", "BMC"):
                known = str(operands[0]) == "/Artifact" or (
                    name == "BDC" and "/MCID" in _properties(operands[1])
                )
                depth.append(known)
            elif name == "EMC":
                depth.pop()
            elif name in SHOWS_TEXT | PAINTS and not any(depth):
                found.append(f"page {number}: {name}")
    return found


def _properties(value: Any) -> Any:
    return value if isinstance(value, pikepdf.Dictionary) else {}


def fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every font of every page, the one inside a composite font."""
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            inner = font.get("/DescendantFonts")
            yield font, (inner[0] if inner else font)


def is_embedded(font: Any) -> bool:
    """Whether the file brings the font along."""
    return any(name in font.FontDescriptor for name in EMBEDDED)
