import { readFromMemory } from '../../dicom/reading.ts';
import { addSplice, createSpliceList, spliceBytes, splicedPart } from '../../dicom/splices.ts';
import { imageContent } from './codestream-of.ts';
import { cursorOver } from './cursor.ts';
import { createFrameCuts, orderedSplices } from './frame-cuts.ts';

/**
 * A compressed frame in memory without the segments that decoding does not need. One that has none, and one that cannot be
 * followed, is given back as it is.
 */
export function cutFrame(frame: Uint8Array): Uint8Array {
  const cuts = createFrameCuts();
  const found = readFromMemory(
    imageContent(cursorOver(frame), () => undefined, cuts),
    frame,
  );
  if (found !== null || cuts.splices.length === 0) return frame;
  const list = createSpliceList();
  for (const splice of orderedSplices(cuts, frame.length)) addSplice(list, splice);
  return spliceBytes(splicedPart(0, frame.length, list), frame);
}
