import type { CraftedHeader } from './crafted-header.ts';
import { craftedStructures } from './crafted-structures.ts';
import { craftedTexts } from './crafted-texts.ts';

/** Headers made to be slow, each in one way. */
export const craftedHeaders: readonly CraftedHeader[] = [...craftedTexts, ...craftedStructures];
