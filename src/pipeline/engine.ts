import { compileProfile } from '../profile/compile-profile.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import type { WorkerSettings } from './deidentify.protocol.ts';

/** What all files of a run share inside a worker. */
export type Engine = {
  readonly rules: CompiledProfile;
  readonly projectKey: Uint8Array;
  /** Called now and then while a file is read, so that a long one is not taken for a hung one. */
  readonly onProgress: () => void;
};

export function createEngine({ profile, projectKey }: WorkerSettings, onProgress: () => void): Engine {
  return { rules: compileProfile(profile), projectKey, onProgress };
}
