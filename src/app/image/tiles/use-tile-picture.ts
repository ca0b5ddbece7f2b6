import { useEffect, useRef, useState } from 'react';
import type { FramePlace, ImageProblem, Tile } from '../../../pipeline/contracts/image.protocol.ts';
import type { ImageDesk } from '../../intents/images/image-desk.ts';
import type { TileDesk } from '../../intents/images/tile-desk.ts';
import type { TileText } from '../../intents/images/tile-texts.ts';
import type { SheetFrame } from '../sheet-frames.ts';
import { draw } from '../use-frame.ts';

/** A tile as it is known so far; its pixels are in the canvases alone. */
export type TileView =
  | { readonly kind: 'loading' }
  | ImageProblem
  | {
      readonly kind: 'drawn';
      readonly rows: number;
      readonly columns: number;
      readonly looks: readonly Tile['pictures'][number]['look'][];
      readonly isDrowned: boolean;
      /** Of several images together; `waiting` until the detector has looked. */
      readonly text: TileText | 'waiting';
    };

const notLoaded: ImageProblem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' };

/** Draws a tile into two canvases: most tiles need only the first. */
export function useTilePicture(images: ImageDesk, cells: readonly SheetFrame[], sidePx: number) {
  const first = useRef<HTMLCanvasElement>(null);
  const second = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<TileView>({ kind: 'loading' });
  const parts = useSameParts(cells);
  useEffect(() => {
    if (parts.length === 0) return setView(notLoaded);
    setView({ kind: 'loading' });
    const isOpen = { now: true };
    const stops = [() => {}];
    const show = (desk: TileDesk, tile: Tile | ImageProblem) => {
      if (tile.kind === 'problem') {
        setView(tile);
        return;
      }
      const { rows, columns, isDrowned } = tile;
      for (const [n, { bitmap }] of tile.pictures.entries()) draw([first, second][n]?.current ?? null, bitmap);
      const looks = tile.pictures.map(({ look }) => look);
      setView({ kind: 'drawn', rows, columns, looks, isDrowned, text: parts.length > 1 ? 'waiting' : 'none' });
      if (parts.length === 1 || isDrowned) return;
      stops.push(
        desk.tileText(parts, (text) => setView((before) => (before.kind === 'drawn' ? { ...before, text } : before))),
      );
    };
    images.openTiles().then(
      (desk) => {
        if (isOpen.now) stops.push(desk.tile({ parts, sidePx }, (tile) => show(desk, tile)));
      },
      () => setView(notLoaded),
    );
    return () => {
      isOpen.now = false;
      for (const stop of stops) stop();
    };
  }, [images, parts, sidePx]);
  return { first, second, view };
}

/** None where an image cannot be read: a tile shows all of its images, or nothing. Another list only for other pictures: files are other objects whenever something becomes known of them. */
function useSameParts(cells: readonly SheetFrame[]): readonly FramePlace[] {
  const [parts, setParts] = useState<readonly FramePlace[]>([]);
  const there = cells.flatMap(({ file: { content }, frame }) => (content === null ? [] : [{ content, frame }]));
  const now = there.length === cells.length ? there : [];
  const isSame =
    now.length === parts.length &&
    now.every(({ content, frame }, n) => content === parts[n]?.content && frame === parts[n]?.frame);
  if (isSame) return parts;
  setParts(now);
  return now;
}
