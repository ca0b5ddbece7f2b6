import type {
  FrameRequest,
  ImageProblem,
  Thumbnail,
  ThumbnailRequest,
} from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import type { TileSearch } from '../../../pipeline/contracts/text-search.ts';
import type { Cancel, ImageService } from '../../../pipeline/image/image-service.ts';
import { lazyScript } from '../../ui/controls/lazy-view.tsx';
import { createFrameAhead } from './frame-ahead.ts';
import { askKeeping, createPictureCache } from './picture-cache.ts';
import type { TileDesk } from './tile-desk.ts';

/** A small picture. The cache keeps it and closes it; whoever draws it does not. */
type SmallPicture = Thumbnail | ImageProblem;

type AskForSmall = (content: InputContent, frame: number, onResult: (result: SmallPicture) => void) => Cancel;

/** How many of some files have been on the screen. */
type Seen = { readonly full: number; readonly small: number };

/** Images for the page: frames as they are asked for, thumbnails kept up to a limit, and what a person has had before them. */
export type ImageDesk = {
  /** Calls back at once, before it returns, when the picture was fetched ahead. */
  readonly show: ImageService['show'];
  /** Decodes the first frame of a file that is likely to be shown next. */
  readonly fetchAhead: (content: InputContent) => void;
  /** Calls back at once, before it returns, when the picture is still here. */
  readonly thumbnail: AskForSmall;
  /** As `thumbnail`, but drawn too small to be read, so it does not count as seen. */
  readonly glimpse: AskForSmall;
  /** As `glimpse`, of the image as it leaves: with these areas blanked, and without overlays. */
  readonly exported: (...asked: [...Parameters<AskForSmall>, FrameRequest['blanked']]) => Cancel;
  /** For sheets of whole series. */
  readonly openTiles: () => Promise<TileDesk>;
  /** `full` counts files shown at full size, `small` those that were thumbnails only. */
  readonly seen: (contents: readonly (InputContent | null)[]) => Seen;
  readonly clear: () => void;
};

/** About 250 thumbnails of 160 pixels a side. */
const cacheBytes = 24 * 1024 * 1024;

const tilesScript = lazyScript(() => import('./tile-desk.ts'));

export function createImageDesk(service: ImageService, texts: TileSearch): ImageDesk {
  const cache = createPictureCache<SmallPicture>(cacheBytes);
  let tiles: Promise<TileDesk> | null = null;
  const openTiles = (): Promise<TileDesk> => {
    tiles ??= tilesScript().then(
      ({ createTileDesk }) => createTileDesk(service, texts),
      (cause: unknown) => {
        tiles = null;
        throw cause;
      },
    );
    return tiles;
  };
  const next = createFrameAhead(service);
  let seen = new Map<InputContent, 'full' | 'small'>();
  const note = (content: InputContent, size: 'full' | 'small') => {
    if (seen.get(content) !== 'full') {
      seen.set(content, size);
    }
  };
  const ask = (request: ThumbnailRequest, onResult: (result: SmallPicture) => void): Cancel => {
    const { content, frame, ...look } = request;
    const name = `${cache.nameOf([{ content, frame }])} ${JSON.stringify(look)}`;
    return askKeeping(cache, name, (onAnswer) => service.thumbnail(request, onAnswer), onResult);
  };
  const glimpse: AskForSmall = (content, frame, onResult) =>
    ask({ content, frame, showsOverlays: true, blanked: null }, onResult);
  return {
    show: (request, onResult) =>
      next.show(request, (result) => {
        // What boxes cover was not seen by that.
        if (result.kind === 'shown' && request.blanked === null) {
          note(request.content, 'full');
        }
        onResult(result);
      }),
    fetchAhead: next.fetch,
    glimpse,
    exported: (content, frame, onResult, blanked) => ask({ content, frame, showsOverlays: false, blanked }, onResult),
    thumbnail: (content, frame, onResult) =>
      glimpse(content, frame, (result) => {
        if (result.kind === 'thumbnail') {
          note(content, 'small');
        }
        onResult(result);
      }),
    openTiles,
    seen: (contents) => {
      const sizes = contents.map((content) => (content === null ? undefined : seen.get(content)));
      return {
        full: sizes.filter((size) => size === 'full').length,
        small: sizes.filter((size) => size === 'small').length,
      };
    },
    clear: () => {
      cache.clear();
      void tiles?.then(
        (desk) => desk.clear(),
        () => undefined,
      );
      tiles = null;
      next.clear();
      seen = new Map();
    },
  };
}
