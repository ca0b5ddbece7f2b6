import { createProfile } from './create-profile.ts';
import type { JsonProblem } from './parsing/json-problem.ts';
import { formatName, formatVersion, profileSchema } from './parsing/profile-schema.ts';
import { readBy } from './parsing/schema-parts.ts';
import type { Profile } from './profile.ts';

/** A profile, or all that is wrong with the JSON, each with its path. */
type ParsedProfileJson = Profile | { readonly problems: readonly JsonProblem[] };

/**
 * Reads a profile from JSON, as docs/profile-format.md describes it. Members that are missing take the preset's defaults;
 * unknown ones are refused, as a rule that is not understood must not be thought to act.
 * @param json the value that `JSON.parse` gave
 */
export function parseProfile(json: unknown): ParsedProfileJson {
  const other = formatProblem(json);
  if (other !== null) return { problems: [other] };
  const read = readBy(profileSchema, json);
  if ('problems' in read) return read;
  const { templates = [], words, ...given } = read.output;
  return {
    ...createProfile(given.preset),
    ...given,
    ...(templates.length > 0 && { templates }),
    ...(words !== undefined && words.keep.length + words.remove.length > 0 && { words }),
  };
}

/** Of another format, or another version of this one, the members may mean something else. */
function formatProblem(json: unknown): JsonProblem | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { path: '$', message: 'Must be an object.' };
  }
  const { format, formatVersion: version } = json as Readonly<Record<string, unknown>>;
  if (format !== formatName) return { path: '$.format', message: `Not a profile: must be ${formatName}.` };
  return version === formatVersion ? null : { path: '$.formatVersion', message: versionProblem(version) };
}

function versionProblem(version: unknown): string {
  if (typeof version !== 'number' || !Number.isInteger(version)) return `Must be ${formatVersion}.`;
  return version > formatVersion
    ? `The profile was saved by a newer program. This one reads format ${formatVersion}: use a newer version of it.`
    : `The profile is in an older format. This program reads format ${formatVersion}: save the profile again.`;
}
