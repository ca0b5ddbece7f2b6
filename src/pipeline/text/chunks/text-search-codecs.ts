import { unpackCodecs } from '../../image/codecs/unpack-codecs.ts';

/** The codecs once more, in a chunk of this worker's own: it is kept with the models, and not with the page. */
export function unpackSearchCodecs(): Uint8Array<ArrayBuffer> {
  return unpackCodecs();
}
