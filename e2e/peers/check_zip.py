"""Reads a ZIP with Python's zipfile, checks every CRC, and unpacks it.

Arguments: the archive, the folder to unpack into. Prints JSON: {"names": [...], "dates": [...], "bad": name or null}.
"""

import json
import sys
import zipfile


def main():
    with zipfile.ZipFile(sys.argv[1]) as archive:
        entries = archive.infolist()
        bad = archive.testzip()
        archive.extractall(sys.argv[2])
    dates = sorted({"%04d-%02d-%02dT%02d:%02d:%02d" % entry.date_time for entry in entries})
    json.dump({"names": [entry.filename for entry in entries], "dates": dates, "bad": bad}, sys.stdout)


main()
