"""Two invented charts, so small that what stands where can be seen at a glance."""

from functools import cache

from tests.procedures.loading.small_packs import FILES, HEAD
from waymark.manual.levels import Chart, chart_of
from waymark.procedures.loading import Library

NATIONAL = HEAD + "pathway: thresholds\ntitle: Levels\nabout: child\ncites: [THR-G121]\n"

MARSH = """
forms:
  about-this-child:
    cites: [THR-G121]
    questions:
      attendance: {ask: "What is the attendance, in percent?", type: number}
      exclusions: {ask: How many exclusions have there been?, type: number}
      poor-link: {ask: Is the link with school poor?, type: yes-no, when: {fact: exclusions, at-least: 1}}
lists:
  levels:
    columns: [number, called, consent, response]
    cites: [THR-G121]
    rows:
      - {id: level-1, title: Universal, number: "1", say: Needs that everybody meets}
      - {id: level-2, title: Early help, number: "2", called: "Level 2, Plus", consent: Needed}
      - {id: level-3, title: Targeted, number: "3"}
      - {id: level-4, title: Social care, number: "4", response: Refer}
  domains:
    columns: [dimension]
    cites: [THR-G121]
    rows:
      - {id: school, title: School, dimension: The child}
      - {id: home, title: Home, dimension: The parents}
  descriptors-school:
    columns: [level, protective, also]
    cites: [THR-G121]
    rows:
      - {id: enjoys-school, title: Enjoys school, level: level-1, protective: yes}
      - {id: sometimes-late, title: Sometimes late for school, level: level-2}
      - {id: attends-half, title: Attends half of the time or less, level: level-4, when: {fact: attendance, at-most: 50}}
      - id: excluded
        title: Excluded and no link with school
        level: level-3
        when: {all: [{fact: exclusions, at-least: 1}, {fact: poor-link, is: yes}]}
      - {id: bullied, title: Bullied by others, level: level-2, also: [level-3]}
      - id: under-thirteen
        title: Under 13 and out of school
        level: level-4
        when: {all: [{fact: age, under: 13}, {fact: attendance, at-most: 0}]}
  descriptors-home:
    columns: [level, protective]
    cites: [THR-G121]
    rows:
      - {id: warm-home, title: A warm and loving home, level: level-1, protective: yes}
      - {id: warm-in-crisis, title: A grandparent steps in, level: level-4, protective: yes}
      - {id: little-food, title: Little food in the house, level: level-3}
      - {id: beaten, title: Beaten at home, level: level-4}
  contextual-factors:
    columns: [protective]
    cites: [THR-G121]
    rows:
      - {id: young-carer, title: Is a young carer}
  tool-results:
    columns: [tool, level]
    cites: [THR-G121]
    rows:
      - {id: half-by-register, title: The register shows half, tool: Register, level: level-4, when: {fact: attendance, at-most: 50}}
guides:
  stepping-up-and-down: {text: Move when needs change., cites: [THR-G126]}
  how-to-use: {text: Judge for yourself., strength: should, cites: [THR-G121]}
"""

FEN = """
lists:
  levels:
    columns: [number, called]
    cites: [THR-G121]
    rows:
      - {id: emerging, title: Emerging needs, number: "1", called: Emerging Needs}
      - {id: special, title: Specialist needs, number: "2", called: Specialist Needs}
  descriptors-all:
    title: Everything
    columns: [level, protective]
    cites: [THR-G121]
    rows:
      - {id: beaten, title: "Beaten, at home", level: emerging}
      - {id: late, title: Sometimes late for lessons, level: special}
      - {id: likes-school, title: Enjoys school, level: emerging, protective: yes}
      - {id: nothing-alike, title: Sets fires, level: special}
"""

BARE = """
guides:
  what-it-is-for: {text: The chart is elsewhere., cites: [THR-G121]}
"""

CATALOGUE = frozenset({"NAT-01", "NAT-02", "NAT-03", "THR-G121", "THR-G126"})


@cache
def library() -> Library:
    """The national pack and three areas."""
    files = {**FILES, "packs/national/thresholds.yaml": NATIONAL}
    for name, text in (("marsh", MARSH), ("fen", FEN), ("bare", BARE)):
        head = f'pack: {name}\nedition: "1"\nfrom: 2024-01-01\n'
        files[f"packs/{name}/area.yaml"] = f"{head}extends: [national]\ntitle: {name.title()}\ncites: [THR-G121]\n"
        files[f"packs/{name}/thresholds.yaml"] = f"{head}pathway: thresholds\n{text}"
    return Library(files, CATALOGUE)


def chart(name: str = "marsh") -> Chart:
    """An area's chart."""
    found = chart_of(library().pack(name))
    assert found is not None
    return found
