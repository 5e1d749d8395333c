"""What a Word file must be before any of it is read: small, whole, and without anything that runs.

Everything is hostile until it has passed here. Nothing that a file refers to is ever fetched; what
refers outside is refused all the same, since such a file was not made to be read by people only.
Links that a reader would have to click, and the template on the sender's own disk, are left out
and said.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from nemcon.documents.word.refused import (
    SAVE_AGAIN,
    WordRefused,
    bomb,
    damaged,
    not_word,
    runs,
    unsafe,
)
from nemcon.documents.word.xml import Element
from nemcon.language import N_, _
from nemcon.text.lines import sentences

MOST_BYTES: Final = 50 * 1024 * 1024
"""The largest file that is looked at."""
_MOST_PARTS: Final = 2_000
_MOST_EXPANDED: Final = 200 * 1024 * 1024
_MOST_PART: Final = 24 * 1024 * 1024  # of XML that is read; two hundred pages take a tenth of it
_MOST_MARKS: Final = 2_000_000  # tags and attributes of all parts; each takes memory of its own
_MOST_RATIO: Final = 250  # Word's own XML shrinks to a thirtieth at best
_SMALL: Final = 1024 * 1024  # below it a part may shrink as much as it likes
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_LOCAL_SIGNATURE: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_BIT: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MAIN_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_OF_TEXT: Final = re.compile(
    r"wordprocessingml\.(?:document\.main|header|footer|footnotes|endnotes|comments)\+xml\s*$",
    re.IGNORECASE,
)
_RUNNING_TYPE: Final = re.compile(
    r"macroenabled|vbaproject|vbadata|activex|oleobject", re.IGNORECASE
)
_RUNNING_NAME: Final = re.compile(r"vba(project|data)|/activex/|/embeddings/|\.(exe|dll|js|vbs)$")
_EMBEDDING: Final = frozenset(
    {"oleobject", "package", "control", "afchunk", "subdocument", "vbaproject", "frame"}
)
# Another computer; a path of the sender's own, "file:///C:/Users", is none.
_REMOTE: Final = re.compile(
    r"\s*(?:https?:|ftps?:|smb:|mhtml:|file:/*\\\\|file://(?![A-Za-z][:|])[^/]|\\\\|//)",
    re.IGNORECASE,
)
_DECLARES: Final = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODED: Final = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)")
# The two that the format allows; others could hide what is looked for.
_ENCODINGS: Final = frozenset({"UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "ASCII"})
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_OTHERS: Final = (
    (b"%PDF", N_("This is a PDF.")),
    (b"{\\rtf", N_("This is an RTF file.")),
    (b"\xff\xd8", N_("This is a picture.")),
    (b"\x89PNG", N_("This is a picture.")),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file that may be read: its parts of XML, by their names, and what was left out."""

    document: Element
    parts: dict[str, Element]
    notes: tuple[str, ...] = ()


def opened(data: bytes) -> Package:
    """The file, once all has been looked at. Raises `WordRefused`."""
    _is_word(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _is_sound(data, package)
            return _read(package)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, struct.error) as error:
        raise damaged() from error
    except (RuntimeError, ValueError, OverflowError) as error:
        if isinstance(error, WordRefused):
            raise
        raise damaged() from error


