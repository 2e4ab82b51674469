"""What can be chosen stands in one enumeration, never written out in a form or a model (docs/adr/0007)."""

import ast

from architecture.source import nodes, product

STYLE_PAGE = "style_page"


def test_no_list_of_choices_is_written_out_where_it_is_used() -> None:
    written = [
        f"{path.name}:{node.lineno}"
        for path in product()
        if STYLE_PAGE not in path.parts
        for node in nodes(path)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "choices" and _pairs(keyword.value)
    ]
    assert not written, f"make an enumeration of these choices: {written}"


def _pairs(value: ast.expr) -> bool:
    return isinstance(value, ast.List | ast.Tuple) and any(isinstance(one, ast.Tuple) for one in value.elts)
