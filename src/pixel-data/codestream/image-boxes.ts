import { uint16At, uint32At } from './codestream-content.ts';
import { isProfile } from './jpeg-application.ts';

/** Has a box exactly the bytes that its own fields call for? */
type IsExact = (content: Uint8Array) => boolean;

/** Boxes that say how to read the image (ISO/IEC 15444-1 I.5, 18181-2 9). XML, EXIF, labels are not among them. */
const byKind: ReadonlyMap<string, IsExact> = new Map<string, IsExact>([
  ['jP  ', isSignature],
  ['JXL ', isSignature],
  ['ftyp', isFileType],
  ['jxll', (content) => content.length === 1],
  ['rreq', isRequirements],
  ['jp2h', isHeader],
]);

export function isImageBox(kind: string): boolean {
  return byKind.has(kind);
}

export function isPlainBox(kind: string, content: Uint8Array): boolean {
  return byKind.get(kind)?.(content) ?? false;
}

function isSignature(content: Uint8Array): boolean {
  return content.length === 4 && uint32At(content, 0) === 0x0d0a870a;
}

/** Brands of JPEG 2000, JPX, High-Throughput JPEG 2000 and JPEG XL. */
const brands: ReadonlySet<string> = new Set(['jp2 ', 'jpx ', 'jpxb', 'jph ', 'jphc', 'jxl ', 'J2P0', 'J2P1']);

/** A brand, a version, and the brands that can read it. */
function isFileType(content: Uint8Array): boolean {
  if (content.length < 12 || content.length % 4 !== 0) return false;
  for (let at = 0; at < content.length; at += 4) {
    if (at !== 4 && !brands.has(String.fromCharCode(...content.subarray(at, at + 4)))) return false;
  }
  return uint32At(content, 4) === 0;
}

/** Reader requirements: masks, then features with a mask each, of the standard and of vendors (ISO/IEC 15444-2 M.11.1). */
function isRequirements(content: Uint8Array): boolean {
  const maskBytes = content[0] ?? 0;
  if (![1, 2, 4, 8].includes(maskBytes)) return false;
  const featuresAt = 3 + 2 * maskBytes;
  const vendorsAt = featuresAt + uint16At(content, featuresAt - 2) * (2 + maskBytes);
  const vendors = uint16At(content, vendorsAt);
  if (content.length !== vendorsAt + 2 + vendors * (uuidBytes + maskBytes)) return false;
  for (let n = 0; n < vendors; n++) {
    const at = vendorsAt + 2 + n * (uuidBytes + maskBytes);
    if (!isVendorUuid(content.subarray(at, at + uuidBytes))) return false;
  }
  return true;
}

const uuidBytes = 16;

/** What Apple's encoder marks its files with. */
const vendorUuids: ReadonlySet<string> = new Set([
  '3a0d02180ae94115b3764bca41ce0e71',
  '47c92cccd1a14581b90438bb5467713b',
  'bc45a774dd504ec6a9f6f3a137f47e90',
  'd7c8c5ef951f43b28757042500f538e8',
]);

function isVendorUuid(bytes: Uint8Array): boolean {
  return vendorUuids.has(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** What a JP2 header box consists of (I.5.3). */
const insideHeader: ReadonlyMap<string, IsExact> = new Map<string, IsExact>([
  ['ihdr', (content) => content.length === 14],
  ['bpcc', (content) => content.length > 0 && content.length <= 16_384],
  ['colr', isColour],
  ['pclr', isPalette],
  ['cmap', (content) => content.length > 0 && content.length % 4 === 0],
  ['cdef', (content) => content.length === 2 + 6 * uint16At(content, 0)],
  ['res ', isResolution],
  ['resc', (content) => content.length === 10],
  ['resd', (content) => content.length === 10],
]);

function isHeader(content: Uint8Array): boolean {
  return areBoxes(content, (kind) => kind !== 'resc' && kind !== 'resd');
}

function isResolution(content: Uint8Array): boolean {
  return areBoxes(content, (kind) => kind === 'resc' || kind === 'resd');
}

function areBoxes(bytes: Uint8Array, isAllowed: (kind: string) => boolean): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const lengthBytes = uint32At(bytes, at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (lengthBytes < 8 || at + lengthBytes > bytes.length || !isAllowed(kind)) return false;
    if (!(insideHeader.get(kind)?.(bytes.subarray(at + 8, at + lengthBytes)) ?? false)) return false;
    at += lengthBytes;
  }
  return at === bytes.length;
}

/** An enumerated colour space, or an ICC profile that is as long as it says. */
function isColour(content: Uint8Array): boolean {
  if (content[0] === 1) return content.length === 7;
  const profile = content.subarray(3);
  return (content[0] === 2 || content[0] === 3) && isProfile(profile) && uint32At(profile, 0) === profile.length;
}

/** Entries, columns, the depth of each column, then the entries. */
function isPalette(content: Uint8Array): boolean {
  const entries = uint16At(content, 0);
  const columns = content[2] ?? 0;
  const depths = content.subarray(3, 3 + columns);
  const entryBytes = depths.reduce((sum, depth) => sum + Math.ceil(((depth & 0x7f) + 1) / 8), 0);
  return entries > 0 && content.length === 3 + columns + entries * entryBytes;
}
