"""Every Dutch word in a class's name is explained in the glossary.

A word is Dutch when it stands in the glossary, the law's source or the text of a page, and not in ``english.txt`` beside this
test. Explain a class with such a word in ``docs/glossary.md``; when the word is English after all, add it to that list.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from architecture.source import ROOT, SRC, nodes, product

HERE = Path(__file__).parent
WORDS = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
IN_GLOSSARY = re.compile(r"`(\w+)`")


def english() -> set[str]:
    return set((HERE / "english.txt").read_text(encoding="utf-8").split())


def dutch() -> set[str]:
    """Words of pages, of the law's sentences and names, and of the glossary itself, that aren't English."""
    pages = [
        re.sub(r"<[^>]*>|{[{%].*?[}%]}", " ", path.read_text(encoding="utf-8"))
        for path in SRC.rglob("*.html")
    ]
    law = [
        node.id
        for path in product()
        if path.is_relative_to(SRC / "wi2021")
        for node in nodes(path)
        if isinstance(node, ast.Name)
    ]
    terms = [f"{row[0]} {row[3]}" for row in glossary()]
    found = {word.lower() for text in [*pages, *law, *terms] for word in WORDS.findall(text)}
    return {word for word in found if len(word) > 2} - {word.lower() for word in english()}


def glossary() -> list[list[str]]:
    """The rows of its tables: word, meaning, article, classes."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "Woord" and not row[0].startswith("---")]


def classes() -> Iterator[str]:
    for path in product():
        if path.name != "apps.py":
            yield from (node.name for node in nodes(path) if isinstance(node, ast.ClassDef))


def test_every_dutch_class_stands_in_the_glossary() -> None:
    words, explained = dutch(), {name for row in glossary() for name in IN_GLOSSARY.findall(row[3])}
    missing = {
        name
        for name in classes()
        if name not in explained and any(word.lower() in words for word in WORDS.findall(name))
    }
    assert not missing, f"explain in docs/glossary.md: {sorted(missing)}"


def test_the_glossary_names_only_classes_that_exist() -> None:
    gone = {name for row in glossary() for name in IN_GLOSSARY.findall(row[3])} - set(classes())
    assert not gone


def test_every_row_has_a_word_a_meaning_an_article_and_a_class_or_says_there_is_none() -> None:
    for row in glossary():
        assert len(row) == 4, row
        assert all(row), row
        assert row[1].endswith("."), row
