"""Says how a blanked image differs from the original, by pydicom and numpy alone.

judge_blanked.py BEFORE AFTER BOXES [MARGIN]: BOXES is JSON, a list of [column, row, columns, rows]. Prints one line of JSON:
samples that differ further than MARGIN pixels outside of every box, the number of distinct pixels inside each box and frame
at most, and the header's words about the image.
"""

import json
import sys

import numpy
import pydicom


def frames_of(dataset):
    samples = dataset.SamplesPerPixel if "SamplesPerPixel" in dataset else 1
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    array = numpy.asarray(dataset.pixel_array)
    return array.reshape(frames, dataset.Rows, dataset.Columns, samples)


def main():
    before = pydicom.dcmread(sys.argv[1], force=True)
    after = pydicom.dcmread(sys.argv[2], force=True)
    boxes = json.loads(sys.argv[3])
    margin = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    was, now = frames_of(before), frames_of(after)
    outside = numpy.ones(was.shape[1:3], dtype=bool)
    distinct = 0
    for column, row, columns, rows in boxes:
        outside[max(0, row - margin) : row + rows + margin, max(0, column - margin) : column + columns + margin] = False
        for frame in now:
            inside = frame[row : row + rows, column : column + columns].reshape(-1, frame.shape[-1])
            distinct = max(distinct, len(numpy.unique(inside, axis=0)))
    same = was.shape == now.shape
    differing = int((was[:, outside] != now[:, outside]).sum()) if same else -1
    largest = int(numpy.abs(was[:, outside].astype(int) - now[:, outside].astype(int)).max(initial=0)) if same else -1
    print(
        json.dumps(
            {
                "outside": differing,
                "largest": largest,
                "distinct": distinct,
                "darkest": int(min((now[:, row, column].min() for column, row, _, _ in boxes), default=0)),
                "imageType": [str(value) for value in after.ImageType],
            }
        )
    )


main()
