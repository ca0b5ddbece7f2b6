import { findElement } from '../../dicom/dataset-access.ts';
import type { Edit } from '../../dicom/edit.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { explicitVrLittleEndianUid } from '../../dicom/transfer-syntax.ts';
import type { CodecName } from '../rendering/frame-coding.ts';
import type { ImagePixel } from '../rendering/image-pixel.ts';
import { decodedPhotometric } from './coded/coded-method.ts';
import { processOf } from './jpeg/parse-jpeg.ts';
import { type PlannedRedaction, writesAllFrames } from './plan-redaction.ts';

/** What the image of the output is to be, by its header. */
export type WrittenImage = {
  readonly transferSyntaxUid: string;
  readonly pixel: ImagePixel;
  /** How its frames are decoded to be compared; null where they are not coded by a codec. */
  readonly decoder: CodecName | null;
};

/**
 * The forms in which a blanked image may be written, best first. What is decoded to be blanked has the safe one behind it:
 * uncompressed, so that nothing rests on an encoder.
 */
export function writtenImages(redaction: PlannedRedaction, transferSyntaxUid: string): readonly WrittenImage[] {
  const { pixel, method } = redaction;
  if (method.kind === 'jpeg') {
    const allowed = sequentialSyntaxes(transferSyntaxUid, pixel);
    return allowed.map((uid) => ({ transferSyntaxUid: uid, pixel, decoder: null }));
  }
  if (method.kind !== 'coded') return [{ transferSyntaxUid, pixel, decoder: null }];
  const { target } = method;
  const plain: WrittenImage = {
    transferSyntaxUid: explicitVrLittleEndianUid,
    pixel: { ...pixel, isEncapsulated: false, isPlanar: false, photometric: decodedPhotometric(method, pixel) },
    decoder: null,
  };
  if (target === null) return [plain];
  const { photometric, decoder } = target;
  const coded = { ...pixel, photometric, isPlanar: false };
  return [{ transferSyntaxUid: target.transferSyntaxUid, pixel: coded, decoder }, plain];
}

const baseline = '1.2.840.10008.1.2.4.50';
const extended = '1.2.840.10008.1.2.4.51';

/** Of sequential JPEG: the one that the file has, else the one that its samples call for; extended takes what baseline does not. */
function sequentialSyntaxes(transferSyntaxUid: string, { bitsAllocated }: ImagePixel): readonly string[] {
  if (transferSyntaxUid === extended) return [extended];
  return transferSyntaxUid === baseline || bitsAllocated === 8 ? [baseline, extended] : [extended];
}

/**
 * Is a JPEG that was made of the process that its transfer syntax names? One that was of another process before, and was written
 * as it was, stays so. @param encoded what it was made of
 */
export function isOfSyntax(
  made: Uint8Array,
  encoded: Uint8Array,
  redaction: PlannedRedaction,
  { transferSyntaxUid }: WrittenImage,
): boolean {
  if (redaction.method.kind !== 'jpeg' || transferSyntaxUid !== baseline) return true;
  const process = processOf(made);
  return process === 0xc0 || (process === processOf(encoded) && !writesAllFrames(redaction));
}

/** Do frames without boxes fit the written image as they are? */
export function keepsFrames({ pixel }: PlannedRedaction, before: string, written: WrittenImage): boolean {
  const isSame = pixel.photometric === written.pixel.photometric && pixel.isPlanar === written.pixel.isPlanar;
  return isSame && before === written.transferSyntaxUid;
}

const photometricInterpretation = 0x00280004;
const planarConfiguration = 0x00280006;

/** What the header has to say otherwise. */
export function writtenEdits(
  dataset: IndexedDataset,
  { pixel }: PlannedRedaction,
  { pixel: written }: WrittenImage,
): readonly Edit[] {
  const edits: Edit[] = [];
  const set = (tag: number, vr: 'CS' | 'US', value: Uint8Array) => {
    const element = findElement(dataset, tag);
    edits.push(element < 0 ? { kind: 'insert', tag, vr, value } : { kind: 'replace', element, value });
  };
  if (pixel.photometric !== written.photometric) {
    const text = written.photometric.length % 2 === 0 ? written.photometric : `${written.photometric} `;
    set(
      photometricInterpretation,
      'CS',
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    );
  }
  if (pixel.isPlanar !== written.isPlanar) set(planarConfiguration, 'US', new Uint8Array(2));
  return edits;
}
