import type { Guide } from './guide.ts';

/** The guides that come with the page, by the name of their document, in the order of the list. */
export const guideFiles = {
  deidentification: ['What each profile does', () => import('../../../docs/deidentification.md?guide')],
  conformance: ['What it claims, and what not', () => import('../../../docs/conformance.md?guide')],
  security: ['Security and privacy', () => import('../../../docs/security.md?guide')],
  pixels: ['Text in images', () => import('../../../docs/pixels.md?guide')],
  descriptors: ['What becomes of descriptions', () => import('../../../docs/descriptors.md?guide')],
  'profile-format': ['Profile files', () => import('../../../docs/profile-format.md?guide')],
  archives: ['Archives', () => import('../../../docs/archives.md?guide')],
  malformations: ['Files that are not as the standard says', () => import('../../../docs/malformations.md?guide')],
  browsers: ['Browsers', () => import('../../../docs/browsers.md?guide')],
} as const satisfies Record<string, readonly [title: string, load: () => Promise<{ readonly guide: Guide }>]>;

export type GuideName = keyof typeof guideFiles;

export const guideNames = Object.keys(guideFiles) as readonly GuideName[];

/** Where a link of a document leads in Help; null where the page does not have what it names. */
export function placeOf(to: string, from: GuideName): { readonly name: GuideName; readonly id: string | null } | null {
  const [, file, id] = /^(?:([a-z0-9-]+)\.md)?(?:#(.+))?$/.exec(to) ?? [];
  const name = file === undefined ? from : guideNames.find((known) => known === file);
  return name === undefined || (file === undefined && id === undefined) ? null : { name, id: id ?? null };
}
