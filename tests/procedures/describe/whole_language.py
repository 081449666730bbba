"""A pack that uses every word of the language, so that every sentence which can be said is said in a test."""

from waymark.procedures.loading import Library

# ruff: noqa: E501 (each entry of the pack stands on one line)
HEAD = 'pack: somewhere\nedition: "1"\nfrom: 2024-01-01\n'

SHARED = (
    HEAD
    + """
title: Somewhere
cites: [NAT-01]
roles:
  anyone: {title: Anyone, cites: [NAT-01]}
  social-worker: {title: Social worker, cites: [NAT-01]}
  manager: {title: Manager, held-by: [social-worker], not: {fact: role-of-user, is: [social-worker]}, cites: [NAT-01]}
  mash-team: {title: MASH team, needs: {fact: looked-after, is: yes}, cites: [NAT-01]}
  police: {title: Police, cites: [NAT-01]}
contacts:
  front-door:
    title: Front door
    channels: {phone: 01632 960000, second-phone: 01632 960001, fax: 01632 960002}
    hours: {mon-thu: 08:30-17:00, fri: 08:30-16:30}
    otherwise: night-team
    restricted: yes
    checked: 2024-01-31
    cites: [NAT-01]
  night-team: {title: Night team, hours: {every-day: 08:00-20:00, bank-holidays: open}, cites: [NAT-01]}
"""
)

ENQUIRY = (
    HEAD
    + """
pathway: enquiry
title: Enquiry
about: child
starts: [enquiry-started]
cites: [NAT-06]
steps:
  enquiry-started: {title: Enquiry started, by: social-worker, cites: [NAT-06]}
  close-enquiry: {title: Close the enquiry, by: manager, acts: [close], closes: yes, cites: [NAT-06]}
"""
)

