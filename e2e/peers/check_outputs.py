"""Looks at output files element by element.

Reads JSON: {"files": [path], "mustHave": [element path]} or {"files": [path], "letters": {"GGGGEEEE": "X"}, "before": [path]}.
Prints JSON: {"checked": N, "problems": [{"file", "problem"}]}.
"""

import json
import sys

from element_walk import ITEM, read_file


def main():
    request, problems, checked = json.load(sys.stdin), [], 0
    for at, path in enumerate(request["files"]):
        elements = read_file(path)[3]
        if "mustHave" in request:
            have = {element.path for element in elements}
            checked += len(request["mustHave"])
            problems += [note(path, "%s is gone" % wanted) for wanted in request["mustHave"] if wanted not in have]
            continue
        original = {element.path: element for element in read_file(request["before"][at])[3]}
        for element in elements:
            letter = request["letters"].get("%08X" % element.tag)
            if letter is not None and element.tag != ITEM:
                checked += 1
                problem = against_letter(letter, element, original.get(element.path))
                problems += [note(path, problem)] if problem else []
        gone = [one for one in original.values() if "%08X" % one.tag in request["letters"]]
        checked += len(gone)
        now = {element.path for element in elements}
        for one in gone:
            if request["letters"]["%08X" % one.tag] in ("Z", "D") and one.path not in now and parent_of(one.path) in now:
                problems.append(note(path, "%s is gone, its letter keeps it" % one.path))
    json.dump({"checked": checked, "problems": problems}, sys.stdout)


def against_letter(letter, element, original):
    if letter == "X":
        return "%s is still there" % element.path
    if letter == "Z" and element.value and element.tag not in (0x00100010, 0x00100020):
        return "%s is not empty" % element.path
    if original is not None and element.value and element.value == original.value:
        return "%s has its old value" % element.path
    if letter == "D" and not element.value:
        return "%s is empty" % element.path
    return None


def parent_of(path):
    """Top-level elements have a parent that is always there."""
    return path[: path.rindex(".")] if "." in path else None


def note(path, problem):
    return {"file": path, "problem": problem}


main()
