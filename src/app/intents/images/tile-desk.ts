import type { ImageProblem, Tile, TileRequest } from '../../../pipeline/contracts/image.protocol.ts';
import type { TileSearch } from '../../../pipeline/contracts/text-search.ts';
import type { Cancel, ImageService } from '../../../pipeline/image/image-service.ts';
import { askKeeping, createPictureCache } from './picture-cache.ts';
import { type AskForTileText, createTileTexts } from './tile-texts.ts';

/** Tiles of a sheet, kept up to a limit, and what the detector says of them. */
export type TileDesk = {
  /** Calls back at once, before it returns, when the picture is still here. The desk closes it. */
  readonly tile: (request: TileRequest, onResult: (result: Tile | ImageProblem) => void) => Cancel;
  readonly tileText: AskForTileText;
  readonly clear: () => void;
};

/** About 60 tiles of 512 pixels a side: some pages. */
const tileBytes = 64 * 1024 * 1024;

export function createTileDesk(service: Pick<ImageService, 'tile'>, texts: TileSearch): TileDesk {
  const tiles = createPictureCache<Tile | ImageProblem>(tileBytes);
  const tileTexts = createTileTexts(texts);
  return {
    tile: (request, onResult) => {
      const name = `${tiles.nameOf(request.parts)} at ${request.sidePx}`;
      return askKeeping(tiles, name, (onAnswer) => service.tile(request, onAnswer), onResult);
    },
    tileText: (parts, onResult) => tileTexts.ask(tiles.nameOf(parts), parts, onResult),
    clear: () => {
      tiles.clear();
      tileTexts.clear();
    },
  };
}
