"""Every row that is worked out from the ledger, so that two ways of making them can be compared."""

from waymark.casefile.models import Answer, Episode, Subject
from waymark.work.models import Duty


def tables():
    """All rows of all projections, in order, without the numbers that the database gives."""
    return {
        "subjects": list(Subject.objects.order_by("stream").values()),
        "episodes": list(Episode.objects.order_by("id").values()),
        "answers": [
            {name: value for name, value in row.items() if name != "id"}
            for row in Answer.objects.order_by("stream", "episode", "question").values()
        ],
        "duties": list(Duty.objects.order_by("key").values()),
    }
