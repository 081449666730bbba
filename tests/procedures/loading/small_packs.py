"""Small packs for the loader's tests: a national referral that loads, and files that are added to it.

A line of an added file that ends in `# here` is where the fault must be found.
"""

from textwrap import dedent

from waymark.procedures.loading import Library, Problem

HEAD = 'pack: national\nedition: "1"\nfrom: 2024-01-01\n'

SHARED = (
    HEAD
    + """
roles:
  anyone: {cites: [NAT-01]}
  social-worker: {cites: [NAT-01]}
  manager: {cites: [NAT-01]}
  police: {cites: [NAT-01]}
contacts:
  police-number: {channels: {phone: 01632 960123}, checked: 2024-01-31, cites: [NAT-01]}
"""
)

REFERRAL = (
    HEAD
    + """
pathway: referral
title: Referral
starts: [referral]
cites: [NAT-01]
steps:
  referral: {by: anyone, form: intake, cites: [NAT-01]}
  next-step: {by: social-worker, decides: outcomes, cites: [NAT-01]}
  meeting: {by: social-worker, meeting: {members: [police, social-worker]}, acts: [contact-family], cites: [NAT-01]}
  close-referral: {by: manager, acts: [close], closes: yes, cites: [NAT-01]}
duties:
  decide: {upon: referral, do: next-step, within: 1 working day, strength: must, cites: [NAT-01]}
forms:
  intake:
    cites: [NAT-01]
    questions:
      permission: {ask: Does the parent agree?, options: [agreed, refused], strength: must}
      concern: {ask: What is the concern?, type: text, strength: must}
      harmed: {ask: Is there harm?, type: yes-no, strength: must}
      seen-on: {ask: When was the child seen?, type: date, strength: must}
      signs: {ask: What do you see?, type: choices, options: descriptors, strength: should}
      visits: {ask: How many visits?, type: number, strength: should}
      worker: {ask: Who is the worker?, type: person, strength: should}
      review-rhythm: {ask: How often?, type: duration, strength: should}
lists:
  outcomes: {rows: [advice, assessment, strategy], cites: [NAT-02]}
  descriptors:
    columns: [level]
    cites: [THR-G121]
    rows:
      - {id: unwashed, level: assessment}
      - {id: hungry, level: advice}
facts:
  decision-limit: {type: duration, set: 10 working days, cites: [NAT-03]}
  suggested: {type: choices, look-up: {list: descriptors, rows: signs, column: level}, cites: [THR-G121]}
"""
)

FILES = {"packs/national/shared.yaml": SHARED, "packs/national/referral.yaml": REFERRAL}
MORE = "packs/national/then-more.yaml"
CATALOGUE = frozenset({"NAT-01", "NAT-02", "NAT-03", "THR-G121"})


def with_more(text: str, head: str = HEAD + "pathway: referral\n") -> dict[str, str]:
    """The small national pack with one more file of the referral pathway."""
    return {**FILES, MORE: head + dedent(text)}


def area(name: str, text: str, pathway: str = "referral", extends: str = "[national]", **head: str) -> dict[str, str]:
    """One file of an area laid over others."""
    words = {"pack": name, "edition": '"1"', "from": "2024-01-01", "extends": extends, "pathway": pathway, **head}
    written = "".join(f"{key}: {value}\n" for key, value in words.items() if value)
    return {f"packs/{name}/{pathway or 'shared'}-{words['from']}.yaml": written + dedent(text)}


def errors(files: dict[str, str], of: str = "national") -> list[Problem]:
    """Every error of an area's pack."""
    return [problem for problem in Library(files, CATALOGUE).check(of) if not problem.warning]


def warnings(files: dict[str, str], of: str = "national") -> list[Problem]:
    """Every warning of an area's pack."""
    return [problem for problem in Library(files, CATALOGUE).check(of) if problem.warning]


def marked(files: dict[str, str]) -> tuple[str, int]:
    """The file and line that ends in `# here`."""
    return next(
        (file, number)
        for file, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if line.endswith("# here")
    )


def told(problems: list[Problem], place: tuple[str, int], field: str, message: str, mend: str) -> bool:
    """Whether one of the problems is at that place, in that field, and says these words."""
    return any(
        (p.place.file, p.place.line, p.field) == (*place, field) and message in p.message and mend in p.mend
        for p in problems
    )
