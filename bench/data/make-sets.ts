import { createReadStream, createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { centralHeader, endRecords, localHeader, type ZipEntry } from '../../src/destinations/zip-format.ts';
import { crc32 } from '../../src/pipeline/archive/crc32.ts';
import {
  ctSlice,
  enhancedImage,
  fragmentedImage,
  heldSlice,
  multiFrameHead,
  smallMr,
  tinySlice,
} from './describe-sets.ts';

/** How much of everything. The full sizes are those that the targets are stated for. */
export type Sizes = {
  readonly ct: number;
  readonly mr: number;
  readonly tiny: number;
  readonly frames: number;
  readonly fragments: number;
  readonly largeBytes: number;
};

/** A folder of inputs. */
export type DataSet = {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
};

/** Writes what is not there yet. The same sizes give the same bytes. */
export async function makeSets(root: string, sizes: Sizes): Promise<Readonly<Record<string, DataSet>>> {
  const ct = await manyFiles(root, `ct-${sizes.ct}`, sizes.ct, ctSlice);
  const sets = [
    ct,
    await manyFiles(root, `ct-${Math.ceil(sizes.ct / 4)}`, Math.ceil(sizes.ct / 4), ctSlice),
    await manyFiles(root, `mr-${sizes.mr}`, sizes.mr, smallMr),
    await manyFiles(root, `tiny-${sizes.tiny}`, sizes.tiny, (at) => tinySlice(at)),
    await oneFile(root, `enhanced-${sizes.frames}`, () => enhancedImage(sizes.frames)),
    await oneFile(root, `fragments-${sizes.fragments}`, () => fragmentedImage(sizes.fragments, 10_240)),
    await sparse(root, 'large-small', 10 * 1024 * 1024),
    await sparse(root, 'large', sizes.largeBytes),
    await zipOf(root, ct),
  ];
  const [first, quarter, mr, tiny, enhanced, fragments, largeSmall, large, zip] = sets as [DataSet, ...DataSet[]];
  return { ct: first, quarter, mr, tiny, enhanced, fragments, largeSmall, large, zip } as Record<string, DataSet>;
}

/** What the long runs work on. */
export type LongSizes = { readonly many: number; readonly ct: number; readonly largestMb: number };

/** Many files, many bytes, and rows of sets that grow. */
export async function makeLongSets(root: string, { many, ct, largestMb }: LongSizes) {
  const counts: DataSet[] = [];
  for (const count of [100, 1000, 10_000].filter((one) => one < many)) {
    counts.push(await manyFiles(root, `tiny-${count}`, count, (at) => tinySlice(at)));
  }
  const objects: DataSet[] = [];
  for (const megabytes of [1, 10, 100, largestMb].filter((one) => one <= largestMb)) {
    objects.push(await sparse(root, 'object', megabytes * 1e6));
  }
  return {
    counts,
    objects,
    many: await manyFiles(root, `tiny-${many}`, many, (at) => tinySlice(at)),
    bytes: await manyFiles(root, `ct-${ct}`, ct, ctSlice),
  };
}

/** What lists are scrolled over: many small series, as many that wait for a person, and a file of very many rows. */
export async function makeScrollSets(
  root: string,
  { many, frames }: { readonly many: number; readonly frames: number },
) {
  return {
    many: await manyFiles(root, `series-${many}`, many, (at) => tinySlice(at, FILES_A_SERIES)),
    waiting: await manyFiles(root, `waiting-${many}`, many, (at) => heldSlice(at, FILES_A_WAITING_SERIES)),
    enhanced: await oneFile(root, `enhanced-${frames}`, () => enhancedImage(frames)),
  };
}

/** 50,000 files are 2,000 series. */
const FILES_A_SERIES = 25;
/** Here they are 5,000. */
const FILES_A_WAITING_SERIES = 10;

async function manyFiles(
  root: string,
  name: string,
  count: number,
  make: (at: number) => Uint8Array,
): Promise<DataSet> {
  const folder = path.join(root, name);
  let bytes = 0;
  const isThere = existsSync(path.join(folder, 'complete'));
  for (let at = 0; at < count; at++) {
    const below = path.join(folder, 'in', String(Math.floor(at / 500)).padStart(3, '0'));
    if (at === 0 || !isThere) mkdirSync(below, { recursive: true });
    if (isThere && at > 0) continue;
    const content = make(at);
    bytes += content.length;
    if (!isThere) writeFileSync(path.join(below, `${String(at).padStart(6, '0')}.dcm`), content);
  }
  writeFileSync(path.join(folder, 'complete'), '');
  return { name, folder: path.join(folder, 'in'), files: count, bytes: isThere ? bytes * count : bytes };
}

async function oneFile(root: string, name: string, make: () => Uint8Array): Promise<DataSet> {
  const folder = path.join(root, name);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'image.dcm');
  if (!existsSync(file)) writeFileSync(file, make());
  return { name, folder, files: 1, bytes: await sizeOf(file) };
}

