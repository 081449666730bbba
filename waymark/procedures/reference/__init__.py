"""The slow, obvious evaluator: the specification that the fast one (`waymark.procedures.evaluation`) must agree with.

Written from docs/pack-language.md, sections 1 to 5. It keeps no index and tracks no dependencies. A moment asked about (`Then`) is
nothing but the events that had happened by it and the time; every question walks all those events again; whatever depends on when
something turned is asked at every moment at which anything can turn (`world.World.moments`). What it answers at a moment depends on
what had happened by then and on nothing later. Answers once given are remembered, so that it is slow and not hopeless.

What the language leaves open is decided as follows (docs/adr/0008-what-the-engine-decides.md says why):

1.  Time comes first: at one and the same instant a date has arrived, and a look-back run out, before what happens then.
2.  An episode and its parts see the same; then come the episode that it came from with its parts, and so on.
3.  Only what was done answers a question; the newest decision that stands is the one decided; the first closing closes.
4.  A group nobody asked about is unknown, as is a test over it. Of a row, a blank or "not known" cell is unknown.
5.  `happened` is no where no answer could make it yes. `after` and `before` mean after and not after the limit has passed.
6.  Each trigger makes one instance for each member and audience: (episode, duty, trigger, member, audience) never occurs twice.
7.  A date that becomes known after it has passed arrived when it passed.
8.  `{late: …}` asks whether the duty ran over, whether or not it has been done since; it triggers once for each instance.
9.  A trigger at which `while` is no makes no instance and stands under nothing. A member found later gets one only if the duty has not
    lapsed for that trigger. A further trigger under `restart` ends the turn then open and whatever would have followed it.
10. Of two ends at the same moment the first counts of: met, waived, `while` is no, the member left, the episode closed.
11. An act known by its day alone and an act of a known hour on that day: the one may meet the duty that the other raised (trap 9).
12. A live due time is frozen as it stood just before what ended the duty.
13. What is open lapses when its episode closes, except what the act that closed it raised.
14. A waive counts only where the rule has a `waive`; for a gate or caution it is used up by the next act before which the rule stands.
15. A duty whose acts are all blocked is held; so is telling the family where contact with the family is blocked.
16. A rhythm holds up closing only once it is late; what lasts only while its own pathway is open never does.
"""

from __future__ import annotations

from waymark.procedures.reference.owed import Owed
from waymark.procedures.reference.world import Standing, evaluate_slowly

__all__ = ["Owed", "Standing", "evaluate_slowly"]
