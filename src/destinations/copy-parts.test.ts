import { describe, expect, it } from 'vitest';
import type { OutputPart } from '../dicom/edit.ts';
import { joinBytes } from '../dicom/join-bytes.ts';
import { deliveryPieces } from '../pipeline/output/delivery-pieces.ts';
import { vanishedContent } from '../testing/ct-slice.ts';
import { copyParts } from './copy-parts.ts';

const sizeBytes = 9 * 1024 * 1024;
const frameBytes = 1000;
const frames = Math.floor(sizeBytes / frameBytes);
const input = new Uint8Array(sizeBytes + 10).map((_, at) => at % 251);
const blob = new Blob([input]);

/** Pixels from byte 10 on, of which some are written over in every frame, between a new head and the rest. */
const parts: readonly OutputPart[] = [
  { kind: 'bytes', bytes: Uint8Array.of(1, 2, 3) },
  {
    kind: 'blanked',
    offsetBytes: 10,
    lengthBytes: sizeBytes,
    blanks: {
      frameBits: frameBytes * 8,
      frames,
      fills: [{ frames: 'all', firstBit: 80, runBits: 800, strideBits: 8, runs: 1, pattern: Uint8Array.of(255) }],
      areBytesSwapped: false,
    },
  },
];

function expected(): Uint8Array {
  const pixels = input.slice(10);
  for (let frame = 0; frame < frames; frame++) pixels.fill(255, frame * frameBytes + 10, frame * frameBytes + 110);
  return joinBytes([Uint8Array.of(1, 2, 3), pixels]);
}

describe('pixels that are written over on the way out', () => {
  it('are copied in windows, each with its share', async () => {
    const pieces: Uint8Array[] = [];
    const written = await copyParts(parts, blob, async (bytes) => void pieces.push(bytes));
    expect(written).toBe(sizeBytes + 3);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.compare(joinBytes(pieces), expected())).toBe(0);
  });

  it('are in the pieces of a Blob', async () => {
    const content = { kind: 'plain', blob, lastModifiedMs: 0 } as const;
    const file = { kind: 'produced', id: 1, parts, sizeBytes: sizeBytes + 3, crc32: null } as const;
    const pieces = await deliveryPieces({ input: { id: 1, path: 'a', content }, file });
    const whole = new Uint8Array(await new Blob([...(pieces ?? [])]).arrayBuffer());
    expect(Buffer.compare(whole, expected())).toBe(0);
    const vanished = { id: 1, path: 'a', content: vanishedContent(100) };
    expect(await deliveryPieces({ input: vanished, file })).toBe(null);
  });
});
