"""Deletes one top-level element of a file: argument 1 the file, argument 2 the keyword of the element."""

import json
import sys

import pydicom


def main():
    dataset = pydicom.dcmread(sys.argv[1], force=True)
    del dataset[sys.argv[2]]
    dataset.save_as(sys.argv[1])
    json.dump({}, sys.stdout)


main()
