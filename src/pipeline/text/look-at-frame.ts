import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { defaultVoiOf, renderFrame, valueRangeOf } from '../../pixel-data/rendering/render-frame.ts';
import { wholeWindow } from '../../pixel-data/rendering/window.ts';
import type { FoundText } from '../../text-search/found-text.ts';
import type { HeaderTerms } from '../../text-search/header-terms.ts';
import { joinTexts } from '../../text-search/join-texts.ts';
import type { Picture } from '../../text-search/picture.ts';
import { searchPicture, type TextEngine } from '../../text-search/search-picture.ts';
import type { LookDepth } from '../contracts/text-search.ts';

/** A frame as a person sees it. Overlay planes are no part of the pixels and are judged with the attributes. */
export function pictureOf(frame: Frame): Picture {
  const { columns, rows } = frame;
  return { columns, rows, rgba: renderFrame(frame, defaultVoiOf(frame), false) };
}

/**
 * Looks for text in a frame. Its full range of values is looked at because what the window hides can be shown by anybody, and a
 * picture that is turned by a quarter because some text runs upwards.
 */
export async function lookAtFrame(
  frame: Frame,
  depth: LookDepth,
  terms: HeaderTerms,
  engine: TextEngine,
): Promise<readonly FoundText[]> {
  const shown = await searchPicture(pictureOf(frame), depth === 'thorough' ? 'both' : 'upright', terms, engine);
  if (depth === 'seen' || frame.kind !== 'grey' || showsAll(frame)) return shown;
  const { columns, rows } = frame;
  const whole = { kind: 'window', ...wholeWindow(valueRangeOf(frame)) } as const;
  const all = await searchPicture({ columns, rows, rgba: renderFrame(frame, whole, false) }, 'upright', terms, engine);
  return joinTexts([...shown, ...all]);
}

/** True where the window that a person sees first is nearly the whole range. */
function showsAll(frame: Frame): boolean {
  const voi = defaultVoiOf(frame);
  const { min, max } = valueRangeOf(frame);
  if (voi.kind !== 'window' || voi.shape === 'sigmoid') return false;
  const low = voi.centre - voi.width / 2;
  const high = voi.centre + voi.width / 2;
  const margin = (max - min) * hiddenShare;
  return low <= min + margin && high >= max - margin;
}

/** Text within so much of the range at either end is still told apart from what is beside it. */
const hiddenShare = 0.1;
