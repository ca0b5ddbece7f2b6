import { attributePath, findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, groupOf, type Tag, tagOf } from '../../dicom/tag.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { Change, Finding } from '../change.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';

/** When an image was taken, by the clock. */
const clock: readonly Tag[] = [
  tagOf(0x0008, 0x002a), // Acquisition DateTime
  tagOf(0x0008, 0x0032), // Acquisition Time
  tagOf(0x0008, 0x0033), // Content Time
];

/** Where an image stands in time without a clock: any of them orders a series. */
const otherAxes: readonly Tag[] = [
  tagOf(0x0018, 0x1060), // Trigger Time
  tagOf(0x0020, 0x0100), // Temporal Position Identifier
  tagOf(0x0020, 0x9128), // Temporal Position Index
  tagOf(0x0054, 0x1300), // Frame Reference Time
];

/** Start of the tracer: uptake values are counts per dose at that time (PS3.3 C.8.9.1). */
const tracerStart: readonly Tag[] = [
  tagOf(0x0018, 0x1072), // Radiopharmaceutical Start Time
  tagOf(0x0018, 0x1078), // Radiopharmaceutical Start DateTime
];

const seriesDescription = tagOf(0x0008, 0x103e);
const protocolName = tagOf(0x0018, 0x1030);

/** Series that are measured over time, by the words that people call them. */
const overTime =
  /\b(?:ctp|perf|perfusion|dyn|dynamic|dce|dsc|4d|ttp|tracking|bolus|multiphase)\b|perfusion|dynami[ck]/i;

/** Times that give a measurement its meaning and go under this profile. */
export function lostTimes(dataset: IndexedDataset, run: Run, changes: readonly Change[]): readonly Finding[] {
  const modality = readSingleText(dataset, tags.modality).trim();
  if (modality === 'PT')
    return lostFor(dataset, tracerStart, 'start of the tracer, for uptake values', 'PET2BIDS, 3D Slicer', run, changes);
  if (modality !== 'CT' && modality !== 'MR' && modality !== 'NM') return [];
  const ofGrid = timesOfGrid(dataset, changes);
  if (ofGrid.length > 0) return lostFor(dataset, clock, 'slice timing of a grid', 'dcm2niix', run, ofGrid);
  if (!isOverTime(dataset) || otherAxes.some((tag) => findElement(dataset, tag) >= 0)) return [];
  return lostFor(
    dataset,
    clock,
    'the time of each image, the only time axis of the series',
    'perfusion and dynamic analysis',
    run,
    changes,
  );
}

/** What becomes of the elements in the frames of a grid (United Imaging): the clock of each slice is among them. */
function timesOfGrid({ elements }: IndexedDataset, changes: readonly Change[]): readonly Change[] {
  const frames = changes.find(
    ({ tag }) => groupOf(tag) === 0x0065 && (elementOf(tag) & 0xff) === 0x51 && elementOf(tag) > 0xff,
  );
  if (frames === undefined || frames.effect === 'removed') return [];
  const end = elements.subtreeEnds[frames.element] ?? 0;
  return changes.filter(({ element, tag }) => element > frames.element && element < end && clock.includes(tag));
}

function isOverTime(dataset: IndexedDataset): boolean {
  const at = findElement(dataset, tags.imageType);
  const imageType = at < 0 ? '' : readText(dataset, at).join(' ');
  const names = [seriesDescription, protocolName].map((tag) => readSingleText(dataset, tag));
  return [...names, imageType].some((name) => overTime.test(name.replaceAll('_', ' ')));
}

/** One finding when the file has any of these times and none of them is kept or moved. */
function lostFor(
  dataset: IndexedDataset,
  times: readonly Tag[],
  what: string,
  readers: string,
  { context: { rules } }: Run,
  changes: readonly Change[],
): readonly Finding[] {
  const concerned = changes.filter(({ element, tag, action }) => element >= 0 && action !== '+' && times.includes(tag));
  const isKept = concerned.some(
    ({ action, effect }) => action === 'K' || (action === 'C' && effect !== 'removed' && effect !== 'emptied'),
  );
  const first = concerned[0];
  if (first === undefined || isKept) return [];
  const wayOn =
    rules.profile.preset === 'qmenta'
      ? 'Another profile with Retain Modified Dates keeps it.'
      : 'Retain Modified Dates keeps it, and so does Retain Relative Times.';
  return [
    {
      code: 'needed-by-converters',
      message: `Needed by converters: ${what} (${readers}), among the times that go. ${wayOn}`,
      path: attributePath(dataset, first.element),
    },
  ];
}
