import { readFileSync } from 'node:fs';
import { readPinnedProfile } from '../../embed/pinned-profile.ts';
import { readProfile } from '../../embed/read-profile.ts';
import { defaultPreset, presetIds } from '../../profile/preset-names.ts';
import type { PixelPolicy, Profile } from '../../profile/profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import { CommandError, usageError } from '../exit-status.ts';

export type ProfileOptions = {
  readonly purpose?: PurposeId;
  /** A preset's name, or a file. */
  readonly profile?: string;
  readonly options?: string;
  readonly pixels?: PixelPolicy;
};

/**
 * The profile that the options describe: a purpose, a preset or a file, with further options of PS3.15 and another way with
 * pixels. Without any of them it is the default of the page.
 * @throws CommandError when they do not go together or the profile cannot be used
 */
export function profileOf({ purpose, profile: named, options, pixels }: ProfileOptions): Profile {
  if (purpose !== undefined && named !== undefined) throw usageError('Give --purpose or --profile, not both.');
  const base = purpose === undefined ? loadProfile(named ?? defaultPreset) : purposeProfile(purpose);
  const added = options?.split(',').map((option) => option.trim()) ?? [];
  const changed = { ...base, options: [...base.options, ...added], pixels: pixels ?? base.pixels };
  // Read anew, because options and pixels come from outside, and what excludes what is known to the reader.
  return asUsageError(() => readProfile(JSON.stringify(changed)));
}

/**
 * A preset by its name, or the profile in a file: one that the page has saved, or `profile.json` of a run's records, whose
 * SHA-256 it must still have.
 */
export function loadProfile(named: string): Profile {
  if (presetIds.some((id) => id === named)) return readProfile(named);
  return asUsageError(() => {
    const record = parseRecord(readTextFile(named));
    return 'profile' in record && 'sha256' in record
      ? readPinnedProfile(JSON.stringify(record.profile), String(record.sha256))
      : readProfile(JSON.stringify(record));
  });
}

function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const presets = presetIds.join(', ');
    throw usageError(`The profile is neither a preset (${presets}) nor a file that can be read.`);
  }
}

function parseRecord(text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  if (typeof parsed === 'object' && parsed !== null) return parsed;
  throw usageError('The file of the profile is no JSON.');
}

function asUsageError<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw usageError(error instanceof TypeError ? error.message : 'The profile cannot be used.');
  }
}
