import type { StagedBytes } from '../../dicom/edit.ts';

/** Where bytes go that are made and are too many for memory. Only de-identified ones are ever put there. */
export type Staging = {
  /** @returns null where the browser or the computer lends no place */
  readonly open: () => Promise<Stage | null>;
  /** Never throws. What cannot be removed now is removed when the page or the command starts again. */
  readonly remove: (place: string) => Promise<void>;
};

/** One run of bytes that is being put away. */
export type Stage = {
  /** Names it for `remove`. */
  readonly place: string;
  /** @throws when there is no room left */
  readonly append: (bytes: Uint8Array) => void;
  /** The bytes, to be read by range. Nothing is appended after it. @throws when they cannot be read */
  readonly finish: () => Promise<StagedBytes>;
  /** Lets go of it, finished or not. It stays until it is removed. */
  readonly close: () => void;
};

export const noStaging: Staging = { open: async () => null, remove: async () => undefined };
