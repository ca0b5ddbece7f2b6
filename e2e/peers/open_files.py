"""Opens every file named on standard input (JSON list) with pydicom and touches every element, sequences included.

Prints JSON: {"opened": N, "problems": [{"file", "problem"}]}. Not forced: preamble and meta must be there.
"""

import json
import sys
import warnings

import pydicom


def main():
    warnings.simplefilter("ignore")
    opened, problems = 0, []
    for path in json.load(sys.stdin):
        try:
            dataset = pydicom.dcmread(path)
            for element in dataset.iterall():
                element.tag  # converting the raw value is what can fail
            instance = dataset.get("SOPInstanceUID")
            if instance and dataset.file_meta.MediaStorageSOPInstanceUID != instance:
                raise ValueError("(0002,0003) is not (0008,0018)")
            opened += 1
        except Exception as error:
            problems.append({"file": path, "problem": "%s: %s" % (type(error).__name__, error)})
    json.dump({"opened": opened, "problems": problems}, sys.stdout)


main()
