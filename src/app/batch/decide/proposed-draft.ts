import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { aroundText } from '../../../pipeline/text/around-text.ts';
import { holdsImage } from '../../../text-search/found-text.ts';
import { joinTexts } from '../../../text-search/join-texts.ts';
import type { BoxDraft } from '../boxes.ts';

/** Asked for with each picture of the queue. */
const known = new WeakMap<readonly BatchFile[], BoxDraft | null>();

/**
 * Boxes around the texts that the search found in images of one series that have the size of the first one; measurements and
 * markers, which hold nothing, are not ticked. @returns null where there are none, and where somebody has boxes there already
 */
export function proposedDraft(files: readonly BatchFile[]): BoxDraft | null {
  const before = known.get(files);
  if (before !== undefined) return before;
  const draft = propose(files);
  known.set(files, draft);
  return draft;
}

function propose(files: readonly BatchFile[]): BoxDraft | null {
  if (files.some(({ redaction }) => redaction !== undefined)) return null;
  const size = sizeOf(files[0]);
  const texts = files.flatMap((file) =>
    file.search?.kind === 'searched' && sizeOf(file) === size ? file.search.texts : [],
  );
  if (texts.length === 0 || texts.length > mostTexts) return null;
  const boxes = joinTexts(texts).map((text, id) => ({
    id,
    rectangle: aroundText(text.box),
    isTicked: holdsImage(text),
  }));
  return { boxes, base: [] };
}

/** More would take long to join, and nobody could check so many boxes. */
const mostTexts = 5000;

/** Columns and rows of an image: boxes of one size mean nothing in another. */
function sizeOf(file: BatchFile | undefined): string {
  return file?.scan.kind === 'dicom' ? `${file.scan.summary.columns} ${file.scan.summary.rows}` : '';
}

/** True where a text was found in any of these images that says a name, number or date of their patient. */
export function showPatient(files: readonly BatchFile[]): boolean {
  return files.some(({ search }) => search?.kind === 'searched' && search.texts.some(({ kind }) => kind === 'header'));
}
