import type { TileView } from './use-tile-picture.ts';

/** What is said of a tile: whether it was seen, and why it does not count where it cannot. */
export type TileStanding =
  | 'seen'
  /** All of it was on the screen: *Mark page as seen* confirms it. */
  | 'on-screen'
  | 'unseen'
  | 'too-small'
  | 'loading'
  | 'not-shown'
  /** Its series is decided on its own, not together with others. */
  | 'alone'
  /** So bright that text of one image could vanish. */
  | 'drowned'
  /** Of several images, while the detector has not looked at the tile. */
  | 'waiting'
  /** The detector found text in the tile, or could not look at it. */
  | 'found'
  | 'failed';

/** Only a tile that is `unseen` is measured, so that no other can be marked. */
export function standingOfTile(
  view: TileView,
  tile: {
    readonly count: number;
    readonly isSeen: boolean;
    readonly isOnScreen: boolean;
    readonly isLarge: boolean;
    readonly isAlone?: boolean;
  },
): TileStanding {
  if (tile.isAlone === true) return 'alone';
  if (tile.isSeen) return 'seen';
  if (view.kind === 'loading') return 'loading';
  if (view.kind === 'problem') return 'not-shown';
  if (tile.count > 1) {
    if (view.isDrowned) return 'drowned';
    if (view.text !== 'none') return view.text;
  }
  if (!tile.isLarge) return 'too-small';
  return tile.isOnScreen ? 'on-screen' : 'unseen';
}
