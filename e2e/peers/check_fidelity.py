"""Compares each output file with its original: pixels identical, and every element that no rule touched byte-identical.

Reads JSON on standard input: {"pairs": [{"before", "after", "changed": [path, ...]}]}. Prints JSON: {"compared", "elements",
"pixelFiles", "problems": [{"file", "problem"}]}. A changed path speaks for everything below it; items that went are counted when the items
behind them are found again.
"""

import hashlib
import json
import re
import sys
from collections import defaultdict

import pydicom
from coded_frames import essence
from element_walk import inside_unknown, read_file

DROPPED = {0x00080001}


def main():
    problems, elements, pixel_files = [], 0, 0
    pairs = json.load(sys.stdin)["pairs"]
    for pair in pairs:
        try:
            found, count = compare_elements(pair["before"], pair["after"], set(pair["changed"]))
            pixel_problem, has_pixels = compare_pixels(pair["before"], pair["after"])
        except Exception as error:  # a reader that gives up is a finding of its own
            found, count, pixel_problem, has_pixels = ["%s: %s" % (type(error).__name__, error)], 0, None, False
        elements += count
        pixel_files += has_pixels
        for problem in found + ([pixel_problem] if pixel_problem else []):
            problems.append({"file": pair["before"], "problem": problem})
    json.dump({"compared": len(pairs), "elements": elements, "pixelFiles": pixel_files, "problems": problems}, sys.stdout)


def compare_elements(before_path, after_path, changed):
    before_syntax, _, _, before = read_file(before_path)
    after_syntax, preamble, _, after = read_file(after_path)
    problems = []
    if before_syntax != after_syntax:
        problems.append("transfer syntax is %s, was %s" % (after_syntax, before_syntax))
    if preamble.strip(b"\0"):
        problems.append("preamble is not zero")
    left = untouched(before, changed, lambda path: path)
    right = untouched(after, changed, lambda path: path_before(path, changed))
    for path in sorted(set(left) | set(right)):
        if left.get(path) != right.get(path):
            what = "missing" if path not in right else "new" if path not in left else "different"
            problems.append("%s is %s though no rule names it" % (path, what))
    return problems, sum(len(values) for values in left.values())


def path_before(path, changed):
    """The path that an element of the output has in the original, where items in front of it may have gone."""
    before = ""
    for name, digits in re.findall(r"([^\[]+)(?:\[(\d+)\])?", path):
        before += name
        if digits == "":
            continue
        number, left = -1, int(digits) + 1
        while left > 0:
            number += 1
            left -= "%s[%d]" % (before, number) not in changed
        before += "[%d]" % number
    return before


def untouched(elements, changed, original):
    """Path to [(vr, bytes), ...] of every element that no changed path covers. Duplicates keep their order."""
    result = defaultdict(list)
    for element in elements:
        path = original(element.path)
        if element.tag in DROPPED or element.tag & 0xFFFF == 0 or covered(path, changed):
            continue
        if element.value is not None and any(one.startswith(path + "[") for one in changed):
            # The product entered this element as a sequence; so must we, or an edit inside would look like a fault.
            for below, values in untouched(inside_unknown(element), changed, original).items():
                result[below].extend(values)
            continue
        value = essence(element.value) if element.tag == 0x7FE00010 and element.value else element.value
        digest = None if value is None else hashlib.sha256(value).hexdigest()
        result[path].append((element.vr.decode("latin-1"), digest))
    return result


def covered(path, changed):
    """True when the path, or something that encloses it, was changed."""
    if path in changed:
        return True
    for at, letter in enumerate(path):
        if letter in "[." and path[:at] in changed:
            return True
    return False


def compare_pixels(before_path, after_path):
    before, after = pixel_bytes(before_path), pixel_bytes(after_path)
    if before is None and after is None:
        return None, False
    return (None if before == after else "pixel data differ"), True


def pixel_bytes(path):
    """SHA-256 of what may not change in the value field of Pixel Data, as pydicom reads it."""
    dataset = pydicom.dcmread(path, force=True)
    for tag in (0x7FE00010, 0x7FE00008, 0x7FE00009):
        if tag in dataset:
            return hashlib.sha256(essence(bytes(dataset.get_item(tag).value or b""))).hexdigest()
    return None


main()
