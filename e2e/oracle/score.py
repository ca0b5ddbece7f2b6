"""Scores outputs against Table E.1-1, action by action. It knows the table (data/rules.json) and nothing of the engine.

Reads one JSON line per run: {"name", "preset", "options", "inputs", "outputs", "files"}, with file paths relative to both folders.
Prints one JSON line per run: counts, and each failure as file, path, what was expected and what was found.
"""

import json
import os
import re
import sys
import zlib

import planting
from element_tree import PIXELS, File, essence, text_of
from plant import teach
from pydicom import datadict
from relative import RELATIVE, Start
from values import NOTHING, PLANTED, days_of, deflated_at, holds_numbers, is_valid

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = json.load(open(os.path.join(HERE, "data", "rules.json")))
teach(RULES["table"])
TABLE = {row[0]: row for row in RULES["table"]}
QMENTA = dict(RULES["qmenta"])
# What docs/conformance.md adds to the table besides.
OWN_ROWS = {0x04000500, 0x4FFE0001, 0x00080300, 0x00420015, 0x00402006, 0x00402007, 0x30020020, 0x0040A160}
BEYOND = {int(row_id, 16) for row_id in RULES["beyond"] if "x" not in row_id} | OWN_ROWS
SAFE_PRIVATE = {(creator, group, element): vr for creator, group, element, vr in RULES["safePrivate"]}
# What docs/conformance.md keeps beside that table where a value is what it should be, and the headers that it makes anew.
with open(os.path.join(HERE, "..", "..", "src", "profile", "data", "own-safe-private.json")) as own:
    OWN_PRIVATE = {tuple(row[:3]) for row in json.load(own)["rows"]}
MADE_ANEW = {
    ("SIEMENS CSA HEADER", "0029", "10"),
    ("SIEMENS CSA HEADER", "0029", "20"),
    ("SIEMENS MR SDS 01", "0021", "19"),
    ("SIEMENS MR SDR 01", "0021", "19"),
    ("GEMS_SERS_01", "0025", "1B"),
    ("GEMS_PARM_01", "0043", "2A"),
}
STRUCTURAL = {int(row_id, 16) for row_id in RULES["structuralUids"] if "x" not in row_id}
# What docs/unlisted-attributes.md adds, with the actions that it prints.
UNLISTED = {}
with open(os.path.join(HERE, "..", "..", "docs", "unlisted-attributes.md")) as document:
    for line in document.read().split("## Not added")[0].splitlines():
        row = re.match(r"\| \(([0-9A-F]{4}),([0-9A-Fx]{4})\) [^|]*\| ([XZDK/]+)((?: \([KC] under [^)]*\))?) \|", line)
        if row:
            optional = re.match(r" \(([KC]) under (Clean Descriptors|Retain Device Identity)\)", row[4])
            names = {"Clean Descriptors": "cleanDescriptors", "Retain Device Identity": "retainDeviceIdentity"}
            UNLISTED[row[1] + row[2]] = (row[3], {names[optional[2]]: optional[1]} if optional else {})
# Attributes of a code (PS3.3 8.8), and the schemes that PS3.16 Table 8-1 lists.
CODE_VALUES = {0x00080100, 0x00080119, 0x00080101, 0x00080120}
CODE_TAGS = CODE_VALUES | {0x00080102, 0x00080103, 0x00080104, 0x00080108, 0x0008010F, 0x00080105, 0x0040DB00}
PUBLIC_RESOURCES = {"DCMR", "SDM", "UMLS", "SNM3", "SRT", "SCT", "FMA"}
PUBLIC_SCHEMES = set(
    "DCM SCT SRT SNM3 SDM 99SDM LN UCUM FMA NCIt NCDR UMLS BARI BI MDC SCPECG ICD10 I10 I10C I10P I9 I9C ICDO3 RADLEX RADELEMENT "
    "NEU ITIS_TSN PUBCHEM_CID MSH NDC IBSI UBERON CPT4 C4 ACR ISO639_1 ISO639_2 ISO3166_1 RFC5646 RFC3066".split()
)
# What a de-identified file says of itself (PS3.15 E.1.1 item 6, PS3.3 C.12.1 and C.7.6.1).
MARKS = {0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280303}
FORBIDDEN_GROUPS = {0, 1, 2, 3, 4, 5, 6, 7, 0xFFFF}
# Options of PS3.15 that are part of QMENTA guarded.
OWN_OPTIONS = ("cleanDescriptors", "cleanGraphics", "cleanStructuredContent")
DATE_VRS = ("DA", "DT", "TM")


