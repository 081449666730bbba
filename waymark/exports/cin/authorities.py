"""Which area's procedures an authority's return is replayed against when nobody says otherwise."""

#: Authority numbers (DfE, three digits) to areas.
AREA_OF_AUTHORITY = {
    "873": "cambridgeshire-peterborough",  # Cambridgeshire
    "874": "cambridgeshire-peterborough",  # Peterborough
    "850": "hampshire",
    "921": "isle-of-wight",
    "851": "portsmouth",
    "852": "southampton",
    "861": "stoke-on-trent",
}


def area_of(lea: str | None) -> str:
    """The area of an authority's number; national where no local pack is known."""
    return AREA_OF_AUTHORITY.get(lea or "", "national")
