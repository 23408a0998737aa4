"""The inline style sheet means the same as its files."""

import pytest

from lbn_site.core.styles import minified


@pytest.mark.parametrize("selector", [".text :target", "a ::after", "[hidden] :is(a, b)", ":is(a) :focus"])
def test_a_pseudo_class_of_a_descendant_does_not_join_its_ancestor(selector):
    css = minified(f"@layer components {{ {selector} {{ color: red; }} }}")
    ancestor, pseudo = selector.replace(", ", ",").split(" ")
    assert f"{ancestor} *{pseudo}{{color:red}}" in css


def test_declarations_and_comments_shrink():
    assert minified("/* a note */ .a:hover { color: red; }") == ".a:hover{color:red}"
