import type { PixelStatement } from '../deidentify/pixel-statement.ts';

/** A decision that says nothing of what the images show. */
export const unstated: PixelStatement = { kind: 'unstated' };

export const everyImage = { each: 4, inProjections: 0, byDetector: 4, of: 4 } as const;
export const someImages = { each: 1, inProjections: 2, byDetector: 4, of: 4 } as const;

/** A person had every image on the screen. */
export const allSeen: PixelStatement = { kind: 'nothing-identifying', seen: everyImage, isOverText: false };
