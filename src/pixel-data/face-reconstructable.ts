import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../dicom/tag.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import { familyOfSopClass } from './image-family.ts';

/** A thing worth telling about the image; `code` is stable. */
export type FaceFinding = { readonly code: 'face-reconstructable'; readonly message: string };

/**
 * Slices of a head, from which a face can be rendered and recognized (PS3.15 E.3.2). The words decide: nothing in the
 * pixels is looked at, and none is changed.
 * @returns null for other images, localizers among them
 */
export function faceFinding(dataset: IndexedDataset): FaceFinding | null {
  const modality = readSingleText(dataset, tagOf(0x0008, 0x0060)).trim();
  const sopClassUid = readSingleText(dataset, tagOf(0x0008, 0x0016)) || dataset.meta.mediaStorageSopClassUid;
  if (!volumes.has(modality) || familyOfSopClass(sopClassUid.trim()) !== 'cross-section') return null;
  const imageType = textOf(dataset, tagOf(0x0008, 0x0008));
  if (imageType.includes('LOCALIZER') || !wordTags.some((tag) => showsHead(textOf(dataset, tag)))) return null;
  return {
    code: 'face-reconstructable',
    message:
      'Slices of a head: a face can be reconstructed from the series and recognized. No pixel is changed here; remove the face with a defacing tool before the images become public.',
  };
}

const volumes: ReadonlySet<string> = new Set(['CT', 'MR', 'PT']);

/** Body Part Examined, Study and Series Description, Protocol Name. */
const wordTags: readonly Tag[] = [
  tagOf(0x0018, 0x0015),
  tagOf(0x0008, 0x103e),
  tagOf(0x0018, 0x1030),
  tagOf(0x0008, 0x1030),
];

/** Heads in the languages of scanners met so far. Femoral and humeral heads are none. */
const headWords =
  /(^|[^A-Z])(HEAD(?! (OF|AND SHOULDER COIL))|HEADNECK|BRAIN|CRAN|SKULL|FACE|FACIAL|NEURO|SINUS|ORBIT|KOPF|SCH(AE|Ä)DEL|HIRN|CEREBR|ENC(E|É)PHAL|T(E|Ê)TE|CR(A|Â|Á)N|CABEZA|CABEÇA|TESTA)/;

function showsHead(text: string): boolean {
  return headWords.test(text) && !/(FEMORAL|HUMERAL|RADIAL|FEMUR|HUMERUS)/.test(text);
}

function textOf(dataset: IndexedDataset, tag: Tag): string {
  const element = findElement(dataset, tag);
  return element < 0 ? '' : readText(dataset, element).join('\\').toUpperCase();
}
