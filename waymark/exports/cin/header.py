"""The Header of a census file: whose return it is, and for which year."""

from __future__ import annotations

from waymark.exports.cin import shapes, values
from waymark.exports.cin.log import Log
from waymark.exports.cin.problems import CensusFileError, Topic, shown
from waymark.exports.cin.records import CensusHeader
from waymark.exports.cin.rows import Row, merged_block
from waymark.exports.cin.scanning import Element


def refuse_other_collection(header: Element) -> None:
    """Raise CensusFileError when the Header says that this is another return than CIN."""
    for block in header.children:
        for element in block.children:
            if element.name == "Collection" and element.value.upper() not in ("CIN", ""):
                mend = "Give the Children in Need census, whose Collection is CIN"
                reason = f"the file is the collection {shown(element.value)!r}, not 'CIN'"
                raise CensusFileError(reason, mend, element.line)


def read_header(element: Element, log: Log) -> CensusHeader:
    """The header with everything usable; its ReferenceDate is what later dates are compared with.

    Raises CensusFileError for another collection.
    """
    refuse_other_collection(element)
    row = Row([element], "Header", shapes.HEADER, log)
    row.accept()
    collection = merged_block(row, "CollectionDetails", shapes.COLLECTION)
    source = merged_block(row, "Source", shapes.SOURCE)
    header = CensusHeader(
        collection=collection.text("Collection") if collection else None,
        year=collection.year("Year") if collection else None,
        reference_date=collection.date("ReferenceDate") if collection else None,
        source_level=source.text("SourceLevel") if source else None,
        lea=source.text("LEA", values.parse_authority) if source else None,
        software_code=source.text("SoftwareCode") if source else None,
        release=source.text("Release") if source else None,
        serial_no=source.text("SerialNo") if source else None,
        date_time=source.text("DateTime") if source else None,
        line=element.line,
    )
    _check(header, collection, log)
    return header


def _check(header: CensusHeader, collection: Row | None, log: Log) -> None:
    """Query a header that does not say what it must, or whose dates do not fit."""
    line = header.line
    for name, value in (
        ("Collection", header.collection),
        ("Year", header.year),
        ("ReferenceDate", header.reference_date),
        ("LEA", header.lea),
    ):
        if value is None:
            log.query(Topic.HEADER, f"Header, {name}", line, "", "is missing or unreadable", f"Give the {name}")
    day = header.reference_date
    if (
        collection is not None
        and day is not None
        and header.year is not None
        and (day.year, day.month, day.day) != (header.year, 3, 31)
    ):
        reason = f"is not 31 March of the Year ({header.year})"
        mend = "Check both; later dates are queried against the ReferenceDate"
        line = collection.dates["ReferenceDate"].element.line
        log.query(Topic.HEADER, f"{collection.place}, ReferenceDate", line, day.isoformat(), reason, mend)
