import { createProfile } from './create-profile.ts';
import {
  type JsonPlace,
  type JsonProblem,
  memberOf,
  problemAt,
  readBoolean,
  readInteger,
  readMembers,
  readOneOf,
  readText,
} from './parsing/json-reader.ts';
import { readEdition, readFormat } from './parsing/read-format.ts';
import { readLeaveOut } from './parsing/read-leave-out.ts';
import { readOptions } from './parsing/read-options.ts';
import { readOwnRules } from './parsing/read-own-rules.ts';
import { readPatients } from './parsing/read-patients.ts';
import { readTemplates } from './parsing/read-templates.ts';
import { readWords, wordLists } from './parsing/read-words.ts';
import { presetIds } from './preset-names.ts';
import type { Profile } from './profile.ts';

/** A profile, or all that is wrong with the JSON, each with its path. */
type ParsedProfileJson = Profile | { readonly problems: readonly JsonProblem[] };

const memberNames = [
  ...(['format', 'formatVersion', 'preset', 'name', 'version', 'tableEdition', 'options', 'pixels'] as const),
  ...([
    'usesIssuerOfPatientId',
    'patients',
    'dateShift',
    'capsAges',
    'ownRules',
    'leaveOut',
    'templates',
    'words',
  ] as const),
] as const;

/** Both go into De-identification Method (0012,0063), LO. */
const nameForm = { pattern: /^[^\\\p{Cc}]{1,40}$/u, hint: 'a text of 1 to 40 characters without backslash' };
const versionForm = { pattern: /^[0-9A-Za-z][0-9A-Za-z.+-]{0,15}$/, hint: 'a version such as 1.0.0' };

/**
 * Reads a profile from JSON, as docs/profile-format.md describes it. Members that are missing take the preset's defaults;
 * unknown ones are refused, as a rule that is not understood must not be thought to act.
 * @param json the value that `JSON.parse` gave
 */
export function parseProfile(json: unknown): ParsedProfileJson {
  const problems: JsonProblem[] = [];
  const place: JsonPlace = { value: json, path: '$', problems };
  const format = readFormat(place);
  // Of another format, or another version of this one, the members may mean something else.
  if (format === null) return { problems };
  const members = readMembers(place, memberNames);
  const preset = members && readOneOf(memberOf(members, 'preset', place), presetIds);
  if (!members || preset === null) return { problems };
  const base = createProfile(preset);
  const read = <Value>(member: JsonPlace | undefined, reader: (place: JsonPlace) => Value | null, other: Value) =>
    member ? (reader(member) ?? other) : other;
  const templates = read(members.templates, readTemplates, []);
  const words = read(members.words, readWords, wordLists([], []));
  const profile: Profile = {
    ...base,
    name: read(members.name, (member) => readText(member, nameForm), base.name),
    version: read(members.version, (member) => readText(member, versionForm), base.version),
    tableEdition: read(members.tableEdition, readEdition, base.tableEdition),
    options: read(members.options, (member) => readOptions(member, preset), base.options),
    pixels: read(members.pixels, (member) => readOneOf(member, ['hold', 'clean', 'export']), base.pixels),
    usesIssuerOfPatientId: read(members.usesIssuerOfPatientId, readBoolean, base.usesIssuerOfPatientId),
    patients: read(members.patients, readPatients, base.patients),
    dateShift: read(members.dateShift, readDateShift, base.dateShift),
    capsAges: read(members.capsAges, readBoolean, base.capsAges),
    ownRules: read(members.ownRules, readOwnRules, base.ownRules),
    leaveOut: read(members.leaveOut, readLeaveOut, base.leaveOut),
    ...(templates.length > 0 && { templates }),
    ...(words.keep.length + words.remove.length > 0 && { words }),
  };
  if (preset === 'qmenta' && profile.ownRules.length > 0 && members.ownRules) {
    problemAt(members.ownRules, 'The preset qmenta is the published table as it is and takes no own rules.');
  }
  if (profile.usesIssuerOfPatientId && profile.patients.kind !== 'keyed' && members.usesIssuerOfPatientId) {
    problemAt(members.usesIssuerOfPatientId, 'Tables and running numbers know patients by Patient ID alone.');
  }
  return problems.length > 0 ? { problems } : profile;
}

/** A hundred years; dates before 1900 would be of no use to anybody. */
const mostDays = 36_500;

function readDateShift(place: JsonPlace): Profile['dateShift'] | null {
  const members = readMembers(place, ['maxDays']);
  const maxDays = members && readInteger(memberOf(members, 'maxDays', place), 1, mostDays);
  return maxDays === null ? null : { maxDays };
}
