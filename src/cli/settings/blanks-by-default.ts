import type { Profile } from '../../profile/profile.ts';

/** True when a profile has parts of images blanked without anybody's decision. */
export function blanksByDefault({ pixels, templates }: Profile): boolean {
  return pixels === 'clean' || (templates ?? []).length > 0;
}
