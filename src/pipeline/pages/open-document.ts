import { canBlankPage } from '../../deidentify/blank-page.ts';
import { tags } from '../../deidentify/tags.ts';
import { findElement } from '../../dicom/dataset-access.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { type CaptureHead, type PagesProblem, type PictureSize, pagesProblem } from '../contracts/pages.protocol.ts';
import { createFirstWindow } from '../reading/first-window.ts';
import type { OpenInput } from '../reading/open-input.ts';
import { readHeader, smallFileBytes } from '../reading/read-header.ts';
import { captureHead } from './capture-head.ts';
import { pageLimits } from './page-limits.ts';

/** A document in its DICOM wrapper. */
export type OpenDocument = {
  readonly kind: 'document';
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The wrapper as a file of pictures, up to their samples. */
  readonly headFor: (size: PictureSize, pages: number) => Promise<CaptureHead | PagesProblem>;
};

export async function openDocument(content: InputContent): Promise<OpenDocument | PagesProblem> {
  const engine = { onProgress: () => undefined, firstWindow: createFirstWindow() };
  const header = await readHeader(content, smallFileBytes, engine);
  if (header.kind !== 'read') return pagesProblem('unreadable');
  const { dataset, input } = header;
  if (!canBlankPage(dataset)) return pagesProblem('no-document');
  const element = findElement(dataset, tags.encapsulatedDocument);
  const { valueOffsets, valueLengths } = dataset.elements;
  if (valueLengths[element]! > pageLimits.documentBytes) return pagesProblem('too-large');
  const bytes = await readStretch(dataset, input, valueOffsets[element]!, valueLengths[element]!);
  if (bytes === null) return pagesProblem('unreadable');
  return {
    kind: 'document',
    bytes,
    headFor: async (size, pages) => {
      const parts = captureHead(dataset, size, pages);
      if ('kind' in parts) return pagesProblem('unreadable');
      const head = await joinParts(parts, dataset, input);
      return head === null ? pagesProblem('unreadable') : { kind: 'head', bytes: head };
    },
  };
}

async function joinParts(
  parts: readonly OutputPart[],
  dataset: IndexedDataset,
  input: OpenInput,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const piece =
      part.kind === 'bytes'
        ? part.bytes
        : part.kind === 'range'
          ? await readStretch(dataset, input, part.offsetBytes, part.lengthBytes)
          : null;
    if (piece === null) return null;
    pieces.push(piece);
  }
  return new Uint8Array(joinBytes(pieces));
}

/** A copy: what is read may be a view of the whole file. Offsets of an inflated data set are none of the file. */
async function readStretch(
  { isInflated, segments }: IndexedDataset,
  input: OpenInput,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (isInflated) {
    const segment = segments.find((one) => one.offsetBytes <= offsetBytes && endOf(one) >= offsetBytes + lengthBytes);
    return segment?.bytes.slice(offsetBytes - segment.offsetBytes).slice(0, lengthBytes) ?? null;
  }
  const bytes = await input.read({ offsetBytes, lengthBytes });
  return 'kind' in bytes || bytes.length < lengthBytes ? null : bytes.slice(0, lengthBytes);
}

function endOf({ offsetBytes, bytes }: IndexedDataset['segments'][number]): number {
  return offsetBytes + bytes.length;
}
