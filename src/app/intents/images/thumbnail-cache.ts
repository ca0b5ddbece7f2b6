import type { ImageProblem, Thumbnail } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';

type Picture = Thumbnail | ImageProblem;

/** Keeps the pictures that were used last, as many as fit the limit, and closes the others. */
export function createThumbnailCache(limitBytes: number) {
  let keys = new WeakMap<InputContent, number>();
  let lastKey = 0;
  /** In order of use: a map keeps the order in which its keys came in. */
  const pictures = new Map<string, Picture>();
  let sizeBytes = 0;

  const keyOf = (content: InputContent, look: string): string => {
    const known = keys.get(content) ?? ++lastKey;
    keys.set(content, known);
    return `${known} ${look}`;
  };
  const remove = (key: string): void => {
    const picture = pictures.get(key);
    if (picture === undefined) {
      return;
    }
    pictures.delete(key);
    sizeBytes -= bytesOf(picture);
    if (picture.kind === 'thumbnail') {
      picture.bitmap.close();
    }
  };
  return {
    get: (content: InputContent, look: string): Picture | null => {
      const key = keyOf(content, look);
      const picture = pictures.get(key);
      if (picture === undefined) {
        return null;
      }
      pictures.delete(key);
      pictures.set(key, picture);
      return picture;
    },
    put: (content: InputContent, look: string, picture: Picture): void => {
      const key = keyOf(content, look);
      remove(key);
      pictures.set(key, picture);
      sizeBytes += bytesOf(picture);
      // The newest stays whatever its size: it is about to be drawn.
      for (const oldest of pictures.keys()) {
        if (sizeBytes <= limitBytes || oldest === key) {
          break;
        }
        remove(oldest);
      }
    },
    clear: (): void => {
      for (const key of [...pictures.keys()]) {
        remove(key);
      }
      keys = new WeakMap();
    },
    sizeBytes: (): number => sizeBytes,
  };
}

/** Four bytes a pixel; a problem is hardly more than an entry of the map. */
function bytesOf(picture: Picture): number {
  return picture.kind === 'thumbnail' ? picture.bitmap.width * picture.bitmap.height * 4 : 100;
}
