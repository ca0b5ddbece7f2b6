import { isLoaded } from './byte-store.ts';
import {
  headerMode,
  implicitVrOf,
  isVrAt,
  itemDelimiterTag,
  itemTag,
  packedSq,
  packedUn,
  readElementHeader,
  readTag,
  readUnstatedVr,
  sequenceDelimiterTag,
  undefinedLength,
} from './element-header.ts';
import { elementFlag } from './indexed-dataset.ts';
import type { Tag } from './tag.ts';
import { packVr } from './vr.ts';
import {
  closeContainer,
  giveUp,
  maxNestedSequences,
  need,
  note,
  openContainer,
  overrun,
  type Pause,
  pause,
  presumption,
  pushElement,
  pushRow,
  refuse,
  type Walk,
} from './walk-state.ts';

const directoryRecordSequence: Tag = 0x00041220;
const packedOb = packVr('OB');
const packedOw = packVr('OW');

/** Float, double float and integer Pixel Data (PS3.3 C.7.6.24, C.7.6.25, C.7.6.3). */
export function isPixelDataTag(tag: Tag): boolean {
  return tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009;
}

/** Reads one element, or the delimiter that ends its item, and moves past a leaf or into a sequence. */
export function readElement(walk: Walk): Pause {
  const { store, header, level, position } = walk;
  const available = walk.bounds[level]! - position;
  if (available < 8) return level === 0 ? pause.trailing : overrun(walk, `${available} bytes left, 8 needed`, 0);
  const wanted = Math.min(12, available);
  if (!isLoaded(store, position, position + wanted)) return need(walk, position, wanted);
  const mode = walk.modes[level]!;
  const isHeader = readElementHeader(store.bytes, position - store.offsetBytes, mode, header);
  if (header.tag >>> 16 === 0xfffe) return readDelimiter(walk);
  if (level === 0 && header.tag === 0 && isAllZero(store.bytes, position - store.offsetBytes)) return pause.trailing;
  if (!isHeader) {
    if (!readUnstatedVr(store.bytes, position - store.offsetBytes, mode, header)) return notAHeader(walk);
    note(walk, 'unstated-vr', `An element has ?? for its VR at byte ${position}: that of the dictionary was taken.`);
  }
  if (position + header.headerBytes > walk.bounds[level]!) return overrun(walk, 'its header is cut short', header.tag);
  return header.valueBytes === undefinedLength ? enterUndefined(walk, mode) : readDefined(walk, mode);
}

/** Reads one item header, or the delimiter that ends the sequence. */
export function readItem(walk: Walk): Pause {
  const { store, header, level, position } = walk;
  const bound = walk.bounds[level]!;
  if (bound - position < 8) return overrun(walk, `${bound - position} bytes left where an item is due`, itemTag);
  if (!isLoaded(store, position, position + 8)) return need(walk, position, 8);
  const mode = walk.modes[level]!;
  readElementHeader(store.bytes, position - store.offsetBytes, mode & ~headerMode.explicitVr, header);
  if (header.tag === sequenceDelimiterTag) return readDelimiter(walk);
  if (header.tag !== itemTag) return giveUp(walk, 'malformed', 'an item of a sequence is due here', header.tag);
  header.vr = 0;
  const isUndefined = header.valueBytes === undefinedLength;
  const end = isUndefined ? Number.POSITIVE_INFINITY : position + 8 + header.valueBytes;
  if (!isUndefined && end > bound) return overrun(walk, `the item needs ${header.valueBytes} bytes`, itemTag);
  const flags = (isUndefined ? elementFlag.undefinedLength : 0) | placeFlags(mode);
  const row = pushRow(walk, position + 8, flags);
  walk.rows.itemNumbers[row] = walk.itemCounts[level]!++;
  openContainer(walk, row, end, mode);
  return pause.proceed;
}

