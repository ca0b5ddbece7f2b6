import type { JsonProblem } from '../../profile/parsing/json-problem.ts';
import { type JsonPlace, memberOf, problemAt, readList, readMembers } from './json-reader.ts';
import {
  readBoxes,
  readDevice,
  readDocument,
  readLeftOut,
  readMadeUnder,
  readRelease,
  readSearch,
  readValue,
} from './read-decisions.ts';
import { decisionsFormat, decisionsVersion, type SavedDecisions, type SavedValue } from './saved-decisions.ts';

/** Decisions, or all that is wrong with the text, each problem with its place. */
type ParsedDecisions = SavedDecisions | { readonly problems: readonly JsonProblem[] };

const memberNames = [
  'format',
  'formatVersion',
  'madeUnder',
  'boxes',
  'devices',
  'releases',
  'values',
  'documents',
  'searches',
  'leftOut',
  'sharedUids',
] as const;

/** As many as files, and of these there may be millions: the size of the text is the limit, which whoever opens it sets. */
const mostEntries = Number.POSITIVE_INFINITY;

/** More than a person decides about the values of one file. */
const mostValuesOfFile = 1000;

/**
 * Reads `decisions.json`. A list that is missing is empty; members that are not known are refused, as a decision that is not
 * understood must not be thought to hold. Messages never quote a value.
 */
export function parseDecisions(text: string): ParsedDecisions {
  const problems: JsonProblem[] = [];
  const place: JsonPlace = { value: parseJson(text), path: '$', problems };
  if (!isOfFormat(place)) return { problems };
  const members = readMembers(place, memberNames);
  if (members === null) return { problems };
  const listOf = <Entry>(
    name: (typeof memberNames)[number],
    readEntry: (entry: JsonPlace) => Entry | null,
  ): readonly Entry[] => {
    if (members[name] === undefined) return [];
    return readList(memberOf(members, name, place), mostEntries, readEntry) ?? [];
  };
  const under = members.madeUnder === undefined ? null : readMadeUnder(memberOf(members, 'madeUnder', place));
  const decisions: SavedDecisions = {
    ...(under && { madeUnder: under }),
    boxes: listOf('boxes', readBoxes),
    ...(members.devices !== undefined && { devices: listOf('devices', readDevice) }),
    releases: listOf('releases', readRelease),
    values: listOf('values', valueReader()),
    documents: listOf('documents', readDocument),
    ...(members.searches !== undefined && { searches: listOf('searches', readSearch) }),
    leftOut: listOf('leftOut', readLeftOut),
    ...(members.sharedUids !== undefined && { sharedUids: listOf('sharedUids', readLeftOut) }),
  };
  return problems.length > 0 ? { problems } : decisions;
}

/** Reads one decision about a value after the other, and counts those of each file. */
function valueReader(): (entry: JsonPlace) => SavedValue | null {
  const counts = new Map<string, number>();
  return (entry) => {
    const value = readValue(entry);
    for (const uid of value?.sopInstanceUids ?? []) {
      const count = (counts.get(uid) ?? 0) + 1;
      if (count > mostValuesOfFile) {
        return problemAt(entry, `At most ${mostValuesOfFile} decisions may be about the values of one file.`);
      }
      counts.set(uid, count);
    }
    return value;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOfFormat(place: JsonPlace): boolean {
  const { value, path } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problemAt(place, 'Must be the JSON of decisions that were saved here.');
    return false;
  }
  const { format, formatVersion } = value as Readonly<Record<string, unknown>>;
  if (format !== decisionsFormat) {
    problemAt({ ...place, path: `${path}.format` }, `No decisions: must be ${decisionsFormat}.`);
    return false;
  }
  if (formatVersion === decisionsVersion) return true;
  problemAt({ ...place, path: `${path}.formatVersion` }, `Must be ${decisionsVersion}: this program reads no other.`);
  return false;
}
