import type { FoundText } from './found-text.ts';
import { joinBoxes } from './join-boxes.ts';
import type { Box } from './picture.ts';

const strength = { measurement: 0, other: 1, header: 2 } as const;

/** Texts that were found more than once become one, in the box around all of them; the strongest of their kinds counts. */
export function joinTexts<Text extends FoundText>(texts: readonly Text[]): readonly Text[] {
  const boxes = joinBoxes(texts.map(({ box }) => box));
  return boxes.flatMap((box) => {
    const [first, ...rest] = texts.filter((text) => isWithin(text.box, box));
    if (first === undefined) return [];
    const strongest = rest.reduce((best, text) => (strength[text.kind] > strength[best.kind] ? text : best), first);
    return [{ ...strongest, box }];
  });
}

function isWithin(box: Box, around: Box): boolean {
  return (
    box.column >= around.column &&
    box.row >= around.row &&
    box.column + box.columns <= around.column + around.columns &&
    box.row + box.rows <= around.row + around.rows
  );
}
