import { describe, expect, it } from 'vitest';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';

const seriesDescription = 0x0008103e;
const channelLabel = 0x003a0203;
const roiName = 0x30060026;
const roiObservationLabel = 0x30060085;

function valuesOf(dataset: IndexedDataset, tag: number): readonly string[] {
  return [...dataset.elements.tags].flatMap((found, at) => (found === tag ? [readText(dataset, at).join('\\')] : []));
}

const guarded = { preset: 'qmenta-guarded' } as const;

describe.skipIf(allCases.length === 0)('cases', () => {
  const telling = ['12', '34', '56', 'Gross', 'Long', 'West', '93F', 'F93', '4711', '93'];
  it.each(casesOf('words').map((one) => [one.file, one] as const))('%s tells nothing', (_, one) => {
    const { output } = deidentifyBytes(one.read(), guarded);
    const words = valuesOf(output, seriesDescription).flatMap((value) => value.split(/[^\p{L}\p{N}]+/u));
    expect(words.filter((word) => telling.includes(word)).length).toBe(0);
  });

  it('series names stay whole, and so distinct', () => {
    for (const one of casesOf('series-names')) {
      const { input, output } = deidentifyBytes(one.read(), guarded);
      expect(valuesOf(output, seriesDescription), one.file).toEqual(valuesOf(input, seriesDescription));
    }
  });

  it('labels of channels stay whole', () => {
    for (const one of casesOf('labels')) {
      const { input, output } = deidentifyBytes(one.read(), guarded);
      expect(valuesOf(output, channelLabel), one.file).toEqual(valuesOf(input, channelLabel));
    }
  });

  it('names of TG-263 stay, and none is empty', () => {
    for (const one of casesOf('roi-names')) {
      const { input, output } = deidentifyBytes(one.read(), guarded);
      expect(valuesOf(output, roiName), one.file).toEqual(valuesOf(input, roiName));
      expect(valuesOf(output, roiObservationLabel), one.file).toEqual(valuesOf(input, roiObservationLabel));
    }
  });
});
