import { pointsOver, type ScreenPart } from './points-over.ts';
import type { Glance } from './sight-meter.ts';

/** What is on the screen of a canvas now; null where nothing can be said. @param turns the points that are asked what lies there */
export function glanceAt(
  canvas: HTMLElement | null,
  viewport: HTMLElement | null,
  { columns, atMs, turns }: { readonly columns: number; readonly atMs: number; readonly turns: readonly number[] },
): Glance | null {
  if (canvas === null || viewport === null) return null;
  const picture = canvas.getBoundingClientRect();
  const scale = picture.width / columns;
  const [left, top, right, bottom] = inSight(picture, viewport);
  if (document.visibilityState !== 'visible' || right <= left || bottom <= top || scale === 0) {
    return { atMs, scale, part: null };
  }
  if (turns.some((turn) => isCovered(viewport, { left, top, right, bottom }, turn))) return { atMs, scale, part: null };
  const part = {
    x: (left - picture.left) / scale,
    y: (top - picture.top) / scale,
    width: (right - left) / scale,
    height: (bottom - top) / scale,
  };
  return { atMs, scale, part };
}

/** What is left of the picture inside the window and of everything around it that scrolls. */
function inSight(picture: DOMRect, viewport: HTMLElement) {
  let [left, top, right, bottom] = [picture.left, picture.top, picture.right, picture.bottom];
  const clip = (box: { left: number; top: number; right: number; bottom: number }) => {
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  };
  clip({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let node: HTMLElement | null = viewport; node !== null; node = node.parentElement) {
    if (node === viewport || getComputedStyle(node).overflow !== 'visible') clip(node.getBoundingClientRect());
  }
  return [left, top, right, bottom] as const;
}

/** True when a dialog, a menu, a message or a bar lies over what would be in sight. */
function isCovered(viewport: HTMLElement, part: ScreenPart, turn: number): boolean {
  for (const [x, y] of pointsOver(part, turn)) {
    const over = document.elementFromPoint(x, y);
    if (over !== null && !viewport.contains(over)) return true;
  }
  return false;
}
