import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { isClear } from '../../batch/decide/seen-images.ts';
import { framesOf } from '../../batch/derived/count-images.ts';

/** One tile of a sheet: so many images that follow each other, from the first one, counted from 0. */
export type SheetTile = {
  readonly first: number;
  readonly count: number;
  /** What the detector says of the images: it found text, it found none, or it did not look. */
  readonly kind: 'text' | 'clear' | 'unsearched';
};

/** The same text for a tile of the same images. */
export function tileKey({ first, count }: SheetTile): string {
  return `${first} ${count}`;
}

/**
 * The tiles of a series. Images in which nothing was found are put together, up to `most` that follow each other and have one
 * size, in groups as equal as can be; every other image has a tile of its own.
 */
export function sheetTiles(files: readonly BatchFile[], most: number, isTextFirst: boolean): readonly SheetTile[] {
  const tiles: SheetTile[] = [];
  let run = { first: 0, count: 0, size: '' };
  const endRun = () => {
    tiles.push(...equalGroups(run.first, run.count, most));
    run = { first: 0, count: 0, size: '' };
  };
  let at = 0;
  for (const file of files) {
    const frames = framesOf(file);
    const kind = searchKindOf(file);
    const size = sizeOf(file);
    if (run.count > 0 && (kind !== 'clear' || size !== run.size)) endRun();
    if (kind === 'clear') run = { first: run.count === 0 ? at : run.first, count: run.count + frames, size };
    else for (let frame = 0; frame < frames; frame++) tiles.push({ first: at + frame, count: 1, kind });
    at += frames;
  }
  endRun();
  if (!isTextFirst) return tiles;
  return [...tiles.filter(({ kind }) => kind === 'text'), ...tiles.filter(({ kind }) => kind !== 'text')];
}

function equalGroups(first: number, count: number, most: number): readonly SheetTile[] {
  const groups = Math.ceil(count / most);
  return Array.from({ length: groups }, (_, n) => {
    const start = Math.floor((n * count) / groups);
    return { first: first + start, count: Math.floor(((n + 1) * count) / groups) - start, kind: 'clear' };
  });
}

/** What the detector says of the images of a file. */
export function searchKindOf(file: BatchFile): SheetTile['kind'] {
  if (file.search?.kind !== 'searched') return 'unsearched';
  return isClear(file) ? 'clear' : 'text';
}

function sizeOf({ scan }: BatchFile): string {
  return scan.kind === 'dicom' ? `${scan.summary.columns} ${scan.summary.rows}` : '';
}
