"""Pack questions as GOV.UK fields and back: `topics` of a form, `present` as fields, `read` what was posted, `relevant` by the engine.

The macro is `fields/macro.html`, `question(field)`. Buttons inside the form (another row, copy last time's) are read by `pressed`.
"""

from waymark.web.fields.around import NOBODY, Around, Choice
from waymark.web.fields.faults import Fault
from waymark.web.fields.presenting import UNITS, Field, present
from waymark.web.fields.pressing import pressed
from waymark.web.fields.raw import Raw, as_raw
from waymark.web.fields.reading import Known, Read, read, short_of
from waymark.web.fields.relevance import Relevance, relevant, trial
from waymark.web.fields.summary import Line, summary
from waymark.web.fields.topics import Topic, topics
from waymark.web.fields.writing import raw_of

__all__ = [
    "NOBODY",
    "UNITS",
    "Around",
    "Choice",
    "Fault",
    "Field",
    "Known",
    "Line",
    "Raw",
    "Read",
    "Relevance",
    "Topic",
    "as_raw",
    "present",
    "pressed",
    "raw_of",
    "read",
    "relevant",
    "short_of",
    "summary",
    "topics",
    "trial",
]
