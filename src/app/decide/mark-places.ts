import type { Stretch } from '../ui/marked-text.tsx';

/** Cuts a text at places, which may lie over each other in any order. @param places from and to (behind the last), in UTF-16 units */
export function markPlaces(text: string, places: readonly (readonly [from: number, to: number])[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    const start = Math.max(from, at);
    if (to <= start || start >= text.length) continue;
    if (start > at) stretches.push({ text: text.slice(at, start), isMarked: false });
    stretches.push({ text: text.slice(start, to), isMarked: true });
    at = to;
  }
  if (at < text.length) stretches.push({ text: text.slice(at), isMarked: false });
  return stretches;
}
