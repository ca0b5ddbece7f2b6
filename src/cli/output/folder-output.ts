import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { copyParts } from '../../destinations/copy-parts.ts';
import type { Delivery, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { PathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { systemCode } from '../exit-status.ts';
import { describeFailure, inputUnreadable } from './describe-failure.ts';
import { createParts } from './half-made-parts.ts';
import { createDigest, type NoteWritten } from './written-file.ts';

/**
 * A folder of files. Each is made under a name of its own that ends with `.part`, and has its own name once it is whole, so that
 * nothing half-written is ever to be seen under that. Files that are finished stay when the run is stopped.
 */
export function openFolderOutput(root: string, note: NoteWritten): Destination<null> {
  const made = new Set<string>();
  const parts = createParts();
  const underWay = new Set<Promise<DeliveryResult>>();

  function makeFolder(folder: string): void {
    if (made.has(folder)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    made.add(folder);
  }

  async function writeOne({ path: outputPath, input, file }: Delivery): Promise<DeliveryResult> {
    const target = path.join(root, outputPath);
    const part = `${target}.${process.pid}.part`;
    try {
      makeFolder(path.dirname(target));
      parts.add(part);
      const digest = await fillFile(part, { input, file });
      if (digest === null) return inputUnreadable;
      renameSync(part, target);
      await note({ id: input.id, path: outputPath, ...digest });
      return { kind: 'written' };
    } catch (error) {
      rmSync(part, { force: true });
      return describeFailure(error);
    } finally {
      parts.delete(part);
    }
  }

  makeFolder(root);
  return {
    readsRanges: true,
    write: (delivery) => {
      const writing = writeOne(delivery).finally(() => underWay.delete(writing));
      underWay.add(writing);
      return writing;
    },
    close: async () => {
      parts.close();
      return null;
    },
    // The file in hand is finished.
    abort: async () => {
      await Promise.allSettled(underWay);
      parts.close();
    },
  };
}

/** Writes a file's bytes into a new file, never through a link. @returns null when the input cannot be read any more or was written to; then there is no file */
export async function fillFile(place: string, { input, file }: Pick<Delivery, 'input' | 'file'>) {
  const digest = createDigest(file.crc32);
  const opened = openNew(place);
  try {
    const { blob } = input.content;
    let [copied, isWhole] = [0, true];
    const take = (bytes: Uint8Array): void => {
      for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at);
      digest.add(bytes);
      copied += bytes.length;
    };
    for (const part of file.parts) {
      if (part.kind === 'range' && blob instanceof PathBytes)
        isWhole = blob.handOver(part.offsetBytes, part.lengthBytes, take);
      else isWhole = (await copyParts([part], blob, async (bytes) => take(bytes))) !== 'input-unreadable';
      if (!isWhole) break;
    }
    if (isWhole && copied === file.sizeBytes) return digest.end();
  } finally {
    closeSync(opened);
  }
  rmSync(place, { force: true });
  return null;
}

function openNew(place: string): number {
  try {
    return openSync(place, 'wx');
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    // Of a process of the same number that was ended, or a link that somebody has put there.
    rmSync(place, { force: true });
    return openSync(place, 'wx');
  }
}
