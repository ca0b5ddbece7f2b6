import { type ByteStore, load } from './byte-store.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { headerMode } from './element-header.ts';
import { finishElementRows } from './element-rows.ts';
import { hopFragments, type KnownFragments, recallFragments } from './hop-fragments.ts';
import { type ElementIndex, elementFlag, type Fragments, type Irregularity } from './indexed-dataset.ts';
import { isPixelDataTag, readElement, readItem } from './read-element.ts';
import type { Reading } from './reading.ts';
import { formatTag } from './tag.ts';
import type { TransferSyntax } from './transfer-syntax.ts';
import {
  closeContainer,
  createWalk,
  note,
  type Pause,
  pause,
  pushElement,
  refuse,
  takeBackPresumed,
  type Walk,
} from './walk-state.ts';

const scanWindowBytes = 1024 * 1024;

/** Every element of a data set, and where the last one ends. */
export type WalkedDataset = {
  readonly kind: 'walked';
  readonly elements: ElementIndex;
  readonly fragments: ReadonlyMap<number, Fragments>;
  readonly datasetEndBytes: number;
  readonly irregularities: readonly Irregularity[];
};

/**
 * Records every element of a data set in one pass. The steps are synchronous and touch arrays only; this generator runs
 * between them, when bytes are missing.
 * @param largestHeldBytes longer values stay in the file and are flagged `outside`.
 * @param known fragments of Pixel Data that were found in these bytes before
 */
export function* walkDataset(
  store: ByteStore,
  transferSyntax: TransferSyntax,
  datasetOffsetBytes: number,
  largestHeldBytes: number,
  known: KnownFragments | null,
): Reading<WalkedDataset | DicomError> {
  const mode =
    (transferSyntax.isExplicitVr ? headerMode.explicitVr : 0) |
    (transferSyntax.isLittleEndian ? headerMode.littleEndian : 0);
  const walk = createWalk(store, transferSyntax, datasetOffsetBytes, mode, largestHeldBytes);
  let paused: Pause = pause.proceed;
  while (paused !== pause.done) {
    if (paused === pause.needBytes) {
      if (!(yield* load(store, walk.needOffsetBytes, walk.needLengthBytes))) return unreadable(walk);
      paused = pause.proceed;
    } else if (paused === pause.fragments) {
      paused = yield* readFragments(walk, known);
    } else if (paused === pause.trailing) {
      paused = yield* noteTrailing(walk);
    }
    if (walk.error) return walk.error;
    if (paused === pause.proceed) paused = advance(walk);
  }
  return {
    kind: 'walked',
    elements: finishElementRows(walk.rows),
    fragments: walk.fragments,
    datasetEndBytes: walk.position,
    irregularities: [...walk.irregularities.values()],
  };
}

/** Walks until bytes are missing, the data set ends or the file is refused. */
function advance(walk: Walk): Pause {
  for (;;) {
    while (walk.level > 0 && walk.position === walk.ends[walk.level]) {
      closeContainer(walk, walk.position, walk.position);
    }
    if (walk.level === 0 && walk.position >= walk.store.sizeBytes) return pause.done;
    const paused = walk.level % 2 === 1 ? readItem(walk) : readElement(walk);
    if (paused !== pause.proceed) return paused;
  }
}

function* readFragments(walk: Walk, known: KnownFragments | null): Reading<Pause> {
  const { store, header, position, level } = walk;
  const mode = walk.modes[level]!;
  const valueOffset = position + header.headerBytes;
  const isLittleEndian = (mode & headerMode.littleEndian) !== 0;
  const bound = walk.bounds[level]!;
  const hopped =
    (yield* recallFragments(isLittleEndian ? known : null, valueOffset, bound)) ??
    (yield* hopFragments(store, header.tag, valueOffset, bound, isLittleEndian));
  if (hopped.kind === 'error') {
    if (takeBackPresumed(walk)) return pause.proceed;
    walk.error = hopped;
    return pause.failed;
  }
  const isPixelData = level === 0 && isPixelDataTag(header.tag);
  const isOutside = isPixelData || hopped.endBytes - valueOffset > walk.largestHeldBytes;
  if (!isOutside && !(yield* load(store, position, hopped.endBytes - position))) {
    walk.error = unreadable(walk);
    return pause.failed;
  }
  const flags = elementFlag.undefinedLength | elementFlag.encapsulated | (isOutside ? elementFlag.outside : 0);
  const row = pushElement(walk, hopped.endBytes, flags);
  walk.rows.valueLengths[row] = hopped.contentEndBytes - valueOffset;
  if (isPixelData) walk.fragments.set(row, hopped.fragments);
  walk.hasPixelData ||= isPixelData;
  walk.position = hopped.endBytes;
  return pause.proceed;
}

/** Looks at what is left behind the last element: zero padding is dropped, anything else is worth a person's look. */
function* noteTrailing(walk: Walk): Reading<Pause> {
  const { store } = walk;
  let at = walk.position;
  while (at < store.sizeBytes) {
    const bytes = yield { offsetBytes: at, lengthBytes: Math.min(scanWindowBytes, store.sizeBytes - at) };
    if (bytes.length === 0) break;
    if (bytes.some((byte) => byte !== 0)) break;
    at += bytes.length;
  }
  const length = store.sizeBytes - walk.position;
  if (at >= store.sizeBytes) {
    note(walk, 'trailing-zeros', `${length} zero bytes follow the last element; the output leaves them out.`);
  } else if (!walk.hasPixelData) {
    // Without Pixel Data before them these bytes may be what is left of it, or of anything else.
    const problem = `${length} bytes that are no element`;
    return refuse(walk, length < 8 ? 'truncated' : 'malformed', problem, walk.header.tag);
  } else {
    note(
      walk,
      'trailing-bytes',
      `${length} bytes at byte ${walk.position} follow the last element and are no DICOM; the output leaves them out.`,
    );
  }
  return pause.done;
}

function unreadable(walk: Walk): DicomError {
  const offsetBytes = walk.position;
  return dicomError(
    'truncated',
    `Cannot read the element at byte ${offsetBytes}, after ${formatTag(walk.header.tag)}: the input ended before its stated size. Add the file again.`,
    { offsetBytes },
  );
}
