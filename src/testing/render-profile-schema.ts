import { toJsonSchema } from '@valibot/to-json-schema';
import { createProfile } from '../profile/create-profile.ts';
import { profileSchema } from '../profile/parsing/profile-schema.ts';
import { dateOptions } from '../profile/supported-options.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The JSON Schema of the profile format: the schema of the reader, with what is said here. @returns the text of profile-schema.json */
export function renderProfileSchema(): string {
  const { $schema, ...form } = toJsonSchema(profileSchema, {
    target: 'draft-2020-12',
    typeMode: 'output',
    ignoreActions: ['transform', 'check', 'raw_check'],
    // Patterns of JSON Schema are Unicode patterns by themselves. Not every language has the classes of Unicode in them.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'regex' && 'requirement' in valibotAction
        ? { ...jsonSchema, pattern: portable((valibotAction.requirement as RegExp).source) }
        : undefined,
  }) as unknown as { readonly [name: string]: Json };
  const head = {
    $schema: $schema ?? null,
    $id: 'urn:nescio:profile:1',
    title: 'Nescio profile',
    description: 'What a de-identification run does to a file. docs/profile-format.md explains each member.',
  };
  return `${JSON.stringify(merged({ ...head, ...form }, notes()), null, 2)}\n`;
}

function portable(pattern: string): string {
  return pattern.replaceAll('\\p{Cc}', '\\u0000-\\u001F\\u007F-\\u009F');
}

/** Members are joined; entries of a list are joined one by one. */
function merged(form: Json | undefined, note: Json): Json {
  if (Array.isArray(form) && Array.isArray(note)) return form.map((entry, at) => merged(entry, note[at] ?? {}));
  if (!isRecord(form) || !isRecord(note)) return note;
  return Object.fromEntries([
    ...Object.entries(form).map(([name, value]) => [
      name,
      Object.hasOwn(note, name) ? merged(value, note[name] ?? null) : value,
    ]),
    ...Object.entries(note).filter(([name]) => !Object.hasOwn(form, name)),
  ]);
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the members mean, what they are when they are missing, and the rules about several of them. */
function notes(): Json {
  const { pixels, usesIssuerOfPatientId, patients, dateShift, capsAges, ownRules } = createProfile('ps315-basic');
  const prefix = {
    properties: { prefix: { description: 'Empty, or at most 16 letters, digits, - and _, a letter or digit first.' } },
  };
  return {
    properties: {
      preset: { description: 'The rules to start from.' },
      name: {
        description:
          'Goes into De-identification Method (0012,0063), behind the name of the preset. Default: the name of the preset.',
      },
      version: {
        description: "Goes into De-identification Method (0012,0063). Default: the version of the program's rules.",
      },
      tableEdition: {
        description:
          'Edition of PS3.15 Table E.1-1 that the profile was made for. Default, and the only one that is applied: this one.',
      },
      options: {
        description:
          'Options of PS3.15 E.3, and retainRelativeTimes, a form of its modified dates. Default: those that belong to the preset.',
        allOf: pairs(dateOptions).map((pair) => ({
          not: { allOf: pair.map((option) => ({ contains: { const: option } })) },
        })),
      },
      pixels: {
        description:
          'Images that may show text: held until a person has looked, blanked outside of ultrasound regions and else held, or exported and marked.',
        default: pixels,
      },
      usesIssuerOfPatientId: {
        description: 'Issuer of Patient ID (0010,0021) is part of who a patient is. Keyed codes only.',
        default: usesIssuerOfPatientId,
      },
      patients: { description: 'How patients get their new ID.', default: patients, oneOf: [prefix, prefix] },
      dateShift: {
        description: "Modified dates: each patient's dates move 1 to maxDays days into the past.",
        default: dateShift,
      },
      capsAges: {
        description: 'With retainPatientCharacteristics: ages over 89 years become 90 years.',
        default: capsAges,
      },
      ownRules: {
        description: 'Rules that come before those of the preset and its options.',
        default: ownRules as unknown as Json,
      },
      leaveOut: {
        description: 'Files that a run leaves out.',
        default: {},
        properties: {
          modalities: { description: 'Values of Modality (0008,0060).' },
          sopClasses: { description: 'Values of SOP Class UID (0008,0016).' },
          imageTypes: { description: 'Any value of Image Type (0008,0008).' },
          doseReports: { description: 'Dose reports, as structured reports or as pictures.' },
          screenCaptures: { description: 'Secondary captures, and images with SCREEN in Image Type.' },
        },
      },
      templates: {
        description:
          'Where the images of a device show text. The rectangles go, or everything outside of them; whatever pixels says.',
        items: {
          properties: {
            frames: { description: 'All, or a list from 0.' },
            rectangles: { description: 'Stored columns and rows: the first from 0, then how many.' },
          },
        },
      },
      words: {
        description:
          'Words of your own in cleaned texts, as written; case and accents do not count. Keeping words loosens the profile.',
        properties: {
          keep: { description: 'Stay, though the vocabulary does not have them.' },
          remove: { description: 'Go, though the vocabulary has them.' },
        },
      },
    },
    allOf: [
      {
        if: { required: ['preset'], properties: { preset: { const: 'qmenta' } } },
        // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
        then: { properties: { options: { maxItems: 0 }, ownRules: { maxItems: 0 } } },
      },
      {
        if: { required: ['usesIssuerOfPatientId'], properties: { usesIssuerOfPatientId: { const: true } } },
        // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
        then: { properties: { patients: { properties: { kind: { const: 'keyed' } } } } },
      },
    ],
  };
}

function pairs(names: readonly string[]): readonly (readonly string[])[] {
  return names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));
}
