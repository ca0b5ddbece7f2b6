import * as v from 'valibot';
import { presetIds } from '../preset-names.ts';
import type { LeaveOut, OptionName, PatientScheme, Profile, WordLists } from '../profile.ts';
import { allOptions, dateConflict } from '../supported-options.ts';
import { tableEdition } from '../table-edition.ts';
import { mostWords, wordForm, wordLists } from '../word-lists.ts';
import { ownRules } from './own-rule-schema.ts';
import { flag, kindMembers, kinds, listOf, members, oneOf, pathTo, text, wholeNumber } from './schema-parts.ts';
import { templates } from './template-schema.ts';
import { uid } from './uid-schema.ts';

export const formatName = 'nescio-profile';
export const formatVersion = 1;

/** Longer lists than any modality or class list of the standard. */
const mostEntries = 500;
/** A hundred years; dates before 1900 would be of no use to anybody. */
const mostDays = 36_500;

/** Sorted and without repeats, so that equal profiles have equal hashes. */
function inOrder<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)].sort();
}

const options = v.pipe(
  listOf(oneOf(allOptions), allOptions.length),
  v.check(
    (names) => dateConflict(names) === null,
    ({ input }) => `${dateConflict(input)}.`,
  ),
  v.transform(inOrder),
) satisfies v.GenericSchema<unknown, readonly OptionName[]>;

/** Short enough to leave room for code or number in Patient ID (LO, 64 characters), and sound in every file name. */
const prefix = v.exactOptional(
  text(/^([A-Za-z0-9][A-Za-z0-9_-]{0,15})?$/, 'empty, or at most 16 letters, digits, - and _, a letter or digit first'),
  'N-',
);

/** Members of another scheme are refused, as they would have no effect. */
const patients = kinds(
  ['keyed', 'running', 'lookup'],
  [
    kindMembers({ kind: v.literal('keyed'), prefix }),
    kindMembers({ kind: v.literal('running'), prefix, digits: v.exactOptional(wholeNumber(1, 10), 4) }),
    kindMembers({ kind: v.literal('lookup') }),
  ],
) satisfies v.GenericSchema<unknown, PatientScheme>;

const code = text(/^[A-Z0-9_][A-Z0-9_ ]{0,15}$/, 'a code of at most 16 capitals, digits, _ and spaces');
const ordered = <Entry extends v.GenericSchema<unknown, string>>(entry: Entry) =>
  v.exactOptional(v.pipe(listOf(entry, mostEntries), v.transform(inOrder)), []);
const unlessSaid = v.exactOptional(flag, false);

const leaveOut = members({
  modalities: ordered(code),
  sopClasses: ordered(uid),
  imageTypes: ordered(code),
  doseReports: unlessSaid,
  screenCaptures: unlessSaid,
}) satisfies v.GenericSchema<unknown, LeaveOut>;

const ownWords = v.exactOptional(
  listOf(text(wordForm, 'a word of 1 to 64 characters, without blanks and backslash'), mostWords),
  [],
);

const words = v.pipe(
  members({ keep: ownWords, remove: ownWords }),
  v.transform(({ keep, remove }) => wordLists(keep, remove)),
) satisfies v.GenericSchema<unknown, WordLists>;

/** Name and version go into De-identification Method (0012,0063), LO. */
const profileMembers = {
  format: v.literal(formatName),
  formatVersion: v.literal(formatVersion),
  preset: oneOf(presetIds),
  name: v.exactOptional(text(/^[^\\\p{Cc}]{1,40}$/u, 'a text of 1 to 40 characters without backslash')),
  version: v.exactOptional(text(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,15}$/, 'a version such as 1.0.0')),
  tableEdition: v.exactOptional(v.literal(tableEdition, ({ input }) => editionProblem(input))),
  options: v.exactOptional(options),
  pixels: v.exactOptional(oneOf(['hold', 'clean', 'export'])),
  usesIssuerOfPatientId: v.exactOptional(flag),
  patients: v.exactOptional(patients),
  dateShift: v.exactOptional(members({ maxDays: wholeNumber(1, mostDays) })),
  capsAges: v.exactOptional(flag),
  ownRules: v.exactOptional(ownRules),
  leaveOut: v.exactOptional(leaveOut),
  templates: v.exactOptional(templates),
  words: v.exactOptional(words),
} satisfies { readonly [Name in keyof Required<Profile>]: v.GenericSchema<unknown, Profile[Name] | undefined> };

/**
 * The form of a profile. What is missing stays missing, as it depends on the preset. The JSON Schema of docs/profile-format.md is made
 * from it; rules about several members stand below, and for the JSON Schema in `src/testing/render-profile-schema.ts`.
 */
export const profileSchema = v.pipe(
  members(profileMembers),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const refuse = (name: keyof Profile, message: string) => addIssue({ message, path: pathTo(dataset.value, [name]) });
    const {
      preset,
      options: asked = [],
      ownRules: rules = [],
      usesIssuerOfPatientId,
      patients: scheme,
    } = dataset.value;
    const isPublished = preset === 'qmenta';
    if (isPublished && asked.length > 0) {
      refuse('options', 'The preset qmenta is the published table as it is and takes no options.');
    }
    if (isPublished && rules.length > 0) {
      refuse('ownRules', 'The preset qmenta is the published table as it is and takes no own rules.');
    }
    if (usesIssuerOfPatientId && scheme !== undefined && scheme.kind !== 'keyed') {
      refuse('usesIssuerOfPatientId', 'Tables and running numbers know patients by Patient ID alone.');
    }
  }),
);

/** Only the edition of this program can be applied. Another one is named as older or newer, as rows were added and changed between them. */
function editionProblem(given: unknown): string {
  if (typeof given !== 'string' || !/^20\d\d[a-e]$/.test(given)) {
    return `Must be an edition of PS3.15, as ${tableEdition}.`;
  }
  const age = given < tableEdition ? 'an older' : 'a newer';
  return `The profile was made for ${age} edition of Table E.1-1 than ${tableEdition}, which is applied here. Look through its rules, then write ${tableEdition}.`;
}
