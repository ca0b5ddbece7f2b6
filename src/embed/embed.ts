// The public entry of the package (docs/embedding.md).

export type { NewIdentifiers } from '../pipeline/contracts/upload.ts';
export type { Profile } from '../profile/profile.ts';
// biome-ignore lint/performance/noBarrelFile: the one entry that a package has.
export { purposeProfile } from '../profile/purposes/purpose-profile.ts';
export type { PurposeId } from '../profile/purposes/purposes.ts';
export type { BoxDecision } from './box-decisions.ts';
export type { Deidentifier, DeidentifierOptions, ReadableOutput } from './create-deidentifier.ts';
export { createDeidentifier } from './create-deidentifier.ts';
export type {
  DecidedInputs,
  ElementChange,
  FileChanges,
  FileIdentities,
  RemainingValue,
} from './decided-inputs.ts';
export type { DecidesFirst } from './decides-first.ts';
export type { Input } from './input.ts';
export type { HoldReason, Notice, Outcome } from './outcome.ts';
export { createProjectKey, parseKeyFile } from './project-key.ts';
