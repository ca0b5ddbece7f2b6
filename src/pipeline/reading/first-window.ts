import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import { elementFlag, type IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { lookedThroughBytes } from '../../pixel-data/inspect-codestreams.ts';

/**
 * How much of a file is read first. Files that come together are alike, so those before tell where the header of the
 * next one ends; a guess that is too short costs one more read.
 */
export type FirstWindow = {
  /** Bytes to begin with, at most `sizeBytes`. */
  readonly bytesOf: (sizeBytes: number) => number;
  readonly learn: (dataset: IndexedDataset) => void;
};

const longestBytes = 64 * 1024;
const stepBytes = 4 * 1024;
const remembered = 8;

export function createFirstWindow(): FirstWindow {
  const needs: number[] = [];
  return {
    bytesOf: (sizeBytes) => {
      if (needs.length === remembered && sizeBytes <= lookedThroughBytes && needs.every((need) => need === wholeFile)) {
        return sizeBytes;
      }
      const most = needs.length < remembered ? longestBytes : Math.max(...needs);
      return Math.min(sizeBytes, longestBytes, Math.ceil(most / stepBytes) * stepBytes);
    },
    learn: (dataset) => {
      if (needs.length === remembered) needs.shift();
      needs.push(needOf(dataset));
    },
  };
}

const wholeFile = Number.POSITIVE_INFINITY;

/** Bytes from the beginning that were needed to judge this file; all of a compressed image that is looked through. */
function needOf(dataset: IndexedDataset): number {
  const { count, subtreeEnds, flags, valueOffsets } = dataset.elements;
  for (let at = 0; at < count; at = subtreeEnds[at]!) {
    if (!isTopLevelPixelData(dataset, at)) continue;
    if ((flags[at]! & elementFlag.encapsulated) === 0) return valueOffsets[at]!;
    return dataset.sizeBytes <= lookedThroughBytes ? wholeFile : longestBytes;
  }
  return dataset.sizeBytes;
}
