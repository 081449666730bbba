"""A small invented pack for the manual's tests: one procedure, one theme, an area over both, and editions."""

from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library

HEAD = 'pack: national\nedition: "2024-01"\nfrom: 2024-01-01\n'
AREA_HEAD = 'pack: invented-area\nedition: "2024-06"\nfrom: 2024-06-01\n'

SHARED = (
    HEAD
    + """
lists:
  manual-parts:
    title: Parts
    cites: [GOV-H13]
    rows:
      - {id: harm, title: Kinds of harm}
      - {id: first, title: When you are worried}
  concerns:
    title: Concerns
    columns: [chapter]
    cites: [DIR-H03]
    rows:
      - {id: kites, title: Kites, chapter: kites}
  front-door:
    title: Front door
    columns: [for, contact]
    cites: [NAT-01]
    rows:
      - {id: helpline, title: Kite helpline, for: public, contact: kite-line}
roles:
  anyone: {title: Anyone, cites: [NAT-01]}
  worker: {title: Worker, cites: [NAT-01]}
contacts:
  kite-line: {title: Kite helpline, channels: {phone: 01632 960123}, for: [kites], checked: 2024-01-31, cites: [NAT-01]}
  secret-line:
    title: Line for workers
    restricted: yes
    channels: {phone: 01632 960777}
    for: [kites]
    checked: 2024-01-31
    cites: [NAT-01]
"""
)
REFERRAL = (
    HEAD
    + """
pathway: referral
title: Referral
say: Telling somebody about a worry
part: first
review: 2025-01-31
chapters: [HIPS 1.1]
starts: [referral]
cites: [NAT-01]
steps:
  referral: {title: Make a referral, by: anyone, form: intake, cites: [NAT-01]}
  next-step: {title: Decide what happens, by: worker, decides: outcomes, acts: [close], closes: yes, cites: [NAT-02]}
duties:
  decide: {title: Decide in time, upon: referral, do: next-step, within: 1 working day, strength: must, cites: [NAT-03]}
gates:
  concern-known: {title: The worry is written down, before: next-step, needs: {fact: concern, known: yes}, cites: [NAT-04]}
cautions:
  no-promise: {title: Promise no secrecy, at: referral, cites: [NAT-05]}
forms:
  intake:
    title: What is asked at first
    cites: [NAT-06]
    questions:
      concern: {ask: What worries you?, type: text, strength: must, cites: [NAT-07]}
lists:
  outcomes: {title: What may happen, cites: [NAT-08], rows: [{id: advice, title: Advice}, {id: help, title: Help}]}
guides:
  what-it-is: {title: What a referral is, text: It tells somebody who can act., at: referral, cites: [NAT-09]}
  in-time: {title: Why time counts, text: Waiting harms., strength: should, cites: [NAT-03]}
"""
)
KITES = (
    HEAD
    + """
pathway: kites
title: Kites
about: child
part: harm
cites: [MED-B01]
guides:
  what-it-is: {title: What a kite is, text: It flies., cites: [MED-B01]}
lists:
  signs:
    title: Signs of a kite
    cites: [MED-B02]
    rows: [{id: string, title: A string, say: long and thin}, {id: tail, title: A tail}]
"""
)
AREA = AREA_HEAD + "extends: [national]\ntitle: Invented area\ncites: [NAT-01]\n"
AREA_REFERRAL = (
    AREA_HEAD
    + """
pathway: referral
duties:
  decide: {over: tighten, within: 4 hours, why: the area is quicker, cites: [NAT-03]}
  tell-them: {title: Tell the referrer, upon: next-step, tell: referrer, about: outcome, strength: should, cites: [REF-A01]}
"""
)
FILES = {
    "packs/national/area.yaml": HEAD + "title: England\ncites: [NAT-01]\n",
    "packs/national/shared.yaml": SHARED,
    "packs/national/referral.yaml": REFERRAL,
    "packs/national/kites.yaml": KITES,
    "packs/invented-area/area.yaml": AREA,
    "packs/invented-area/referral.yaml": AREA_REFERRAL,
}
NEW_EDITION = """pack: invented-area
edition: "2025-01"
from: 2025-01-01
pathway: referral
duties:
  decide: {over: tighten, within: 2 hours, why: invented for a test, cites: [NAT-03]}
guides:
  new-words: {title: New words, text: There is more to say., cites: [NAT-01]}
"""


def library(**more: str) -> Library:
    """The packs, with files added under the name of the invented area."""
    return Library(FILES | {f"packs/invented-area/{name}.yaml": text for name, text in more.items()})


def pack(area: str = "invented-area") -> Pack:
    return library().pack(area)