function readDelimiter(walk: Walk): Pause {
  const { header, level, position } = walk;
  const due = level % 2 === 1 ? sequenceDelimiterTag : itemDelimiterTag;
  if (level > 0 && header.tag === due && header.valueBytes === 0 && walk.ends[level] === Number.POSITIVE_INFINITY) {
    closeContainer(walk, position, position + 8);
    return pause.proceed;
  }
  if (level === 0 && walk.hasPixelData) return pause.trailing;
  return giveUp(walk, 'malformed', 'an item or delimiter stands where none is due', header.tag);
}

function notAHeader(walk: Walk): Pause {
  if (walk.level === 0 && walk.hasPixelData) return pause.trailing;
  if (walk.bounds[walk.level]! - walk.position < 12 && walk.header.headerBytes === 12) {
    return overrun(walk, 'its header is cut short', walk.header.tag);
  }
  return giveUp(walk, 'malformed', 'the two bytes after the tag are no value representation', walk.header.tag);
}

/** Undefined length: a sequence, a UN that holds one, or fragments (PS3.5 7.5, 6.2.2 note 2, A.4). */
function enterUndefined(walk: Walk, mode: number): Pause {
  const { header, level } = walk;
  if (header.vr === packedSq) return enterSequence(walk, Number.POSITIVE_INFINITY, mode, 0);
  if (header.vr === packedUn) {
    return enterSequence(walk, Number.POSITIVE_INFINITY, modeInside(mode), elementFlag.walkedAsSequence);
  }
  const isFragmentVr = header.vr === packedOb || header.vr === packedOw;
  if (!isFragmentVr || (mode & headerMode.explicitVr) === 0) {
    return giveUp(walk, 'malformed', 'its VR does not allow an undefined length', header.tag);
  }
  // Readers refuse such an element, so an output with one would be lost on them.
  if (!isPixelDataTag(header.tag)) return giveUp(walk, 'malformed', 'fragments belong in Pixel Data alone', header.tag);
  if (level === 0 && !walk.transferSyntax.isEncapsulated) {
    return refuse(walk, 'label-mismatch', 'fragments under a transfer syntax without compression', header.tag);
  }
  return pause.fragments;
}

function readDefined(walk: Walk, mode: number): Pause {
  const { store, header, level, position } = walk;
  const valueOffset = position + header.headerBytes;
  const end = valueOffset + header.valueBytes;
  if (end > walk.bounds[level]!) return valueOverrun(walk);
  if (header.vr === packedSq) return enterSequence(walk, end, mode, 0);
  if (header.valueBytes >= 8 && position !== walk.leafAt && !(level === 0 && isPixelDataTag(header.tag))) {
    if (!isLoaded(store, valueOffset, valueOffset + 4)) return need(walk, position, header.headerBytes + 4);
    const inside = presumedMode(walk, mode, valueOffset - store.offsetBytes);
    if (inside !== null) {
      const kind = position === walk.retryAt ? presumption.last : presumption.first;
      const entered = enterSequence(walk, end, inside, elementFlag.walkedAsSequence);
      walk.presumed[walk.level] = kind;
      return entered;
    }
  }
  return readLeaf(walk, mode, end);
}

function readLeaf(walk: Walk, mode: number, end: number): Pause {
  const { store, header, level, position } = walk;
  const valueOffset = position + header.headerBytes;
  const isPixelData = level === 0 && isPixelDataTag(header.tag);
  const isOutside = isPixelData || header.valueBytes > walk.largestHeldBytes;
  if (!isOutside && !isLoaded(store, position, end)) return need(walk, position, end - position);
  if (header.valueBytes % 2 === 1) note(walk, 'odd-length', `A value has an odd length at byte ${position}.`);
  const flags = placeFlags(mode) | headerFlags(mode) | (isOutside ? elementFlag.outside : 0);
  if (header.valueBytes > 0 && implicitVrOf(header.tag) === packedSq) {
    note(walk, 'unread-sequence', `A sequence without the VR of one at byte ${position} could not be followed.`);
  }
  if (isPixelData) {
    walk.hasPixelData = true;
    if (walk.transferSyntax.isEncapsulated && header.tag === 0x7fe00010) {
      note(walk, 'native-pixel-data', 'The transfer syntax is compressed, but Pixel Data has no fragments.');
    }
  }
  const isUnread =
    !isPixelData && header.valueBytes >= 8 && beginsWithItem(store.bytes, valueOffset - store.offsetBytes);
  pushElement(walk, end, isUnread ? flags | elementFlag.unreadItems : flags);
  walk.position = end;
  return pause.proceed;
}

