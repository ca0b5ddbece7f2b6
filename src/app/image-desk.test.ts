import { describe, expect, it } from 'vitest';
import type { ImageService } from '../pipeline/image-service.ts';
import type { InputContent } from '../pipeline/input-file.ts';
import { createImageDesk } from './image-desk.ts';

const content: InputContent = { kind: 'plain', blob: new Blob(), lastModifiedMs: 0 };

/** Every picture is there at once. */
function openDesk() {
  let decoded = 0;
  const bitmap = { width: 2, height: 2, close: () => undefined } as ImageBitmap;
  const service: ImageService = {
    show: () => () => undefined,
    thumbnail: (_, onResult) => {
      decoded += 1;
      onResult({ kind: 'thumbnail', bitmap });
      return () => undefined;
    },
  };
  return { desk: createImageDesk(service), decoded: () => decoded };
}

describe('what a person has seen', () => {
  it('is a file on the contact sheet, and not one in the strip', () => {
    const { desk } = openDesk();
    desk.glimpse(content, 0, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 0, small: 0 });
    desk.thumbnail(content, 0, () => undefined);
    expect(desk.seen([content])).toEqual({ full: 0, small: 1 });
  });

  it('is decoded once for both', () => {
    const { desk, decoded } = openDesk();
    desk.glimpse(content, 0, () => undefined);
    desk.thumbnail(content, 0, () => undefined);
    desk.glimpse(content, 0, () => undefined);
    expect(decoded()).toBe(1);
  });
});
