"""One failing example for each point of section 4 of docs/pack-language.md: file, line, field, what to write."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, errors, marked, told, with_more
from waymark.procedures.loading import Library, PackError


def stops(why, field, message, mend, text):
    """An example: why it stops, the field, what is said of it, what to write instead, and the added file."""
    return pytest.param(text, field, message, mend, id=why.replace(" ", "-"))


WORDS = [
    stops("a word that is not in the table", "whithin", "not a word of a duty", "Did you mean within?", """
        duties:
          hurry:
            upon: referral
            do: next-step
            whithin: 2 days  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a section that does not exist", "duty", "'duty' is not a word of a pack file", "duties", """
        duty:  # here
          hurry: {upon: referral}
        """),
    stops("a key written twice", "strength", "written twice", "Keep one; the first is at line 10", """
        duties:
          hurry:
            upon: referral
            do: next-step
            strength: must
            strength: should  # here
            cites: [NAT-01]
        """),
    stops("an entry written twice", "decide", "already written in packs/national/referral.yaml", "Keep one", """
        duties:
          decide: {upon: referral, do: next-step, strength: must, cites: [NAT-01]}  # here
        """),
    stops("an empty value", "do", "'do' has no value", "take the word away", """
        duties:
          hurry:
            upon: referral
            do:  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("an empty list", "do", "'do' is empty", "take the word away", """
        duties:
          hurry:
            upon: referral
            do: []  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("an anchor", "", "The anchor &it is not allowed", "Write the words out", """
        duties:
          hurry: &it  # here
            upon: referral
            do: next-step
            strength: must
            cites: [NAT-01]
        """),
    stops("an alias", "", "The alias *it is not allowed", "Write the words out", """
        duties:
          hurry: &it {upon: referral, do: next-step, strength: must, cites: [NAT-01]}
          again: *it  # here
        """),
    stops("a tag", "", "The tag !!int is not allowed", "Leave it out", """
        duties:
          hurry:
            upon: referral
            do: !!int next-step  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a merge", "<<", "A merge is not allowed", "Write the words out", """
        duties:
          hurry:
            <<: {do: next-step}  # here
            upon: referral
            strength: must
            cites: [NAT-01]
        """),
    stops("a sentence in braces without quotes", "or inform",
          "'or inform' has no value", "whole sentence in quotes", """
        cautions:
          careful: {say: Do not approach, or inform, cites: [NAT-01]}  # here
        """),
    stops("a name that is no name", "Hurry_Up", "is not a name", "small letters, digits and single hyphens", """
        duties:
          Hurry_Up: {upon: referral, do: next-step, strength: must, cites: [NAT-01]}  # here
        """),
]  # fmt: skip

NAMES = [
    stops("a step that nothing defines", "do", "Nothing here defines a step 'next-stop'", "Did you mean", """
        duties:
          hurry:
            upon: referral
            do: next-stop  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a fact that nothing defines", "fact", "Nothing here defines a fact or question 'harmd'", "harmed", """
        gates:
          first:
            before: next-step
            needs: {fact: harmd, is: yes}  # here
            cites: [NAT-01]
        """),
    stops("a list that nothing defines", "decides", "Nothing here defines a list 'outcome'", "outcomes", """
        steps:
          rate:
            by: anyone
            decides: outcome  # here
            cites: [NAT-01]
        """),
    stops("a role that nothing defines", "by", "Nothing here defines a role or group 'managr'", "manager", """
        steps:
          rate:
            by: managr  # here
            cites: [NAT-01]
        """),
    stops("a pathway that nothing defines", "pathway", "There is no pathway 'asessment'", "referral", """
        steps:
          rate:
            by: anyone
            opens:
              pathway: asessment  # here
            cites: [NAT-01]
        """),
    stops("a contact that nothing defines", "hours",
          "Nothing here defines a contact 'police-numbr'", "police-number", """
        gates:
          in-hours:
            before: next-step
            needs: {hours: police-numbr}  # here
            cites: [NAT-01]
        """),
    stops("an agenda that nothing defines", "agenda", "Nothing here defines a list 'points'", "", """
        steps:
          talk:
            by: anyone
            meeting:
              agenda: points  # here
            cites: [NAT-01]
        """),
    stops("grounds that nothing defines", "grounds", "Nothing here defines a list 'exceptions'", "", """
        gates:
          first:
            before: next-step
            needs: {happened: meeting}
            waive:
              grounds: exceptions  # here
            cites: [NAT-01]
        """),
    stops("an option that the list lacks", "is", "has no option 'strategie'", "Did you mean strategy?", """
        duties:
          hold:
            upon: next-step
            when:
              decided: next-step
              is: strategie  # here
            do: meeting
            strength: must
            cites: [NAT-01]
        """),
    stops("a decision of a step that decides nothing", "decided", "decides nothing", "Test {happened: …}", """
        gates:
          first:
            before: next-step
            needs:
              decided: referral  # here
              is: advice
            cites: [NAT-01]
        """),
    stops("a choice that the question lacks", "is", "is never 'maybe'", "agreed, refused", """
        gates:
          first:
            before: next-step
            needs:
              fact: permission
              is: maybe  # here
            cites: [NAT-01]
        """),
    stops("a presence that nobody could have", "with", "Nobody is named 'polise'", "police", """
        gates:
          first:
            before: next-step
            needs: {happened: meeting, with: [polise]}  # here
            cites: [NAT-01]
        """),
    stops("a question asked by two forms", "concern",
          "The form 'referral/intake' asks 'concern' already", "use: [intake]", """
        forms:
          second:
            cites: [NAT-01]
            questions:
              concern: {ask: What else?, type: text}  # here
        """),
    stops("a question that the product answers", "age", "The product gives 'age'", "another name", """
        forms:
          second:
            cites: [NAT-01]
            questions:
              age: {ask: How old?, type: number}  # here
        """),
    stops("a column that the list lacks", "column", "has no column 'levels'", "level", """
        facts:
          guess:
            type: choices
            cites: [NAT-01]
            look-up: {list: descriptors, rows: signs, column: levels}  # here
        """),
    stops("a measure of nothing", "count", "Nothing here defines a pathway, step or duty 'referals'", "referral", """
        measures:
          in-time:
            count: referals  # here
            cites: [NAT-01]
        """),
]  # fmt: skip

TYPES = [
    stops("under on a text", "under", "'referral/concern' is a text", "Only numbers and money are compared", """
        gates:
          first:
            before: next-step
            needs: {fact: concern, under: 18}  # here
            cites: [NAT-01]
        """),
    stops("at-least on a date", "at-least", "'referral/seen-on' is a date", "{reached: …}", """
        gates:
          first:
            before: next-step
            needs: {fact: seen-on, at-least: 3}  # here
            cites: [NAT-01]
        """),
    stops("is on a text", "is", "'referral/concern' is a text", "ask it as a choice", """
        gates:
          first:
            before: next-step
            needs: {fact: concern, is: bruises}  # here
            cites: [NAT-01]
        """),
    stops("anything but yes and no of a yes-no", "is", "'referral/harmed' is never 'true'", "no, yes", """
        gates:
          first:
            before: next-step
            needs: {fact: harmed, is: true}  # here
            cites: [NAT-01]
        """),
    stops("includes on a single choice", "includes", "of which there is only one", "Write `is:`", """
        gates:
          first:
            before: next-step
            needs: {fact: permission, includes: agreed}  # here
            cites: [NAT-01]
        """),
    stops("is on several ticks", "is", "Several can be ticked", "Write `includes:`", """
        gates:
          first:
            before: next-step
            needs: {fact: signs, is: hungry}  # here
            cites: [NAT-01]
        """),
    stops("a number of ticks without a count", "over", "'referral/signs' is a choices", "`count:`", """
        gates:
          first:
            before: next-step
            needs: {fact: signs, over: 2}  # here
            cites: [NAT-01]
        """),
    stops("what happened compared with an option", "is", "not compared with an option", "{decided: the-step", """
        gates:
          first:
            before: close-referral
            needs: {happened: next-step, is: advice}  # here
            cites: [NAT-01]
        """),
    stops("a limit that is no length of time", "within", "is not a length of time", "duration", """
        duties:
          hurry:
            upon: referral
            do: next-step
            within: soon  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a limit that is a text", "within",
          "'referral/concern' is a text, not a length of time", "type: duration", """
        duties:
          hurry:
            upon: referral
            do: next-step
            within: concern  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a date that is a number", "after", "'referral/visits' is a number, not a date", "type: date", """
        duties:
          hurry:
            upon: referral
            do: next-step
            due: {after: visits, by: 2 days}  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("people who are a date", "by", "'referral/seen-on' names nobody", "type: person", """
        duties:
          hurry:
            upon: referral
            do: next-step
            by: {fact: seen-on}  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a suggestion that is no option", "suggest",
          "may suggest what is no option: hungry", "advice, assessment", """
        facts:
          hunch: {type: choice, rows: [{value: hungry}], cites: [NAT-01]}
        steps:
          rate:
            by: anyone
            decides: outcomes
            suggest: hunch  # here
            cites: [NAT-01]
        """),
    stops("a suggestion that is no choice", "suggest", "'referral/concern' is no choice", "type: choice", """
        steps:
          rate:
            by: anyone
            decides: outcomes
            suggest: concern  # here
            cites: [NAT-01]
        """),
    stops("a prefill of another type", "prefill",
          "'referral/seen-on' is a date; this asks for a number", "type: number", """
        forms:
          second:
            cites: [NAT-01]
            questions:
              how-many:
                ask: How many?
                type: number
                prefill: seen-on  # here
        """),
    stops("a row of another type", "value", "'referral/seen-on' is a date; this fact is a number", "Write a number", """
        facts:
          how-old:
            type: number
            cites: [NAT-01]
            rows:
              - value: seen-on  # here
        """),
    stops("a count that is no number", "type", "A count is no text", "type: number", """
        facts:
          sign-count:
            type: text  # here
            count: signs
            cites: [NAT-01]
        """),
    stops("a count of what cannot be counted", "count", "there is nothing to count", "type: choices", """
        facts:
          sign-count:
            type: number
            count: seen-on  # here
            cites: [NAT-01]
        """),
]  # fmt: skip

SOURCES = [
    stops("an entry without cites", "cites", "The gate 'referral/first' cites nothing", "cites: [NAT-01]", """
        gates:
          first:  # here
            before: next-step
            needs: {happened: meeting}
        """),
    stops("a requirement that does not exist", "cites", "There is no requirement NAT-99", "", """
        gates:
          first:
            before: next-step
            needs: {happened: meeting}
            cites: [NAT-01, NAT-99]  # here
        """),
    stops("a looked-up level that decides", "fact", "a list would decide here", "Let a step `suggest:` it", """
        gates:
          first:
            before: next-step
            needs: {fact: suggested, includes: assessment}  # here
            cites: [NAT-01]
        """),
    stops("a looked-up level that decides by another fact", "fact", "a list would decide here", "suggest", """
        facts:
          high:
            type: yes-no
            cites: [NAT-01]
            rows:
              - {when: {fact: suggested, includes: assessment}, value: yes}
              - {value: no}
        duties:
          hurry:
            upon: referral
            when: {fact: high, is: yes}  # here
            do: meeting
            strength: must
            cites: [NAT-01]
        """),
]  # fmt: skip

SHAPES = [
    stops("facts in a circle", "fact", "worked out from itself: referral/one → referral/two", "Break the circle", """
        facts:
          one:
            type: yes-no
            cites: [NAT-01]
            rows:
              - {when: {fact: two, is: yes}, value: yes}  # here
              - {value: no}
          two:
            type: yes-no
            cites: [NAT-01]
            rows:
              - {when: {fact: one, is: yes}, value: yes}
              - {value: no}
        """),
    stops("duties in a circle", "late", "waits for itself", "Break the circle", """
        duties:
          one:
            upon: {late: two}  # here
            do: meeting
            strength: must
            cites: [NAT-01]
          two:
            upon: referral
            when: {open: one}
            do: meeting
            strength: must
            cites: [NAT-01]
        """),
    stops("forms in a circle", "use", "uses itself: referral/one → referral/two", "Break the circle", """
        forms:
          one:
            use: [two]  # here
            cites: [NAT-01]
          two:
            use: [one]
            cites: [NAT-01]
        """),
    stops("contacts in a circle", "otherwise", "passes on to itself out of hours", "Break the circle", """
        contacts:
          day:
            otherwise: night  # here
            cites: [NAT-01]
          night:
            otherwise: day
            cites: [NAT-01]
        """),
    stops("a fact that asks for a duty", "open", "A fact may not ask whether the duty", "Ask what happened", """
        facts:
          waiting:
            type: yes-no
            cites: [NAT-01]
            rows:
              - when: {open: decide}  # here
                value: yes
              - value: no
        """),
    stops("a caution that asks for a duty", "late", "A caution may not ask whether the duty", "Ask what happened", """
        cautions:
          hurry-up:
            while: {late: decide}  # here
            cites: [NAT-01]
        """),
    stops("a fact with no source", "guess", "exactly one source; this has none", "set: ask-the-area", """
        facts:
          guess:  # here
            type: text
            cites: [NAT-01]
        """),
    stops("a fact with two sources", "set", "exactly one source; this has count and set", "Keep exactly one", """
        facts:
          guess:  # here
            type: number
            count: signs
            set: 3
            cites: [NAT-01]
        """),
    stops("a duty that owes two things", "tell",
          "exactly one of do, tell, consider; this says do and tell", "Split it", """
        duties:
          hurry:  # here
            upon: referral
            do: next-step
            tell: police
            strength: must
            cites: [NAT-01]
        """),
    stops("a duty that owes nothing", "do", "exactly one of do, tell, consider; this says none", "say what is owed", """
        duties:
          hurry:  # here
            upon: referral
            strength: must
            cites: [NAT-01]
        """),
    stops("a duty without a trigger", "upon", "Nothing says when this duty arises", "upon: a-step", """
        duties:
          hurry:  # here
            do: next-step
            strength: must
            cites: [NAT-01]
        """),
    stops("a duty without strength", "strength", "how binding", "`strength: must`", """
        duties:
          hurry:  # here
            upon: referral
            do: next-step
            cites: [NAT-01]
        """),
    stops("a duty with two limits", "due", "two limits", "Keep one", """
        duties:
          hurry:
            upon: referral
            do: next-step
            within: 2 days
            due: {after: referral, by: 2 days}  # here
            strength: must
            cites: [NAT-01]
        """),
    stops("a gate without needs", "needs", "A gate needs `needs`", "needs: {happened", """
        gates:
          first:  # here
            before: next-step
            cites: [NAT-01]
        """),
]  # fmt: skip

ENDS = [
    stops("a must duty behind a gate that needs it", "do", "This duty can never be met", "give it a `waive`", """
        duties:
          hold:
            upon: referral
            do: meeting  # here
            strength: must
            cites: [NAT-01]
        gates:
          first:
            before: meeting
            needs: {not: {open: hold}}
            cites: [NAT-01]
        """),
    stops("must duties behind one another's gates", "do", "This duty can never be met", "give it a `waive`", """
        steps:
          one: {by: anyone, cites: [NAT-01]}
          two: {by: anyone, cites: [NAT-01]}
        duties:
          do-one:
            upon: referral
            do: one  # here
            strength: must
            cites: [NAT-01]
        gates:
          two-first: {before: one, needs: {happened: two}, cites: [NAT-01]}
          one-first: {before: two, needs: {happened: one}, cites: [NAT-01]}
        """),
    stops("a must duty that a caution always blocks", "do", "always blocks 'referral/meeting'", "`while:`", """
        duties:
          hold:
            upon: referral
            do: meeting  # here
            strength: must
            cites: [NAT-01]
        cautions:
          no-contact: {blocks: [{act: contact-family}], cites: [NAT-01]}
        """),
    stops("a step that no role may do", "by", "No role may do the step 'referral/rate'", "by: social-worker", """
        steps:
          rate:  # here
            title: Rate
            cites: [NAT-01]
        """),
    stops("a row after one without when", "rows", "This row can never be reached", "put that one last", """
        facts:
          harm:
            type: yes-no
            cites: [NAT-01]
            rows:
              - value: no
              - {when: {fact: harmed, is: yes}, value: yes}  # here
        """),
    stops("a row that repeats an earlier one", "when",
          "can never be reached: the one at line 10", "narrower row first", """
        facts:
          answer:
            type: yes-no
            rows:
              - {when: {fact: permission, is: [agreed, refused]}, value: yes}
              - {when: {fact: permission, is: agreed}, value: no}  # here
              - {value: no}
            cites: [NAT-01]
        """),
]  # fmt: skip


def test_the_small_pack_itself_loads():
    assert Library(FILES, CATALOGUE).pack("national").area == "national"
    assert not errors(FILES)


@pytest.mark.parametrize(("text", "field", "message", "mend"), [*WORDS, *NAMES, *TYPES, *SOURCES, *SHAPES, *ENDS])
def test_it_stops_and_says_where_and_what_to_write(text, field, message, mend):
    files = with_more(text)

    found = errors(files)

    assert told(found, marked(files), field, message, mend), "\n".join(map(str, found))
    with pytest.raises(PackError, match="does not load"):
        Library(files, CATALOGUE).pack("national")


def head(text):
    return with_more(text, head="")


@pytest.mark.parametrize(
    ("files", "field", "message", "mend"),
    [
        pytest.param(
            head("edition: a  # here\nfrom: 2024-01-01\n"), "pack", "does not say its pack", "Begin with", id="no-pack",
        ),
        pytest.param(
            head("pack: national  # here\nedition: a\n"), "from", "does not say its from", "2024-01-01", id="no-date",
        ),
        pytest.param(
            head("pack: national\nedition: a\nfrom: last year  # here\n"), "from", "'last year' is not a date",
            "2024-01-31",
            id="no-real-date",
        ),
        pytest.param(head("- a list  # here\n"), "", "holds words with a colon", "Begin with", id="a-list"),
        pytest.param(
            head('pack: national\nedition: "1"\nfrom: 2023-01-01  # here\n'), "from", "begins on", "Use one date",
            id="one-edition-with-two-dates",
        ),
        pytest.param(
            head('pack: other  # here\nedition: "1"\nfrom: 2024-01-01\nextends: [nationale]\n'), "extends",
            "no pack 'nationale'", "Did you mean national?", id="a-parent-that-does-not-exist",
        ),
        pytest.param(
            head('pack: national\nedition: "1"\nfrom: 2024-01-01\ntitle: England\ncites: [NAT-99]  # here\n'), "cites",
            "There is no requirement NAT-99", "", id="an-area-that-cites-nothing-real",
        ),
    ],
)  # fmt: skip
def test_a_head_that_is_wrong_stops_every_pack(files, field, message, mend):
    found = errors(files)

    assert told(found, marked(files), field, message, mend), "\n".join(map(str, found))


PATHWAY = 'pack: national\nedition: "1"\nfrom: 2024-01-01\npathway: assessment\n'


@pytest.mark.parametrize(
    ("text", "field", "message", "mend"),
    [
        pytest.param(
            "title: A\nstarts: begun\ncites: [NAT-01]\nsteps:\n  begun: {by: anyone, cites: [NAT-01]}\n",
            "assessment", "Nothing can close the pathway 'assessment'", "closes: yes", id="that-no-step-can-close",
        ),
        pytest.param(
            "title: A\ncites: [NAT-01]\nsteps:\n  done: {by: anyone, closes: yes, cites: [NAT-01]}\n",
            "starts", "Nothing can open the pathway 'assessment'", "starts: [its-first-step]",
            id="that-no-step-can-open",
        ),
        pytest.param(
            "title: A\nstarts: referral/referral  # here\ncites: [NAT-01]\nsteps:\n"
            "  done: {by: anyone, closes: yes, cites: [NAT-01]}\n",
            "starts", "'referral/referral' is no step of the pathway 'assessment'", "assessment/done".partition("/")[2],
            id="that-starts-with-another-s-step",
        ),
        pytest.param(
            "steps:\n  done: {by: anyone, closes: yes, cites: [NAT-01]}  # here\n",
            "pathway", "There is no pathway 'assessment'", "at the head of its file", id="without-a-head",
        ),
    ],
)  # fmt: skip
def test_a_pathway_stops(text, field, message, mend):
    files = with_more(text, head=PATHWAY)
    place = marked(files) if "# here" in text else ("packs/national/then-more.yaml", 4)

    found = errors(files)

    assert told(found, place, field, message, mend), "\n".join(map(str, found))


def test_a_duty_in_a_file_without_a_pathway_stops():
    files = with_more(
        "duties:\n  hurry: {upon: referral/referral, do: referral/meeting, strength: must, cites: [NAT-01]}  # here\n",
        head='pack: national\nedition: "1"\nfrom: 2024-01-01\n',
    )

    assert told(
        errors(files), marked(files), "hurry", "a file without `pathway:`", "Move it to the file of its pathway"
    )
