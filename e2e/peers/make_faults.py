"""Makes one file and copies of it with a fault each, to show that the checks of this folder find faults.

Arguments: the folder to fill. Prints JSON: {"good": path, "copy": path, "faults": {name: path}}.
"""

import json
import os
import sys

from dicom_bytes import ct_image, write_part10


def main():
    folder = sys.argv[1]
    faults = {
        "changed element": lambda dataset: setattr(dataset, "KVP", "121"),
        "missing element": lambda dataset: dataset.__delattr__("KVP"),
        "new element": lambda dataset: setattr(dataset, "ScanOptions", "X"),
        "changed pixel": lambda dataset: dataset.add_new(0x7FE00010, "OW", bytes(range(255, -1, -1)) * 2),
        "missing type 1": lambda dataset: dataset.__delattr__("ImageType"),
    }
    paths = {}
    for name, spoil in faults.items():
        dataset = ct_image(1)
        spoil(dataset)
        paths[name] = os.path.join(folder, name.replace(" ", "-") + ".dcm")
        write_part10(paths[name], dataset)
    good, copy = os.path.join(folder, "good.dcm"), os.path.join(folder, "copy.dcm")
    for path in (good, copy):
        write_part10(path, ct_image(1))
    json.dump({"good": good, "copy": copy, "faults": paths}, sys.stdout)


main()
