"""Children who are known, straight in the tables of search."""

from waymark.casefile.bulk import insert_rows
from waymark.people import projections
from waymark.people.details import Details


def know(**children):
    """Make children known: each keyword is a stream's last part, with its details (or facts beside them)."""
    facts = {}
    for name, said in children.items():
        details = said if isinstance(said, Details) else said[0]
        facts[f"child:{name}"] = {one.name: one.value for one in details.facts()} | (
            {} if isinstance(said, Details) else said[1]
        )
    projections.write(facts, gone=(), insert=insert_rows)
