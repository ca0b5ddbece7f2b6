import type { CompiledProfile } from '../profile/compiled-profile.ts';

/** What a person decided about one held file; part of the records. */
export type Release = {
  readonly reason: string;
  /** True when the person looked at the images and saw no identifying text: Burned In Annotation becomes NO. */
  readonly hasConfirmedPixels: boolean;
};

/** Everything a decision may depend on besides the file itself. */
export type DeidentifyContext = {
  readonly rules: CompiledProfile;
  /** 32 secret bytes, the same for a whole project. */
  readonly projectKey: Uint8Array;
  /** The person's decision when this file was held and released; null on a first pass. */
  readonly release: Release | null;
};