/** Pixels of zeros that take no room on the disk. */
async function sparse(root: string, name: string, pixelBytes: number): Promise<DataSet> {
  const folder = path.join(root, `${name}-${Math.round(pixelBytes / 2 ** 20)}`);
  mkdirSync(folder, { recursive: true });
  const head = multiFrameHead(pixelBytes);
  const file = await open(path.join(folder, 'image.dcm'), 'w');
  await file.write(head);
  await file.truncate(head.length + pixelBytes);
  await file.close();
  return { name: `${name}-${Math.round(pixelBytes / 1e6)}`, folder, files: 1, bytes: head.length + pixelBytes };
}

/** The set in one deflated archive, as people are sent them. */
async function zipOf(root: string, set: DataSet): Promise<DataSet> {
  const folder = path.join(root, `zip-${set.name}`);
  const target = path.join(folder, 'study.zip');
  if (!existsSync(path.join(folder, '..', `zip-${set.name}.complete`))) {
    mkdirSync(folder, { recursive: true });
    await writeZip(set.folder, target);
    writeFileSync(path.join(folder, '..', `zip-${set.name}.complete`), '');
  }
  return { name: 'zip', folder, files: set.files, bytes: set.bytes };
}

async function writeZip(folder: string, target: string): Promise<void> {
  const out = createWriteStream(target);
  const entries: { readonly entry: ZipEntry; readonly packedBytes: number }[] = [];
  let offsetBytes = 0;
  for (const below of (await readdir(folder)).sort()) {
    for (const name of (await readdir(path.join(folder, below))).sort()) {
      const bytes = await readWhole(path.join(folder, below, name));
      const packed = deflateRawSync(bytes, { level: 1 });
      const nameBytes = new TextEncoder().encode(`${below}/${name}`);
      const entry = { nameBytes, sizeBytes: bytes.length, crc32: crc32(bytes), offsetBytes };
      const header = asDeflated(localHeader(entry), 8, 18, packed.length);
      out.write(header);
      out.write(packed);
      entries.push({ entry, packedBytes: packed.length });
      offsetBytes += header.length + packed.length;
    }
  }
  let directoryBytes = 0;
  for (const { entry, packedBytes } of entries) {
    const header = asDeflated(centralHeader(entry), 10, 20, packedBytes);
    out.write(header);
    directoryBytes += header.length;
  }
  out.write(endRecords(entries.length, offsetBytes, directoryBytes));
  await new Promise<void>((resolve, reject) => {
    out.on('error', reject);
    out.end(resolve);
  });
}

/** The product's own writer stores; method and packed size are put in afterwards (APPNOTE 4.3.7, 4.3.12). */
function asDeflated(header: Uint8Array, methodAt: number, packedAt: number, packedBytes: number): Uint8Array {
  const view = new DataView(header.buffer, header.byteOffset);
  view.setUint16(methodAt, 8, true);
  view.setUint32(packedAt, packedBytes, true);
  return header;
}

async function readWhole(file: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function sizeOf(file: string): Promise<number> {
  const handle = await open(file);
  const { size } = await handle.stat();
  await handle.close();
  return size;
}
