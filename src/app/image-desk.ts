import type { ImageProblem, Thumbnail } from '../pipeline/image.protocol.ts';
import type { Cancel, ImageService } from '../pipeline/image-service.ts';
import type { InputContent } from '../pipeline/input-file.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

/** A small picture that stays with whoever keeps it; nobody else closes it while it is drawn. */
type SmallPicture = Thumbnail | ImageProblem;

type AskForSmall = (content: InputContent, frame: number, onResult: (result: SmallPicture) => void) => Cancel;

/** How many of some files have been on the screen. */
type Seen = { readonly full: number; readonly small: number };

/** Images for the page: frames as they are asked for, thumbnails kept up to a limit, and what a person has had before them. */
export type ImageDesk = {
  readonly show: ImageService['show'];
  /** Calls back at once, before it returns, when the picture is still here. */
  readonly thumbnail: AskForSmall;
  /** The same picture where it is drawn too small to be read: nobody has seen it by that. */
  readonly glimpse: AskForSmall;
  /** `full` counts files shown at full size, `small` those that were thumbnails only. */
  readonly seen: (contents: readonly (InputContent | null)[]) => Seen;
  readonly clear: () => void;
};

/** About 250 thumbnails of 160 pixels a side. */
const cacheBytes = 24 * 1024 * 1024;

export function createImageDesk(service: ImageService): ImageDesk {
  const cache = createThumbnailCache(cacheBytes);
  let seen = new Map<InputContent, 'full' | 'small'>();
  const note = (content: InputContent, size: 'full' | 'small') => {
    if (seen.get(content) !== 'full') {
      seen.set(content, size);
    }
  };
  const glimpse: AskForSmall = (content, frame, onResult) => {
    const kept = cache.get(content, frame);
    if (kept !== null) {
      onResult(kept);
      return () => undefined;
    }
    return service.thumbnail({ content, frame }, (result) => {
      cache.put(content, frame, result);
      onResult(result);
    });
  };
  return {
    show: (request, onResult) =>
      service.show(request, (result) => {
        if (result.kind === 'shown') {
          note(request.content, 'full');
        }
        onResult(result);
      }),
    glimpse,
    thumbnail: (content, frame, onResult) =>
      glimpse(content, frame, (result) => {
        if (result.kind === 'thumbnail') {
          note(content, 'small');
        }
        onResult(result);
      }),
    seen: (contents) => {
      const sizes = contents.map((content) => (content === null ? undefined : seen.get(content)));
      return {
        full: sizes.filter((size) => size === 'full').length,
        small: sizes.filter((size) => size === 'small').length,
      };
    },
    clear: () => {
      cache.clear();
      seen = new Map();
    },
  };
}
