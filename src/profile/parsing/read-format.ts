import { tableEdition } from '../table-edition.ts';
import { type JsonPlace, problemAt } from './json-reader.ts';

const formatName = 'nescio-profile';
const formatVersion = 1;

/** Checks that the JSON is a profile of the version that this program knows. @returns null when not. */
export function readFormat(place: JsonPlace): true | null {
  const { value, path } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problemAt(place, 'Must be an object.');
  const { format, formatVersion: version } = value as Readonly<Record<string, unknown>>;
  if (format !== formatName) {
    return problemAt({ ...place, path: `${path}.format` }, `Not a profile: must be ${formatName}.`);
  }
  if (version === formatVersion) return true;
  return problemAt({ ...place, path: `${path}.formatVersion` }, formatProblem(version));
}

function formatProblem(version: unknown): string {
  if (typeof version !== 'number' || !Number.isInteger(version)) return `Must be ${formatVersion}.`;
  return version > formatVersion
    ? `The profile was saved by a newer program. This one reads format ${formatVersion}: use a newer version of it.`
    : `The profile is in an older format. This program reads format ${formatVersion}: save the profile again.`;
}

/**
 * Reads the edition of Table E.1-1 that a profile was made for. Only the edition of this program can be applied; another one
 * is named as older or newer, as rows were added and changed between them.
 */
export function readEdition(place: JsonPlace): string | null {
  const { value } = place;
  if (value === tableEdition) return tableEdition;
  if (typeof value !== 'string' || !/^20\d\d[a-e]$/.test(value)) {
    return problemAt(place, `Must be an edition of PS3.15, as ${tableEdition}.`);
  }
  const age = value < tableEdition ? 'an older' : 'a newer';
  return problemAt(
    place,
    `The profile was made for ${age} edition of Table E.1-1 than ${tableEdition}, which is applied here. Look through its rules, then write ${tableEdition}.`,
  );
}