REFERRAL = (
    HEAD
    + """
pathway: referral
title: Contact and referral
about: child
starts: [referral]
governed-by: home-area
cites: [NAT-01]
steps:
  referral: {title: Referral, by: anyone, form: intake, cites: [NAT-01]}
  next-step:
    title: Decide the next step
    by: [social-worker, {role: manager, of: home-area}]
    when: {happened: referral}
    decides: outcomes
    suggest: level
    reason: if-different
    signs: [manager]
    acts: [contact-family]
    cites: [NAT-01]
  meeting:
    title: Planning meeting
    by: social-worker
    meeting:
      chair: manager
      members:
        - {role: police, must: yes, instead: [written-report]}
        - {group: agencies-involved, when: {fact: harmed, is: yes}}
        - {role: social-worker, not: {fact: harmed, is: no}}
      agenda: outcomes
      quorum: 2
      waive: {by: manager, reason: yes}
    opens: {pathway: enquiry, as: part, for: children}
    cites: [NAT-04]
  close-referral: {title: Close the referral, by: manager, acts: [close], closes: yes, cites: [NAT-02]}
duties:
  decide-next-step:
    title: Decide the next step
    upon: referral
    by: [social-worker, manager]
    do: next-step
    within: 1 working day
    aim: same day
    strength: must
    waive: {by: manager, grounds: outcomes, reason: yes}
    cites: [NAT-01]
  tell-them:
    upon: next-step
    when: {decided: next-step, is: [advice, enquiries]}
    tell: [referrer, family]
    about: decision
    how: in writing
    urgent: at once
    strength: should
    cites: [NAT-01]
  think: {when: {fact: age, under: 18}, consider: early help, strength: may, cites: [NAT-01]}
  each-agency:
    upon: {date: {after: referral, by: 3 working days}}
    each: agencies-involved
    by: agencies-involved
    do: meeting
    due: {latest: [{before: meeting.planned, by: 2 weeks}, {after: referral, by: same day}]}
    again: keep
    strength: must
    cites: [NAT-04]
  say-why:
    upon: {late: decide-next-step}
    do: meeting
    aim: decision-limit
    every: rhythm
    while: {not: {happened: close-referral}}
    again: restart
    strength: should
    cites: [NAT-03]
  agreed: {upon: meeting, do: next-step, due: agreed-on, strength: must, while: {open: enquiry}, cites: [NAT-03]}
  yearly: {upon: meeting, do: meeting, due: {next: 31 August, after: meeting}, strength: may, cites: [NAT-03]}
gates:
  answered-first:
    title: The harm is known
    before: next-step
    when: {fact: permission, is: refused}
    needs: {all: [{fact: harmed, known: yes}, {fact: harmed, asked: yes}, {not: {fact: visits, at-least: 3}}]}
    waive: {reason: yes}
    cites: [NAT-01]
  no-close: {title: All is told, before: close, needs: {none: people-there, has: {fact: there-told, is: no}}, strength: should, cites: [NAT-01]}
cautions:
  do-not-tell:
    title: Do not tell the family
    while: {any: [{some: people-there, has: {fact: there-told, is: yes}}, {all: [{fact: harmed, is: yes}, {open: enquiry, across: linked}]}]}
    blocks: [{act: contact-family}, meeting]
    across: household
    cites: [NAT-01]
  take-time: {title: Take time, at: next-step, while: {hours: front-door, at: referral}, cites: [NAT-01]}
forms:
  basics:
    title: Basics
    cites: [NAT-01]
    questions:
      visits: {ask: How many visits?, type: number, strength: should, reason: always, prefill: age}
  intake:
    title: Intake
    use: [basics]
    cites: [NAT-01]
    questions:
      permission: {ask: Does the parent agree?, options: [agreed, refused], strength: must}
      harmed: {ask: Is there harm?, type: yes-no, strength: must, across: file}
      words-said: {ask: What did the child say?, type: text, words: verbatim, reason: if-blank, when: {fact: harmed, is: yes}}
      agreed-on: {ask: By when?, type: date, each: children, help: A working day}
      people-there: {ask: Who was there?, each: rows, questions: {there-name: {ask: Name, type: text}, there-told: {ask: Told?, type: yes-no}}}
      signs: {ask: What do you see?, type: choices, options: descriptors}
lists:
  outcomes:
    title: Outcomes
    cites: [NAT-02]
    rows:
      - {id: advice, title: Advice, closes: yes}
      - {id: enquiries, title: Enquiries, say: By police too, opens: {pathway: enquiry, as: linked, for: children}, when: {fact: harmed, is: yes}}
      - {id: wait, title: Wait, strength: may}
  descriptors: {title: What is seen, columns: [level], rows: [{id: unwashed, level: advice}, {id: hungry, level: enquiries}], cites: [NAT-02]}
facts:
  level: {title: Level of need, type: choice, options: outcomes, look-up: {list: descriptors, rows: signs, column: level}, cites: [NAT-02]}
  many: {title: Signs ticked, type: number, count: signs, cites: [NAT-02]}
  ends-on: {title: Last day, type: date, date: {earliest: [agreed-on, {after: referral, by: 8 days}]}, cites: [NAT-14]}
  taken: {title: Taken to be a child, type: yes-no, rows: [{when: {fact: age, under: 18}, value: yes}, {value: no}], cites: [NAT-02]}
  decision-limit: {title: Time to decide, type: duration, set: 10 working days, cites: [NAT-03]}
  rhythm: {title: Rhythm, type: duration, set: ask-the-area, readings: [{value: 4 weeks, cites: [NAT-10]}, {value: 6 weeks, cites: [NAT-11]}], cites: [NAT-03]}
  home-area: {type: area, given: home-area, cites: [NAT-02]}
guides:
  harm: {title: Harm, text: What the word means, parts: [being ill-treated], at: [next-step], when: {reached: {after: referral, by: 1 year}}, cites: [NAT-01]}
access:
  whereabouts: {title: Whereabouts, what: [words-said, intake, referral, address], only: [direct-team], while: {fact: harmed, is: yes}, cites: [NAT-01]}
  hidden: {title: Hidden, what: [permission], hide: [family], until: {happened: close-referral}, cites: [NAT-01]}
keep:
  file: {title: The file, what: [intake], least: {after: referral, by: 10 years}, most: ends-on, hold: {open: referral}, then: destroy, cites: [NAT-01]}
measures:
  in-time: {title: In time, count: decide-next-step, when: {not: {late: decide-next-step}}, split: [home-area], target: 80 percent, period: year, cites: [NAT-01]}
"""
)


def pack(changed: dict[str, str] | None = None):
    """The pack that says everything."""
    texts = {"shared": SHARED, "referral": REFERRAL, "enquiry": ENQUIRY}
    files = {f"packs/somewhere/{name}.yaml": text for name, text in texts.items()}
    return Library({**files, **(changed or {})}).pack("somewhere")
