import type { FramePlace } from '../../../pipeline/contracts/image.protocol.ts';
import type { TileSearch } from '../../../pipeline/contracts/text-search.ts';
import type { Cancel } from '../../../pipeline/image/image-service.ts';

/** What the detector says of a tile. A tile that could not be looked at may be asked about again. */
export type TileText = 'none' | 'found' | 'failed';

type OnText = (text: TileText) => void;

export type AskForTileText = (parts: readonly FramePlace[], onResult: OnText) => Cancel;

/** Asks the detector about one tile after the other, none that nobody waits for any more, and remembers what it said. */
export function createTileTexts(texts: TileSearch) {
  let known = new Map<string, TileText>();
  let stop = new AbortController();
  const waiting = new Map<OnText, { readonly name: string; readonly parts: readonly FramePlace[] }>();
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const [onResult, { name, parts }] = next;
      const text = known.get(name) ?? (await lookAt(name, parts));
      if (waiting.delete(onResult)) onResult(text);
    }
    isBusy = false;
  }

  async function lookAt(name: string, parts: readonly FramePlace[]): Promise<TileText> {
    const { signal } = stop;
    const look = await texts.lookAtTile(parts, signal);
    // A tile counts only where every one of its images was in the picture that was looked at.
    if (look.kind === 'problem' || look.frames !== parts.length) return 'failed';
    const text = look.texts.length === 0 ? 'none' : 'found';
    if (!signal.aborted) known.set(name, text);
    return text;
  }

  return {
    ask: (name: string, parts: readonly FramePlace[], onResult: OnText): Cancel => {
      const before = known.get(name);
      if (before === undefined) {
        waiting.set(onResult, { name, parts });
        void work();
      } else onResult(before);
      return () => void waiting.delete(onResult);
    },
    clear: (): void => {
      stop.abort();
      stop = new AbortController();
      waiting.clear();
      known = new Map();
    },
  };
}
