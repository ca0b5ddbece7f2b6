import { closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { type ByteSink, createByteSink } from '../../destinations/byte-sink.ts';
import { createZipWriter } from '../../destinations/zip-writer.ts';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { describeFailure, inputUnreadable } from './describe-failure.ts';
import { createParts } from './half-made-parts.ts';
import { createDigest, type NoteWritten } from './written-file.ts';

/** One archive, as the page writes it. It has its name once it is whole. */
export function openZipOutput(place: string, note: NoteWritten): Destination<null> {
  const part = `${place}.${process.pid}.part`;
  const opened = openSync(part, 'wx');
  const parts = createParts();
  parts.add(part);
  let isOpen = true;
  let lastError: unknown = null;
  const end = () => {
    if (isOpen) closeSync(opened);
    isOpen = false;
  };
  const noting = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      lastError = error;
      throw error;
    }
  };
  const sink = createByteSink({
    writeAt: async (offsetBytes, bytes) =>
      noting(() => {
        for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at, bytes.length - at, offsetBytes + at);
      }),
    finish: async (sizeBytes) =>
      noting(() => {
        ftruncateSync(opened, sizeBytes);
        fsyncSync(opened);
        end();
        renameSync(part, place);
        parts.close();
      }),
    abort: async () => undefined,
  });
  const watched = watchContent(sink);
  const writer = createZipWriter(watched.sink);

  async function write({ path, input, file }: Delivery): Promise<DeliveryResult> {
    const digest = createDigest(file.crc32);
    const { parts, sizeBytes, crc32 } = file;
    watched.begin(digest.add);
    const result = await writer.write({ path, parts, sizeBytes, crc32, input: input.content.blob });
    watched.end();
    if (result.kind === 'input-unreadable') return inputUnreadable;
    if (result.kind !== 'written') return explained(result);
    await note({ id: input.id, path, ...digest.end() });
    return result;
  }

  /** The archive's writer explains errors of browsers; those of Node are explained here. */
  function explained(failure: DeliveryFailure): DeliveryFailure {
    return lastError === null ? failure : describeFailure(lastError);
  }

  return {
    write,
    close: async () => {
      const closed = await writer.close();
      return closed.kind === 'closed' ? null : explained(closed);
    },
    abort: async () => {
      end();
      rmSync(part, { force: true });
      parts.close();
    },
  };
}

/** A sink that shows the content of each file: all that is appended but the first piece, which is the file's header. */
function watchContent(sink: ByteSink) {
  let isHeader = true;
  let see: (bytes: Uint8Array) => void = () => undefined;
  return {
    begin: (seeContent: (bytes: Uint8Array) => void): void => {
      isHeader = true;
      see = seeContent;
    },
    end: (): void => {
      see = () => undefined;
    },
    sink: {
      ...sink,
      append: (bytes: Uint8Array): Promise<void> => {
        if (!isHeader) see(bytes);
        isHeader = false;
        return sink.append(bytes);
      },
    },
  };
}
