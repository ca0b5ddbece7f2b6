"""Searches everything the page gave out for the planted byte strings.

Arguments: the needles (JSON of plant.py), then any number of files and folders. File names count as content; zips and deflated
data sets are searched inside as well. Prints JSON: {"bytes": N, "files": N, "found": N, "hits": [{"in", "where", "tag", "file"}]}; `found` counts needles.
"""

import json
import os
import re
import sys
import zipfile
import zlib

from element_walk import DEFLATED, read_file


def main():
    with open(sys.argv[1]) as file:
        needles = json.load(file)["needles"]
    searched, files, found, hits = 0, 0, set(), []
    for label, content in contents(sys.argv[2:]):
        searched, files = searched + len(content), files + 1
        lower = content.lower()
        for number, needle in enumerate(needles):
            if any(occurs(content, lower, bytes.fromhex(part), needle["isNumeric"]) for part in needle["hex"]):
                found.add(number)
                hits.append({"in": label, "where": needle["where"], "tag": needle["tag"], "file": needle["file"]})
    json.dump({"bytes": searched, "files": files, "found": len(found), "hits": hits}, sys.stdout)


def occurs(content, lower, part, numeric):
    if not numeric:
        return part.lower() in lower
    if part not in content:
        return False
    # A digit and a control character behind it are the group of the next element, 0030 to 0039 or 3000 to 301F.
    return re.search(rb"(?<![0-9.])" + re.escape(part) + rb"(?![0-9.](?![\0-\x1f]))", content) is not None


def contents(roots):
    for root in roots:
        for path in files_of(root):
            yield "name", os.path.relpath(path, os.path.dirname(root)).encode("utf-8")
            with open(path, "rb") as file:
                data = file.read()
            yield path, data
            if data[:2] == b"PK":
                with zipfile.ZipFile(path) as archive:
                    for entry in archive.infolist():
                        yield "name", entry.filename.encode("utf-8")
                        yield path + "!" + entry.filename, archive.read(entry)
            elif data[128:132] == b"DICM":
                inflated = inflate(data, path)
                if inflated is not None:
                    yield path + " (inflated)", inflated


def inflate(data, path):
    syntax = read_file(path)[0]
    if syntax != DEFLATED:
        return None
    length = int.from_bytes(data[140:144], "little")
    return zlib.decompressobj(-15).decompress(data[144 + length :])


def files_of(root):
    if os.path.isfile(root):
        return [root]
    return sorted(os.path.join(folder, file) for folder, _, files in os.walk(root) for file in files)


main()
