import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { copyParts } from '../../destinations/copy-parts.ts';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import { PathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { fillFile } from './folder-output.ts';
import { createDigest, type WrittenFile } from './written-file.ts';

/** What is sent of a file. It has no name, and nothing of where it came from. */
export type UploadBody = Pick<WrittenFile, 'sizeBytes' | 'crc32' | 'sha256'> & {
  readonly blob: Blob;
  /** Call it when nothing is sent of it any more. */
  readonly discard: () => void;
};

/** Files up to this size are in memory while they wait to be sent. */
const mostInMemoryBytes = 4 * 1024 * 1024;

/**
 * Makes bodies of outputs so that memory does not grow with their size. Pixels of a large file that go out as they are stay in the
 * input, which is read a second time while they are sent; a file that was written to in between cannot be read then. What is large
 * and was changed, or unpacked, is in a temporary file meanwhile: de-identified, and for its owner alone.
 */
export function createUploadBodies() {
  let folder: string | null = null;
  const end = () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    folder = null;
    process.off('exit', end);
  };

  async function throughFile(delivery: Delivery): Promise<UploadBody | null> {
    if (folder === null) {
      folder = mkdtempSync(path.join(tmpdir(), 'nescio-send-'));
      process.on('exit', end);
    }
    const place = path.join(folder, `${delivery.input.id}.part`);
    const digest = await fillFile(place, delivery);
    if (digest === null) return null;
    return { ...digest, blob: await openAsBlob(place, dicom), discard: () => rmSync(place, { force: true }) };
  }

  return {
    /** @returns null when the input cannot be read any more. @throws what writing a temporary file throws */
    make: (delivery: Delivery): Promise<UploadBody | null> => {
      const { input, file } = delivery;
      const { blob } = input.content;
      if (file.sizeBytes <= mostInMemoryBytes) return inMemory(delivery);
      if (blob instanceof PathBytes && isMostlyInput(file.parts)) return overInput(delivery, blob);
      return throughFile(delivery);
    },
    end,
  };
}

function isMostlyInput(parts: Delivery['file']['parts']): boolean {
  let bytes = 0;
  for (const part of parts) {
    if (part.kind === 'bytes') bytes += part.bytes.length;
    else if (part.kind !== 'range') return false;
  }
  return bytes <= mostInMemoryBytes;
}

async function inMemory({ input, file }: Delivery): Promise<UploadBody | null> {
  const digest = createDigest(file.crc32);
  const pieces: BlobPart[] = [];
  const copied = await copyParts(file.parts, input.content.blob, async (bytes) => {
    digest.add(bytes);
    pieces.push(bytes as Uint8Array<ArrayBuffer>);
  });
  if (copied !== file.sizeBytes) return null;
  return { ...digest.end(), blob: new Blob(pieces, dicom), discard: () => undefined };
}

async function overInput({ file }: Delivery, input: PathBytes): Promise<UploadBody | null> {
  // Opened first: from here on a file that changes cannot be read, neither below nor while it is sent.
  const whole = await openAsBlob(input.path).catch(() => null);
  if (whole === null) return null;
  const digest = createDigest(file.crc32);
  const pieces: BlobPart[] = [];
  for (const part of file.parts) {
    if (part.kind === 'bytes') {
      digest.add(part.bytes);
      pieces.push(part.bytes as Uint8Array<ArrayBuffer>);
    } else if (part.kind === 'range') {
      if (!input.handOver(part.offsetBytes, part.lengthBytes, digest.add)) return null;
      const start = input.startBytes + part.offsetBytes;
      pieces.push(whole.slice(start, start + part.lengthBytes));
    }
  }
  const summed = digest.end();
  if (summed.sizeBytes !== file.sizeBytes) return null;
  return { ...summed, blob: new Blob(pieces, dicom), discard: () => undefined };
}

const dicom = { type: 'application/dicom' } as const;
