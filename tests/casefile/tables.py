"""Every row that is worked out from the ledger, so that two ways of making them can be compared."""

from waymark.casefile.models import Alias, Answer, Episode, Related, Subject
from waymark.people.models import Around, Known, NameSound
from waymark.work.models import Duty, OpenFile, Proposal, Recheck, Referral


def tables():
    """All rows of all projections, in order, without the numbers that the database gives."""
    return {
        "subjects": list(Subject.objects.order_by("stream").values()),
        "episodes": list(Episode.objects.order_by("id").values()),
        "answers": [
            {name: value for name, value in row.items() if name != "id"}
            for row in Answer.objects.order_by("stream", "episode", "question").values()
        ],
        "aliases": list(Alias.objects.order_by("stream").values()),
        "related": list(Related.objects.order_by("stream", "other").values_list("stream", "other")),
        "known": list(Known.objects.order_by("stream").values()),
        "sounds": list(NameSound.objects.order_by("known", "key").values_list("known", "key")),
        "around": list(Around.objects.order_by("stream", "other").values_list("stream", "other", "relationship")),
        "duties": list(Duty.objects.order_by("key").values()),
        "open files": list(OpenFile.objects.order_by("stream").values()),
        "rechecks": list(Recheck.objects.order_by("stream").values()),
        "proposals": list(Proposal.objects.order_by("event").values()),
        "referrals": list(Referral.objects.order_by("episode").values()),
    }
