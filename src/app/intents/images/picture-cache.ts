import type { FramePlace, ImageProblem, Thumbnail, Tile } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import type { Cancel } from '../../../pipeline/image/image-service.ts';

type Keeping<Picture> = {
  readonly get: (name: string) => Picture | null;
  readonly put: (name: string, picture: Picture) => void;
};

/** Gives a picture that is still here at once, before it returns; else asks for it and keeps it. */
export function askKeeping<Picture>(
  cache: Keeping<Picture>,
  name: string,
  ask: (onResult: (picture: Picture) => void) => Cancel,
  onResult: (picture: Picture) => void,
): Cancel {
  const kept = cache.get(name);
  if (kept !== null) {
    onResult(kept);
    return () => undefined;
  }
  return ask((picture) => {
    cache.put(name, picture);
    onResult(picture);
  });
}

/** Keeps the pictures that were used last, as many as fit the limit, and closes the others. */
export function createPictureCache<Picture extends Thumbnail | Tile | ImageProblem>(limitBytes: number) {
  let keys = new WeakMap<InputContent, number>();
  let lastKey = 0;
  /** In order of use: a map keeps the order in which its keys came in. */
  const pictures = new Map<string, Picture>();
  let sizeBytes = 0;

  const remove = (name: string): void => {
    const picture = pictures.get(name);
    if (picture === undefined) return;
    pictures.delete(name);
    sizeBytes -= bytesOf(picture);
    for (const bitmap of bitmapsOf(picture)) bitmap.close();
  };
  return {
    /** The same text for the same frames, and another for others. */
    nameOf: (parts: readonly FramePlace[]): string =>
      parts
        .map(({ content, frame }) => {
          const known = keys.get(content) ?? ++lastKey;
          keys.set(content, known);
          return `${known} ${frame}`;
        })
        .join(),
    get: (name: string): Picture | null => {
      const picture = pictures.get(name);
      if (picture === undefined) return null;
      pictures.delete(name);
      pictures.set(name, picture);
      return picture;
    },
    put: (name: string, picture: Picture): void => {
      remove(name);
      pictures.set(name, picture);
      sizeBytes += bytesOf(picture);
      // The newest stays whatever its size: it is about to be drawn.
      for (const oldest of pictures.keys()) {
        if (sizeBytes <= limitBytes || oldest === name) break;
        remove(oldest);
      }
    },
    clear: (): void => {
      for (const name of [...pictures.keys()]) remove(name);
      keys = new WeakMap();
    },
    sizeBytes: (): number => sizeBytes,
  };
}

function bitmapsOf(picture: Thumbnail | Tile | ImageProblem): readonly ImageBitmap[] {
  if (picture.kind === 'problem') return [];
  return picture.kind === 'tile' ? picture.pictures.map(({ bitmap }) => bitmap) : [picture.bitmap];
}

/** Four bytes a pixel, and what an entry of the map takes. */
function bytesOf(picture: Thumbnail | Tile | ImageProblem): number {
  return bitmapsOf(picture).reduce((sum, { width, height }) => sum + width * height * 4, 0) || 100;
}