/** After Pixel Data, a "value" that cannot be there is not an element but something appended to the file. */
function valueOverrun(walk: Walk): Pause {
  const { store, header, level, position } = walk;
  if (level === 0 && walk.hasPixelData && header.tag <= walk.lastTags[0]!) return pause.trailing;
  const isImplicit = (walk.modes[level]! & headerMode.explicitVr) === 0;
  if (isImplicit && isVrAt(store.bytes, position - store.offsetBytes + 4)) {
    return giveUp(walk, 'malformed', 'it has a VR where headers have none', header.tag);
  }
  return overrun(walk, `its value needs ${header.valueBytes} bytes`, header.tag);
}

function enterSequence(walk: Walk, end: number, inside: number, flag: number): Pause {
  const { header, level } = walk;
  if (level === 0 && header.tag === directoryRecordSequence) {
    return refuse(walk, 'dicomdir', 'a directory of other files, whose byte offsets would no longer hold', header.tag);
  }
  if (level + 2 > 2 * maxNestedSequences) {
    return refuse(walk, 'too-deep', `more than ${maxNestedSequences} sequences inside each other`, header.tag);
  }
  const mode = walk.modes[level]!;
  const isUndefined = end === Number.POSITIVE_INFINITY;
  const flags = flag | placeFlags(mode) | headerFlags(mode) | (isUndefined ? elementFlag.undefinedLength : 0);
  openContainer(walk, pushElement(walk, walk.position + header.headerBytes, flags), end, inside);
  return pause.proceed;
}

/** What a UN holds is implicit little endian; in an implicit data set it stays what it is around it (PS3.5 6.2.2). */
function modeInside(mode: number): number {
  return (mode & headerMode.explicitVr) === 0 ? mode : headerMode.littleEndian | headerMode.insideUn;
}

/**
 * How the items in a value are written whose header names no sequence: as the standard says for UN, else as what is around
 * them; the other kind of headers when that was tried in vain. @returns null for a value that does not begin with an item
 */
function presumedMode(walk: Walk, mode: number, at: number): number | null {
  const first = walk.header.vr === packedUn ? modeInside(mode) : mode;
  const isExplicit = (mode & headerMode.explicitVr) !== 0;
  const other = !isExplicit ? mode | headerMode.explicitVr : walk.header.vr === packedUn ? mode : modeInside(mode);
  const isItemIn = (one: number) => readTag(walk.store.bytes, at, (one & headerMode.littleEndian) !== 0) === itemTag;
  if (walk.position !== walk.retryAt && isItemIn(first)) return first;
  return isItemIn(other) ? other : null;
}

/** Does a value begin with the tag of an item, in either byte order? */
function beginsWithItem(bytes: Uint8Array, at: number): boolean {
  return readTag(bytes, at, true) === itemTag || readTag(bytes, at, false) === itemTag;
}

function placeFlags(mode: number): number {
  return (mode & headerMode.insideUn) !== 0 ? elementFlag.insideUn : 0;
}

function headerFlags(mode: number): number {
  return (mode & headerMode.explicitVr) === 0 ? elementFlag.implicitHeader : 0;
}

function isAllZero(bytes: Uint8Array, at: number): boolean {
  for (let index = at; index < at + 8; index++) if (bytes[index] !== 0) return false;
  return true;
}
