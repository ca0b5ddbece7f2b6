import type { Counts } from './summarise-batch.ts';

/**
 * What a host hears of the form: counts, stable words and new UIDs. Never a name, a path, a reason with a value in it or
 * anything else of an original.
 */
export type FormEvents = {
  /** The form has started. The profile is now fixed. */
  readonly ready: { readonly profileSha256: string };
  /** A batch is decided and nothing was put out yet. */
  readonly scanned: Counts;
  /** `done`: files that the host has answered for, refused ones included. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Files that stay on this computer, of a decided batch; only when there are any. */
  readonly held: { readonly held: number };
  /**
   * `notTaken`: files that the host's own code refused. Studies whose UID the profile keeps are not listed. Comes again,
   * for the whole batch, when a person hands over what was left.
   */
  readonly complete: {
    readonly counts: Counts;
    readonly handed: number;
    readonly notTaken: number;
    readonly isCancelled: boolean;
    readonly studies: readonly { readonly studyInstanceUid: string; readonly files: number }[];
  };
  readonly error: { readonly code: FormErrorCode };
};

export type FormErrorCode =
  /** The profile, key or table cannot be used. */
  | 'settings'
  /** The profile has another SHA-256 than the pinned one. */
  | 'profile-mismatch'
  /** Settings came after the start and were ignored. */
  | 'already-started'
  | 'too-many-files'
  | 'too-many-bytes'
  /** The engine could not start or stopped. */
  | 'engine'
  /** Frame only: Nescio is not served at that address, or does not list the portal's origin. */
  | 'no-answer';

export type EmitFormEvent = <Name extends keyof FormEvents>(name: Name, detail: FormEvents[Name]) => void;
