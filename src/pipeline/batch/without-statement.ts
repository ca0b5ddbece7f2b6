import type { Release } from '../../deidentify/context.ts';

/** What a person decided without what it says of the pixels, which have boxes since, or a text that was found. Null where nothing else is left. */
export function withoutStatement(release: Release | null): Release | null {
  if (release === null || release.pixels.kind === 'unstated') return release;
  return release.covers === 'images' ? null : { ...release, pixels: { kind: 'unstated' } };
}
