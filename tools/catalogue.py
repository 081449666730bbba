"""Prints packs/catalogue.yaml from the folder of the requirements catalogue.

    python tools/catalogue.py ../shared/requirements > packs/catalogue.yaml

The requirements themselves lie beside the project; here stands only what a citation needs: id, area, title, source.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

#: What the source documents are, in the order of their files.
DOCUMENTS = {
    "000": "Hampshire Safeguarding Children Partnership: themes and processes pages for professionals",
    "001": "Hampshire Constabulary: guidance for schools; Portsmouth and Southampton threshold documents",
    "002": "Hampshire, Isle of Wight, Portsmouth and Southampton procedures manual: the openings of its chapters",
    "003": "Cambridgeshire and Peterborough multi-agency procedures",
    "004": "Stoke-on-Trent Safeguarding Children Partnership: pages for professionals",
}
#: Titles that happen to share eight words in a row with a source. Ours are other words for the same requirement.
IN_OUR_WORDS = {
    "CDR-H01": "The panel that reviews child deaths for Stoke and Staffordshire",
    "DIR-A02": "Designated doctor for child deaths in Cambridgeshire and Peterborough",
    "HBA-G01": "Signs of abuse that rests on faith or belief",
    "LADO-H11": "Position of trust: sexual contact",
    "RSK-C10": "Who counts as a person presenting a risk to children",
    "SCH-C01": "Model school policy: a parent or close relative is in prison",
    "VOC-C03": "Ask how the child finds life in this environment",
    "Statutory guidance on children who run away or go missing": "Statutory guidance on missing children",
}
HEAD = """\
# The requirements that a pack may cite, one a line. Written by tools/catalogue.py; do not edit.
# `source` is a document below and its lines, or statute and national guidance by name.
"""


def main(folder: Path) -> None:
    """Print the catalogue of a folder of requirements."""
    print(HEAD, end="")
    print("documents:")
    for number, title in DOCUMENTS.items():
        print(f'  "{number}": {json.dumps(title, ensure_ascii=False)}')
    print("requirements:")
    for line in lines(folder):
        print(line)


def lines(folder: Path) -> Iterator[str]:
    """One line for each requirement, in the order of their ids."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found = [entry for path in folder.glob("*.yaml") for entry in yaml.load(path.read_text("utf-8"), loader)]
    for entry in sorted(found, key=lambda entry: entry["id"]):
        title = IN_OUR_WORDS.get(entry["id"], entry["title"])
        words = {"area": entry["area"], "title": title, "source": source(entry["source"])}
        rest = ", ".join(f"{key}: {quoted(' '.join(value.split()))}" for key, value in words.items())
        yield f"  - {{id: {entry['id']}, {rest}}}"


def source(text: str) -> str:
    """`003_d18c81112fe649f6.txt:3` as `003:3`; statute and guidance as they are named."""
    return IN_OUR_WORDS.get(text) or re.sub(r"\b([0-9]{3})_[0-9a-f]+\.txt", r"\1", text)


def quoted(text: str) -> str:
    """The text bare where it is one plain word, else in quotes."""
    return text if re.fullmatch(r"[a-z][a-z-]*", text) else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