def _is_word(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        says = _("The file is larger than the {n} MB that are read.", n=MOST_BYTES // 1024 // 1024)
        raise WordRefused("word-too-large", says)
    if not data:
        raise WordRefused("word-missing", _("No file came with the form, or it is empty."))
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            says = _(
                "The file is protected by a password. Take the password off and send it again."
            )
            raise WordRefused("word-encrypted", says)
        says = _("This is a file of an older Word (.doc), which is not read.")
        raise WordRefused("word-too-old", sentences(says, _(SAVE_AGAIN)))
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            raise not_word(_(what))
    if not data.startswith(_LOCAL_SIGNATURE):
        raise not_word(_("This is no Word file."))


def _is_sound(data: bytes, package: zipfile.ZipFile) -> None:
    """The entries are few, small, each in a place of its own, and named as parts are."""
    entries = package.infolist()
    if len(entries) > _MOST_PARTS:
        raise bomb(_("more than {n} parts", n=_MOST_PARTS))
    if sum(entry.file_size for entry in entries) > _MOST_EXPANDED:
        raise bomb(_("more than {n} MB when it is unpacked", n=_MOST_EXPANDED // 1024 // 1024))
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise unsafe(_("two parts of the same name"))
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        _is_plain(entry)
        if entry.header_offset < end:
            raise bomb(_("parts that lie over each other"))
        end = _end_of(data, entry)
    if end > len(data):
        raise damaged()


def _is_plain(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    pieces = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in pieces or ":" in name or "\\" in name:
        raise unsafe(_("a part whose name leads out of the file"))
    if entry.flag_bits & _ENCRYPTED_BIT:
        says = _("Parts of the file are protected by a password. Send it without one.")
        raise WordRefused("word-encrypted", says)
    if entry.compress_type not in _METHODS:
        raise damaged()
    if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
        raise bomb(_("a part that was packed beyond all proportion"))
    if _RUNNING_NAME.search(f"/{name.lower()}"):
        raise runs()


def _end_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the entry ends, by its own header."""
    start = entry.header_offset
    signature, name, extra = _LOCAL_HEADER.unpack(data[start : start + _LOCAL_HEADER.size])
    if signature != _LOCAL_SIGNATURE:
        raise damaged()
    return int(start + _LOCAL_HEADER.size + name + extra + entry.compress_size)


def _read(package: zipfile.ZipFile) -> Package:
    names = frozenset(package.namelist())
    if "mimetype" in names and "[Content_Types].xml" not in names:
        raise not_word(_("This is an OpenDocument file."))
    if "[Content_Types].xml" not in names:
        raise not_word(_("This is no Word file."))
    left = _MOST_MARKS

    def part(name: str) -> Element:
        nonlocal left
        data = _bytes(package, name)
        left -= data.count(b"<") + data.count(b"=")
        if left < 0:
            raise bomb(_("more than can be read at once"))
        return _tree(data)

    types = part("[Content_Types].xml")
    _declare_nothing(package, types)
    main = _main_part(types)
    notes: dict[str, None] = {}
    for name in sorted(names):
        if name.lower().endswith(".rels"):
            notes |= dict.fromkeys(_related(part(name)))
    if main not in names:
        raise damaged()
    folder = main.rpartition("/")[0]
    if any(_is_aside(element, main, folder) for element in types):
        raise unsafe(_("text in a part that Word would name otherwise"))
    wanted = [name for name in sorted(names) if _is_read(name, folder) and name != main]
    return Package(part(main), {name: part(name) for name in wanted}, tuple(notes))


def _is_aside(declared: Element, main: str, folder: str) -> bool:
    """Whether text is declared where it is not looked for, and Word would show it all the same."""
    name = declared.get("PartName", "").lstrip("/")
    of_text = _OF_TEXT.search(declared.get("ContentType", "")) is not None
    return of_text and name != main and not _is_read(name, folder)


def _is_read(name: str, folder: str) -> bool:
    within = name.startswith(f"{folder}/") if folder else True
    # Word on the web counts all its parts: "comments2.xml".
    kinds = r"(?:comments|footnotes|endnotes|header|footer)\d*\.xml"
    text = re.fullmatch(kinds, name.rpartition("/")[2]) is not None
    return (within and text) or name in {"docProps/custom.xml", "docProps/core.xml"}


def _main_part(types: Element) -> str:
    """The name of the part that holds the text, by the content types of the file."""
    found = ""
    for element in types:
        kind = element.get("ContentType", "")
        if _RUNNING_TYPE.search(kind):
            raise runs()
        if kind == _MAIN_TYPE and not found:
            found = element.get("PartName", "").lstrip("/")
    if not found:
        if any("template.main+xml" in e.get("ContentType", "") for e in types):
            raise not_word(_("This is a Word template."))
        raise not_word(_("This is no Word document."))
    return found


def _related(relations: Element) -> Iterator[str]:
    """What is said of the relations of a part that lead outside; refuses what is not harmless."""
    for element in relations:
        kind = element.get("Type", "").rpartition("/")[2].lower()
        target, outside = element.get("Target", ""), element.get("TargetMode", "").lower()
        if kind in _EMBEDDING:
            raise runs()
        if outside != "external":
            continue
        if kind == "hyperlink":
            yield _("Links to other places were left out; their words were read.")
        elif kind == "attachedtemplate" and not _REMOTE.match(target):
            yield _("The template of the sender's computer was left out.")
        else:
            what = _("a template") if kind == "attachedtemplate" else _("a picture or another part")
            says = _(
                "The file takes {what} from another place each time it is opened. Save it "
                "with everything in it, and send it again.",
                what=what,
            )
            raise WordRefused("word-refers-outside", says)


def _bytes(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _MOST_PART:
        raise bomb(_("a part that is too long to be read"))
    with package.open(name) as stream:
        data = stream.read(_MOST_PART + 1)
    if len(data) > _MOST_PART:
        raise bomb(_("a part that is too long to be read"))
    return data


def _declare_nothing(package: zipfile.ZipFile, types: Element) -> None:
    """Refuse declarations in parts that are not read here: whoever gets the file opens them too."""
    xml = {".xml", ".rels"}
    for element in types:
        if element.get("ContentType", "").strip().lower().endswith("xml"):
            name, extension = element.get("PartName", "").lower(), element.get("Extension", "")
            xml |= {name} if name else {f".{extension.lower()}"}
    for name in package.namelist():
        if {f"/{name.lower()}", f".{name.lower().rpartition('.')[2]}"} & xml:
            _declaring_nothing(_bytes(package, name))


def _declaring_nothing(data: bytes) -> bytes:
    """The XML as it can be searched, whatever its encoding, without declarations in it."""
    plain = data.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    encoding = _ENCODED.match(plain)
    named = encoding[1].decode("ascii", "replace").upper() if encoding else "UTF-8"
    if plain and not plain.startswith(b"<"):
        raise damaged()
    if any(word in plain for word in _DECLARES) or named not in _ENCODINGS:
        raise unsafe(_("declarations that have no place in a Word file"))
    return plain


def _tree(data: bytes) -> Element:
    """A part of XML as a tree; nothing is fetched for it and nothing expanded in it."""
    plain = _declaring_nothing(data)
    if _STRICT in plain[:8192]:
        says = _(
            "The file was saved as \u201cStrict Open XML\u201d, which is not read. Save it as "
            "\u201cWord Document (*.docx)\u201d and send that."
        )
        raise WordRefused("word-strict", says)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    about = root.getroottree().docinfo
    if about.internalDTD is not None or (about.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise unsafe(_("declarations that have no place in a Word file"))
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
