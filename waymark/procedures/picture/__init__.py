"""A pathway as a picture that a manager can read: SVG text, drawn without any library."""

from __future__ import annotations

from waymark.procedures.language.pack import Pack
from waymark.procedures.picture.flow import flow
from waymark.procedures.picture.layout import lay_out
from waymark.procedures.picture.nodes import Flow, Node, Shape
from waymark.procedures.picture.svg import svg

__all__ = ["draw"]


def draw(pack: Pack, pathway: str) -> str:
    """The picture of a pathway as the text of an SVG file. Errors: KeyError if the pack has no such pathway."""
    drawn = flow(pack, pathway)
    return svg(lay_out(drawn), _in_words(drawn))


def _in_words(drawn: Flow) -> str:
    """What the picture shows, for somebody who hears it."""
    parts = []
    for band in drawn.bands:
        parts.append(f"{band.heading}:")
        todo = list(reversed(band.roots))
        while todo:
            node = todo.pop()
            parts += _lines(node)
            todo += [edge.child for edge in reversed(node.edges)]
    return " ".join(parts)


def _lines(node: Node) -> list[str]:
    if node.shape in (Shape.REFERENCE, Shape.TASK, Shape.ELSEWHERE):
        return []
    name = f"{node.number}. {node.title}" if node.number else node.title
    follows = "; ".join(
        " ".join(filter(None, (edge.strength, edge.limit, edge.child.title, edge.condition))) for edge in node.edges
    )
    return [f"{name}, then: {follows}." if follows else f"{name}."]
