"""Packs in plain English, good enough to print in a manual: entries, questions, conditions, whole pathways."""

from waymark.procedures.describe.asking import describe_question
from waymark.procedures.describe.conditions import describe_condition
from waymark.procedures.describe.document import Chapter, Description, Detail, Section
from waymark.procedures.describe.entries import describe_entry, kind_of
from waymark.procedures.describe.pathway import describe_pathway, describe_shared

__all__ = [
    "Chapter",
    "Description",
    "Detail",
    "Section",
    "describe_condition",
    "describe_entry",
    "describe_pathway",
    "describe_question",
    "describe_shared",
    "kind_of",
]
