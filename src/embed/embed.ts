// The public entry of the package (docs/embedding.md).

export type { NewIdentifiers } from '../pipeline/upload.ts';
export type { Profile } from '../profile/profile.ts';
export type { Deidentifier, DeidentifierOptions } from './create-deidentifier.ts';
// biome-ignore lint/performance/noBarrelFile: the one entry that a package has.
export { createDeidentifier } from './create-deidentifier.ts';
export type { Input } from './input.ts';
export type { Notice, Outcome } from './outcome.ts';
export { createProjectKey } from './project-key.ts';