def main():
    for line in sys.stdin:
        print(json.dumps(Run(json.loads(line)).score()), flush=True)


INPUTS = {}


def input_at(path):
    if path not in INPUTS:
        INPUTS[path] = File(path)
    return INPUTS[path]


class Run:
    def __init__(self, job):
        self.job, self.preset, self.options = job, job["preset"], job["options"]
        self.required = self.correct = self.leaks = self.changed = self.pixels = self.references = 0
        self.by_letter = {}
        self.failures, self.unread = [], []
        self.uids, self.shifts, self.instances = {}, {}, {}

    def score(self):
        pairs = []
        for path in self.job["files"]:
            try:
                before = input_at(os.path.join(self.job["inputs"], path))
                after = File(os.path.join(self.job["outputs"], path))
            except Exception as problem:
                self.unread.append({"file": path, "why": type(problem).__name__})
                continue
            pairs.append((path, before, after))
        for path, before, after in pairs:
            self.compare_file(path, before, after)
        self.check_references(pairs)
        names = ("required", "correct", "leaks", "changed", "pixels", "references")
        return {
            "name": self.job["name"],
            "files": len(pairs),
            **{name: getattr(self, name) for name in names},
            "byLetter": self.by_letter,
            "failures": self.failures[:400],
            "failureCount": len(self.failures),
            "unread": self.unread,
        }

    def compare_file(self, path, before, after):
        self.file, self.may_stay = path, set()
        self.patient = text_of(before.elements.get(0x00100020)), text_of(before.elements.get(0x00100010))
        self.start = Start.of(before.elements) if "retainRelativeTimes" in self.options else None
        self.compare(before.elements, after.elements, "")
        if before.pixels() != after.pixels():
            self.pixels += 1
            self.fail("(7FE0,xxxx)", "pixels identical", "other bytes")
        uid, media = text_of(after.elements.get(0x00080018)), text_of(after.meta.get(0x00020003))
        if uid and uid != media:
            self.fail("(0002,0003)", "the SOP Instance UID", "another one")
        if after.bytes[:128].strip(b"\0"):
            self.fail("preamble", "zeros", "something else")
        self.search(after)

    def search(self, after):
        """No planted text in the raw bytes, except what an element that may be kept brought along."""
        data = after.bytes
        if after.syntax == "1.2.840.10008.1.2.1.99":
            data = data[:400] + zlib.decompressobj(-15).decompress(data[deflated_at(data) :])
        for found in sorted(set(PLANTED.findall(data)) - self.may_stay):
            self.leaks += 1
            self.fail("raw bytes", "no planted text", found.decode())

    def compare(self, before, after, prefix):
        for tag, node in before.items():
            path = "%s(%04X,%04X)" % (prefix, tag >> 16, tag & 0xFFFF)
            self.compare_element(before, node, after.get(tag), path, prefix == "")
        for tag in after.keys() - before.keys():
            if not (prefix == "" and tag in MARKS):
                self.changed += 1
                self.fail("%s(%04X,%04X)" % (prefix, tag >> 16, tag & 0xFFFF), "absent, as before", "added")

    def compare_element(self, siblings, node, other, path, is_top):
        if is_top and node.tag in MARKS:
            return
        if node.tag >> 16 in FORBIDDEN_GROUPS or node.tag & 0xFFFF == 0 or node.tag == 0x00080001:
            self.count("X", other is None, path, "absent", "present")
            return
        self.siblings = siblings
        letters = self.letters_of(siblings, node)
        if letters is None and self.preset != "qmenta" and node.tag in CODE_TAGS:
            self.compare_code(siblings, node, other, path)
        elif letters is None:
            self.compare_unruled(node, other, path)
        else:
            self.judge(letters, node, other, path)

    def letters_of(self, siblings, node):
        """The actions that the table allows for an element, or None where it names none."""
        row_id = "%08X" % node.tag
        if self.preset == "qmenta":
            return {QMENTA[row_id]} if row_id in QMENTA else None
        row = TABLE.get(row_id)
        if row is None and node.tag >> 24 in (0x50, 0x60) and not (node.tag >> 16) & 1:
            row = TABLE["50xxxxxx"] if node.tag >> 24 == 0x50 else TABLE.get("60xx" + row_id[4:])
        if row is None and (node.tag >> 16) & 1:
            return self.private_letters(siblings, node)
        if row is None:
            row = unlisted_row(row_id)
        if row is None:
            return None
        _, _, basic, options = row
        own = OWN_OPTIONS if self.preset == "qmenta-guarded" else ()
        asked = {options[name] for name in (*self.options, *own) if name in options}
        if self.start is not None and node.tag in RELATIVE:
            asked.add("C")
        letters = set("/".join(asked or {basic}).replace("*", "").split("/"))
        if self.preset == "qmenta-guarded" and row_id in QMENTA:
            letters.add(QMENTA[row_id])
        return letters

    def private_letters(self, siblings, node):
        if "retainSafePrivate" not in self.options:
            return {"X"}
        block = (node.tag & 0xFF00) >> 8
        if node.tag & 0xFFFF < 0x100:
            return {"K", "X"}  # a creator stays with an element of its block
        creator = text_of(siblings.get((node.tag & 0xFFFF0000) | block))
        key = (creator, "%04X" % (node.tag >> 16), "%02X" % (node.tag & 0xFF))
        if key in SAFE_PRIVATE:
            return {"K", "C"}
        if key in MADE_ANEW or node.items is not None:
            return {"X", "C"}
        if key in OWN_PRIVATE:
            return {"X", "C"} if PLANTED.search(node.value) else {"X", "C", "K"}
        # Beyond the tables a profile may know numbers that are safe as well; text never.
        return {"X", "K"} if holds_numbers(node) else {"X"}

    def judge(self, letters, node, other, path):
        if node.is_empty() and letters & {"X"} == set():
            return
        problems = {letter: self.problem(letter, node, other, path) for letter in sorted(letters)}
        right = [letter for letter, problem in problems.items() if problem is None]
        self.count("/".join(sorted(letters)), bool(right), path, "/".join(problems), "; ".join(filter(None, problems.values())))
        settled = right[0] if right else None
        if settled == "K" or (settled == "U" and node.items is not None):
            self.keep(node, other, path)

    def keep(self, node, other, path):
        if node.items is None:
            self.may_stay.update(PLANTED.findall(node.value))
        elif other is not None and other.items is not None:
            for number, (one, two) in enumerate(zip(node.items, other.items)):
                self.compare(one, two, "%s[%d]." % (path, number))

    def problem(self, letter, node, other, path):
        """None when the action was done, else what was found."""
        if letter == "X":
            return None if other is None else "present"
        if letter == "C" and self.start is not None and node.items is None and (node.tag in RELATIVE or node.vr == "DT"):
            return self.start.problem(self.siblings, node, other)
        if letter == "C" and other is None:
            return None
        # An age that is none cannot be told from one above 89.
        no_age = letter == "K" and node.vr == "AS" and not re.fullmatch(r"\d{3}[DWMY]", text_of(node))
        if no_age and (other is None or other.is_empty()):
            return None
        if other is None:
            return "absent"
        if letter == "K":
            return self.problem_kept(node, other)
        if letter == "U":
            return self.problem_uid(node, other)
        if letter == "C":
            return self.problem_cleaned(node, other, path)
        if letter == "Z" and other.is_empty():
            return None
        if letter == "D" and other.is_empty():
            return "empty"
        if node.items is not None:
            return "planted text inside" if PLANTED.search(other.all_bytes()) else None
        if node.value == other.value and not NOTHING.match(node.value):
            return "the same value"
        if PLANTED.search(other.value):
            return "a planted text"
        return None if is_valid(other) else "no valid %s" % other.vr

    def problem_kept(self, node, other):
        if node.items is not None:
            return None if other.items is not None and len(node.items) == len(other.items) else "other items"
        if node.value == other.value:
            return None
        # Ages above 89 may be kept as 90 (45 CFR 164.514(b)(2)(i)(C)).
        if node.vr == "AS" and "retainPatientCharacteristics" in self.options and other.value == b"090Y":
            return None
        return "another value"

    def problem_uid(self, node, other):
        if node.items is not None:
            return None if other.items is not None and len(node.items) == len(other.items) else "other items"
        old, new = text_of(node).split("\\"), text_of(other).split("\\")
        if len(old) != len(new):
            return "another number of UIDs"
        for one, two in zip(old, new):
            one, two = one.strip(), two.strip()
            if one.startswith("1.2.840.10008.") and one == two or one == "":
                continue
            if one == two:
                return "the same UID"
            if not re.fullmatch(r"[0-2](\.(0|[1-9]\d*))+", two) or len(two) > 64:
                return "no valid UID"
            if self.uids.setdefault(one, two) != two:
                return "another UID than elsewhere"
        return None

    def problem_cleaned(self, node, other, path):
        if node.vr in DATE_VRS and node.items is None and "retainModifiedDates" in self.options:
            return self.problem_shifted(node, other)
        found = set(PLANTED.findall(other.all_bytes()))
        return "a planted text" if found else None

    def problem_shifted(self, node, other):
        """Dates of one patient move by the same whole days, and never stay; times do not move."""
        if node.vr == "TM":
            self.may_stay.update(PLANTED.findall(node.value))
            return None
        for one, two in zip(text_of(node).split("\\"), text_of(other).split("\\")):
            # YYYY.MM.DD means the same as YYYYMMDD (PS3.5 6.2); 19000101 stands for no date already.
            one, two = (re.sub(r"^(\d{4})\.(\d{2})\.(\d{2})$", r"\1\2\3", text.strip()) for text in (one, two))
            old, new = days_of(one), days_of(two)
            if old is None or one.startswith("19000101"):
                continue
            if new is None:
                return "no date"
            if new >= old:
                return "a date that is not earlier"
            # Only planted dates are known to be of this patient as a whole.
            if one.startswith(planting.DATE) and self.shifts.setdefault(self.patient, old - new) != old - new:
                return "another shift than elsewhere"
            if len(one) != len(two) or one[8:] != two[8:]:
                return "another precision or time of day"
        if node.vr == "DT":
            self.may_stay.update(re.findall(rb"213749\.607", node.value))
        return None

    def compare_unruled(self, node, other, path):
        """An element that no row names. Beyond the table are UIDs, dates, names, whole groups and what is in no dictionary."""
        if self.preset != "qmenta" and is_beyond(node):
            # A UID that is kept is one of the standard, or names a class or scheme.
            if node.items is None and node.vr == "UI" and other is not None and node.tag not in STRUCTURAL:
                self.uid_beyond(node, other, path)
            if node.vr == "UI" or "retainSafePrivate" in self.options:
                self.may_stay.update(PLANTED.findall(node.all_bytes()) if other and other.value == node.value else ())
            return
        if other is None:
            self.changed += 1
            self.fail(path, "untouched", "absent")
        elif node.items is not None:
            if other.items is None or len(node.items) != len(other.items):
                self.changed += 1
                self.fail(path, "the same items", "other items")
            else:
                self.keep(node, other, path)
        elif node.value != other.value and not (node.tag in PIXELS and essence(node.value) == essence(other.value)):
            self.changed += 1
            self.fail(path, "untouched", "another value")
        else:
            self.keep(node, other, path)

    def compare_code(self, siblings, node, other, path):
        """A local code becomes a dummy, a public one stays; what stands under a public scheme and is none of it goes as well."""
        if node.is_empty():
            return
        ancestors = re.findall(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)\[", path)
        if any("K" in {TABLE.get(group + tag, (0, 0, 0, {}))[3].get(name) for name in self.options} for group, tag in ancestors):
            self.may_stay.update(PLANTED.findall(node.value))  # an option keeps what is inside
            return
        if other is None:
            self.count("code", False, path, "a code", "absent")
            return
        is_same = node.value.strip(b"\0 ") == other.value.strip(b"\0 ")
        scheme = text_of(siblings.get(0x00080102))
        if node.tag in (0x00080104, 0x00080108):
            right = not PLANTED.search(other.value) and not other.is_empty()
        elif node.tag == 0x0008010F:
            right = is_same or not re.fullmatch(r"\d+", text_of(node))
        elif node.tag == 0x00080105:
            right = is_same == (text_of(node) in PUBLIC_RESOURCES)
        elif node.tag == 0x0040DB00:
            right = is_same == bool(re.fullmatch(r"\d+[A-Z]?", text_of(node)))
        elif scheme in PUBLIC_SCHEMES:
            # Each public code that a real file has is one.
            right = is_same or not looks_like_code(siblings)
        else:
            right = not is_same or text_of(node) in ("REMOVED", "99NESCIO")
        self.count("code", right, path, "public kept, local gone", "the same" if is_same else "another")

    def uid_beyond(self, node, other, path):
        if "retainUids" in self.options and node.value == other.value:
            return
        problem = self.problem_uid(node, other)
        self.count("U, beyond", problem is None, path, "U", problem)

    def check_references(self, pairs):
        """Every reference to an instance of this run points at its output."""
        for _, before, after in pairs:
            self.instances[text_of(before.elements.get(0x00080018))] = text_of(after.elements.get(0x00080018))
        for old, new in self.instances.items():
            if old in self.uids and self.uids[old] != new:
                self.references += 1
                self.file = "(all)"
                self.fail("references", "the new UID of the instance", "another one")
        mapped = [new for old, new in self.uids.items()]
        if len(set(mapped)) != len(mapped):
            self.references += 1
            self.file = "(all)"
            self.fail("references", "one new UID for each old one", "two old ones share a new one")

    def count(self, letter, is_right, path, expected, found):
        self.required += 1
        self.correct += is_right
        tally = self.by_letter.setdefault(letter, [0, 0])
        tally[0] += 1
        tally[1] += is_right
        if not is_right:
            self.fail(path, expected, found)

    def fail(self, path, expected, found):
        self.failures.append({"file": self.file, "path": path, "expected": expected, "found": found})


def unlisted_row(row_id):
    """The row of docs/unlisted-attributes.md in the shape of the table's."""
    for pattern, (basic, options) in UNLISTED.items():
        if re.fullmatch(pattern.replace("x", "[0-9A-F]"), row_id):
            return row_id, [], basic, options
    return None


def looks_like_code(siblings):
    """Has an item a value of digits, letters and few signs, as every public scheme has?"""
    texts = [text_of(siblings.get(tag)) for tag in CODE_VALUES]
    texts = [text for text in texts if text]
    return bool(texts) and all(re.fullmatch(r"[A-Za-z0-9.:/*'%{}()\[\]^+-]{1,64}", text) for text in texts)


def is_beyond(node):
    tag = node.tag
    if tag in BEYOND or tag in STRUCTURAL or (tag >> 16) & 1 or tag >> 24 in (0x50, 0x60):
        return True
    if node.vr in ("UI", "DA", "DT", "TM", "PN"):
        return True
    try:
        return datadict.dictionary_VR(tag) in ("UI", "DA", "DT", "TM", "PN")
    except KeyError:
        return True


if __name__ == "__main__":
    main()
