"""From bytes to elements: a streaming scanner that never holds more than one Child.

It uses expat (part of Python) and not a tree library, so that every element keeps its exact line
however long the file, and so that the size of everything held is bounded: a hostile file can fill
neither memory nor stack. A document type (DOCTYPE) is refused before any of it is used, so no
entity is ever expanded and nothing outside the file is ever fetched.

Comments and processing instructions are passed over: they are not part of the return.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from waymark.exports.cin.problems import KINDS, CensusFileError, shown

LONGEST_TEXT = 1000
MOST_ELEMENTS = 100_000
DEEPEST = 32
LARGEST_UNIT = 16 * 1024 * 1024
LONGEST_TOKEN = 1024 * 1024
LONGEST_NAME = 1000
MOST_NAMES = 5_000
PROLOG_STEP = 4096

ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin-1", "windows-1252"})

_CODES = expat.errors.codes
_CUT_SHORT = {
    _CODES[expat.errors.XML_ERROR_NO_ELEMENTS],
    _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    _CODES[expat.errors.XML_ERROR_PARTIAL_CHAR],
    _CODES[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
_WRONG_ENCODING = {
    _CODES[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    _CODES[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}


class Element:
    """One XML element with its line, its text in pieces (each with its line), and what is below.

    `container` marks Message and Children, whose children are handed on one by one and not kept.
    """

    __slots__ = ("attributes", "children", "container", "gap", "length", "line", "name", "texts")

    def __init__(self, name: str, line: int, attributes: dict[str, str], container: bool = False) -> None:
        """An element as it opens: nothing inside yet."""
        self.name = name
        self.line = line
        self.attributes = attributes
        self.container = container
        self.children: list[Element] = []
        self.texts: list[tuple[int, str]] = []
        self.length = 0
        self.gap = 0

    @property
    def value(self) -> str:
        """The text of an element that holds a single value, without surrounding spaces."""
        if len(self.texts) == 1:
            return self.texts[0][1].strip()
        return "".join(text for _, text in self.texts).strip()

    def add_text(self, text: str, line: int) -> None:
        """Add text, to the last one if no child has come between; beyond LONGEST_TEXT only its length is kept."""
        kept = text[: max(0, LONGEST_TEXT - self.length)]
        self.length += len(text)
        if self.texts and self.gap == len(self.children):
            line, before = self.texts[-1]
            self.texts[-1] = (line, before + kept)
        elif kept:
            self.texts.append((line, kept))
            self.gap = len(self.children)

    def take_texts(self) -> list[tuple[int, str]]:
        """The texts so far, which are then forgotten (for a container)."""
        texts, self.texts, self.length = self.texts, [], 0
        return texts


@dataclass(frozen=True, slots=True)
class Unit:
    """Something complete to interpret: an element directly below a container, the opening of a
    container, or text that stands directly in a container (then `text` is set)."""

    parent: str
    element: Element
    text: str = ""


class Scanner:
    """Fed with bytes, gives units; `found` counts the elements of each kind wherever they stand.

    Both methods raise CensusFileError: broken or unsafe XML, too deep, too large, another root.
    """

    def __init__(self, skim: bool = False) -> None:
        """A scanner for one file. With `skim` it only looks for errors, and each Child is empty."""
        self.found = dict.fromkeys(KINDS, 0)
        self._skim = skim
        self._skimmed_depth = 0
        self._stack: list[Element] = []
        self._units: list[Unit] = []
        self._size = 0
        self._unit_start = -1
        self._fed = 0
        self._namespace = ""
        self._seen_root = False
        self._parser = expat.ParserCreate(None, " ")
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._keep_elements()

    def feed(self, data: bytes) -> list[Unit]:
        """Scan more bytes; return what has become complete."""
        if self._seen_root:
            self._parse(data)
        else:  # small steps, so that a DOCTYPE is noticed before its content is worked through
            for start in range(0, len(data), PROLOG_STEP):
                self._parse(data[start : start + PROLOG_STEP])
        units, self._units = self._units, []
        return units

    def finish(self) -> None:
        """The file has ended: raise CensusFileError if the document has not."""
        self._parse(b"", final=True)

    def _parse(self, data: bytes, final: bool = False) -> None:
        self._fed += len(data)
        parser = self._parser
        try:
            parser.Parse(data, final)
        except expat.ExpatError as error:
            raise _explained(error, final) from error
        if not final and self._fed - parser.CurrentByteIndex > LONGEST_TOKEN:
            self._refuse("one tag, comment or instruction is longer than a megabyte")
        if self._unit_start >= 0 and self._fed - self._unit_start > LARGEST_UNIT:
            self._refuse(f"{self._stack[-1].name} is in a piece of more than {LARGEST_UNIT // 1024**2} megabytes")
        if len(parser.intern) > MOST_NAMES:
            self._refuse(f"the file has more than {MOST_NAMES} different element names")

    def _refuse(self, reason: str) -> NoReturn:
        mend = "Check that this is the Children in Need census as it was produced, and produce it again"
        raise CensusFileError(reason, mend, self._parser.CurrentLineNumber)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            mend = "Save the file as UTF-8 and say so in its first line"
            raise CensusFileError(f"the file says it is encoded as {encoding[:40]!r}, which is not read", mend, 1)

    def _doctype(self, *_: object) -> NoReturn:
        mend = "Remove the document type and entities; a census needs none, and they can hide an attack"
        raise CensusFileError("the file has a document type (DOCTYPE)", mend, self._parser.CurrentLineNumber)

    def _keep_elements(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        if not stack:
            self._start_root(tag, attributes)
            return
        self._check_limits(tag, attributes, len(stack))
        name = self._name(tag) if " " in tag else tag
        if name in self.found:
            self.found[name] += 1
        parent = stack[-1]
        element = Element(name, self._parser.CurrentLineNumber, attributes)
        stack.append(element)
        if parent.container:
            self._stray_text(parent)
            self._start_unit(element, parent)
        else:
            parent.children.append(element)

    def _start_root(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        if name != "Message":
            mend = "Give the Children in Need census, whose outermost element is Message"
            raise CensusFileError(f"the outermost element is {shown(name)!r}, not 'Message'", mend, 1)
        self._namespace = f"{namespace} " if namespace else ""
        self._seen_root = True
        root = Element(name, self._parser.CurrentLineNumber, attributes, container=True)
        self._stack.append(root)
        self._units.append(Unit("", root))

    def _start_unit(self, element: Element, parent: Element) -> None:
        """An element directly below a container: Children opens, or something to hand on begins."""
        self._size = 0
        if element.name == "Children" and len(self._stack) == 2:
            element.container = True
            self._units.append(Unit(parent.name, element))
            return
        self._unit_start = self._parser.CurrentByteIndex
        if self._skim and element.name == "Child":
            self._parser.StartElementHandler = self._skim_start
            self._parser.EndElementHandler = self._skim_end
            self._parser.CharacterDataHandler = None

    def _check_limits(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        self._size += 1
        if self._size > MOST_ELEMENTS:
            self._refuse(f"{self._stack[-1].name} is in a piece of more than {MOST_ELEMENTS} elements")
        if depth > DEEPEST:
            self._refuse(f"elements are nested more than {DEEPEST} deep")
        if len(tag) > LONGEST_NAME or (attributes and max(map(len, attributes)) > LONGEST_NAME):
            self._refuse(f"an element or attribute has a name of more than {LONGEST_NAME} characters")

    def _name(self, tag: str) -> str:
        """The name without the root's namespace; an element of a third namespace shows it."""
        namespace, _, name = tag.rpartition(" ")
        if f"{namespace} " == self._namespace:
            return name
        return f"{{{namespace}}}{name}"

    def _end(self, tag: str) -> None:
        element = self._stack.pop()
        if element.container:
            self._stray_text(element)
        if self._stack and self._stack[-1].container and not element.container:
            self._unit_start = -1
            self._units.append(Unit(self._stack[-1].name, element))

    def _skim_start(self, tag: str, attributes: dict[str, str]) -> None:
        self._check_limits(tag, attributes, len(self._stack) + self._skimmed_depth)
        self._skimmed_depth += 1

    def _skim_end(self, tag: str) -> None:
        if self._skimmed_depth:
            self._skimmed_depth -= 1
        else:
            self._keep_elements()
            self._end(tag)

    def _text(self, text: str) -> None:
        element = self._stack[-1]
        if text.isspace() and not element.texts:
            return
        if element.container or element.children:
            element.add_text(text, self._parser.CurrentLineNumber - text.lstrip().count("\n"))
        else:
            element.add_text(text, element.line)

    def _stray_text(self, container: Element) -> None:
        """Hand on the text that stands directly in a container."""
        for line, text in container.take_texts():
            self._units.append(Unit(container.name, Element("text", line, {}), text))


def _explained(error: expat.ExpatError, final: bool) -> CensusFileError:
    """The scanner's error in words, with what to do about it."""
    said = expat.ErrorString(error.code)
    line = error.lineno
    if error.code in _WRONG_ENCODING:
        return CensusFileError(f"the encoding is not what the file says ({said})", "Save the file as UTF-8", line)
    if final and error.code in _CUT_SHORT:
        mend = "The file is cut short: copy or produce it again, whole"
        return CensusFileError(f"the file ends before its outermost element is closed ({said})", mend, line)
    if "entity" in said:
        mend = "Write the character itself; only &amp; &lt; &gt; &quot; and &apos; may be used"
        return CensusFileError(f"the file uses an entity that is not part of XML ({said})", mend, line)
    mend = "Mend the XML at this line, or produce the return again, as UTF-8"
    return CensusFileError(f"the file is not well-formed XML ({said})", mend, line)
