import type { PatientScheme } from '../profile.ts';
import { type JsonPlace, readInteger, readKind, readMembers, readText } from './json-reader.ts';

/** Short enough to leave room for code or number in Patient ID (LO, 64 characters), and sound in every file name. */
const patientPrefixForm = {
  pattern: /^([A-Za-z0-9][A-Za-z0-9_-]{0,15})?$/,
  hint: 'empty, or at most 16 letters, digits, - and _, a letter or digit first',
};

const defaultPrefix = 'N-';
const defaultDigits = 4;

/** Reads the member `patients`. Members of another scheme are refused, as they would have no effect. */
export function readPatients(place: JsonPlace): PatientScheme | null {
  const kind = readKind(place, ['keyed', 'running', 'lookup']);
  const members = kind && readMembers(place, membersOf[kind]);
  if (!members) return null;
  const prefix = members.prefix ? readText(members.prefix, patientPrefixForm) : defaultPrefix;
  const digits = members.digits ? readInteger(members.digits, 1, 10) : defaultDigits;
  if (prefix === null || digits === null) return null;
  switch (kind) {
    case 'keyed':
      return { kind, prefix };
    case 'running':
      return { kind, prefix, digits };
    case 'lookup':
      return { kind };
  }
}

const membersOf: Readonly<Record<PatientScheme['kind'], readonly ('kind' | 'prefix' | 'digits')[]>> = {
  keyed: ['kind', 'prefix'],
  running: ['kind', 'prefix', 'digits'],
  lookup: ['kind'],
};
