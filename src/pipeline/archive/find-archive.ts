import type { FailedOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';
import {
  appleDiscImage,
  appleDoubleSignatures,
  archiveKinds,
  carriedKinds,
  documentMembers,
  programSignatures,
  signatureBytes,
  splitArchive,
  unfinishedDownload,
  zipSignatures,
} from './archive-kinds.ts';
import { readTarHeader, tarBlockBytes } from './tar-header.ts';

/** What a file is that is no DICOM: an archive that can be opened, or one with what is to be said of it. */
export type FoundArchive =
  | { readonly kind: 'archive'; readonly format: 'zip' | 'tar' | 'gzip' }
  | { readonly kind: 'named'; readonly outcome: SkippedOutcome | FailedOutcome };

/** Bytes from an offset on: as many as asked for or more, fewer at the end; null when they cannot be read. */
export type ReadBytes = (offsetBytes: number, lengthBytes: number) => Promise<Uint8Array | null>;

/** Programs that unpack themselves carry the archive behind a few hundred KB. */
const programBytes = 2 * 1024 * 1024;
/** The end record of a zip with the longest comment (APPNOTE 4.3.16). */
const zipEndBytes = 22 + 65_535;

/**
 * Tells by content what kind of archive a file is, and by its name only what content cannot tell: that a download was not
 * finished, or that it is a piece of an archive that was cut. Reads less than 3 MB of any file.
 * @returns null for a file that is no archive.
 */
export async function findArchive(read: ReadBytes, sizeBytes: number, path: string): Promise<FoundArchive | null> {
  const head = textOf(await read(0, tarBlockBytes), tarBlockBytes);
  if (appleDoubleSignatures.some((bytes) => head.text.startsWith(bytes))) return resourceFork;
  if (head.text.startsWith('\x1f\x8b\x08')) return { kind: 'archive', format: 'gzip' };
  if (documentMembers.some((name) => head.text.startsWith(name, 30))) return null;
  if (zipSignatures.some((bytes) => head.text.startsWith(bytes))) return findZip(read, sizeBytes);
  if (readTarHeader(head.bytes) !== null || isEmptyTar(head.bytes, path)) return { kind: 'archive', format: 'tar' };
  if (programSignatures.some((bytes) => head.text.startsWith(bytes))) {
    const carried = await findCarried(read, sizeBytes);
    if (carried !== null) return named(`a program that unpacks ${carried}`, 'It is not run here.');
  }
  const more = textOf(await read(0, signatureBytes), signatureBytes);
  const known = archiveKinds.find(({ atBytes, bytes }) => more.text.startsWith(bytes, atBytes));
  if (known) return named(known.name);
  const { fromEndBytes, bytes, name } = appleDiscImage;
  const end = textOf(await read(Math.max(0, sizeBytes - fromEndBytes), fromEndBytes), fromEndBytes);
  if (end.text.startsWith(bytes)) return named(name);
  return byName(path);
}

/** Blocks of zeros alone: only the name can tell. */
function isEmptyTar(head: Uint8Array, path: string): boolean {
  return /\.tar$/i.test(path) && head.length === tarBlockBytes && head.every((byte) => byte === 0);
}

async function findZip(read: ReadBytes, sizeBytes: number): Promise<FoundArchive> {
  const end = await findZipEnd(read, sizeBytes);
  if (end === 'whole') return { kind: 'archive', format: 'zip' };
  if (end === 'split') return split;
  const found = 'This is a ZIP archive that ends before its list of files, as an unfinished download does.';
  return failed(`${found} Download or copy it whole and add it again, or unpack it and add the folder.`);
}

/** Whether a file ends as a zip does, and as a whole one. */
async function findZipEnd(read: ReadBytes, sizeBytes: number): Promise<'whole' | 'split' | null> {
  const startBytes = Math.max(0, sizeBytes - zipEndBytes);
  const tail = textOf(await read(startBytes, zipEndBytes), zipEndBytes);
  const at = tail.text.lastIndexOf('PK\x05\x06');
  if (at < 0 || at + 22 > tail.text.length) return null;
  const disc = tail.bytes[at + 4]! + tail.bytes[at + 5]! * 256;
  // 0xffff stands for a number in the ZIP64 record.
  return disc === 0 || disc === 0xffff ? 'whole' : 'split';
}

async function findCarried(read: ReadBytes, sizeBytes: number): Promise<string | null> {
  if ((await findZipEnd(read, sizeBytes)) !== null) return 'a ZIP archive';
  const { text } = textOf(await read(0, programBytes), programBytes);
  return carriedKinds.find(({ bytes }) => text.includes(bytes))?.name ?? null;
}

function byName(path: string): FoundArchive | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (splitArchive.test(name)) return split;
  if (!unfinishedDownload.test(name)) return null;
  const found = 'By its name this is a download that was not finished, and it does not begin with DICOM elements.';
  return skipped('not-dicom', `${found} Download it whole and add it again.`);
}

const resourceFork = skipped('system-file', 'Left out: a resource fork written by macOS, not an image.');

const split = named('one piece of an archive that was cut into several', 'Join the pieces.');

function named(what: string, advice = 'Archives of this kind are not opened here.'): FoundArchive {
  return skipped(
    'archive-unsupported',
    `This is ${what}. ${advice} Unpack it with another program and add the folder.`,
  );
}

function skipped(code: SkippedOutcome['code'], reason: string): FoundArchive {
  return { kind: 'named', outcome: { kind: 'skipped', code, reason } };
}

function failed(reason: string): FoundArchive {
  return { kind: 'named', outcome: { kind: 'failed', code: 'archive-unreadable', reason } };
}

/** One character a byte, which no `TextDecoder` gives. @param lengthBytes reads may give more. */
function textOf(bytes: Uint8Array | null, lengthBytes: number) {
  const own = (bytes ?? new Uint8Array(0)).subarray(0, lengthBytes);
  let text = '';
  for (let at = 0; at < own.length; at += 8192) text += String.fromCharCode(...own.subarray(at, at + 8192));
  return { bytes: own, text };
}
