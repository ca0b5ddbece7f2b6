import { assertNever } from '../../dicom/assert-never.ts';
import { groupOf, tagOf } from '../../dicom/tag.ts';
import { tags } from '../tags.ts';
import { recordWords } from './context-labels.ts';
import { dateIdentifiers } from './date-identifiers.ts';
import { foldText, tokensOf } from './fold-text.ts';
import type { Identifier, IdentifierSource } from './identifier.ts';
import {
  behind,
  lettersOf,
  nameIdentifiers,
  noJoints,
  shortestFree,
  shortestId,
  shortestWord,
  writtenOf,
} from './name-identifiers.ts';
import { isPlaceholderName } from './placeholder-name.ts';
import { isStopWord } from './stop-words.ts';

/** From so many characters on an ID of letters and digits is found inside other words. */
const shortestFreeId = 6;
/** IDs without digits, or with fewer characters, count behind a label. */
const shortestLabelledId = 3;
const shortestSpacedId = 7;
const shortestPhone = 7;
/** Shorter ones are made up, and their numbers stand in many places. */
const shortestUid = 12;

const accessionNumber = tagOf(0x0008, 0x0050);

/** The ways in which one identifying value may be written elsewhere. @param ownWords words that name the scanner: no institution or member of staff */
export function valueIdentifiers(source: IdentifierSource, ownWords: ReadonlySet<string>): readonly Identifier[] {
  const { role, name, value } = source;
  switch (role) {
    case 'patient-name':
      // A patient may be called Siemens: no word of a real name is too common to look for.
      return isPlaceholderName(value) ? [] : nameIdentifiers(value, name, { isCommon: () => false, countsShort: true });
    case 'staff-name':
      return nameIdentifiers(value, name, {
        isCommon: (token) => ownWords.has(token) || isStopWord(token),
        countsShort: false,
      });
    case 'id':
      return idIdentifiers(source);
    case 'date':
      return dateIdentifiers(value, name, source.tag === tags.patientBirthDate);
    case 'phone':
      return phoneIdentifiers(value, name);
    case 'uid':
      return uidIdentifiers(value.trim(), name);
    case 'words':
      return wordIdentifiers(value, name, ownWords);
    default:
      return assertNever(role);
  }
}

function idIdentifiers({ tag, name, value }: IdentifierSource): readonly Identifier[] {
  const tokens = tokensOf(foldText(value));
  const letters = tokens.join('');
  const id = { ...plain(name, letters), written: writtenOf(value.trim()) };
  if (letters.length >= shortestId && /\d/.test(letters)) {
    const isMixed = /\D/.test(letters);
    const isSpaced = isMixed ? letters.length >= shortestFreeId : letters.length >= shortestSpacedId;
    const joints = isSpaced ? 'single' : { at: placesOf(tokens), isRequired: false };
    return [{ ...id, edges: isMixed && letters.length >= shortestFreeId ? 'free' : 'part', joints }];
  }
  const isOfPatient = groupOf(tag) === 0x0010 || tag === accessionNumber;
  const isTelling =
    letters.length >= shortestLabelledId && isOfPatient && (!/\D/.test(letters) || !isPlaceholderName(value));
  return isTelling ? recordWords.map((label) => behind(label, id)) : [];
}

/** Digits in groups, however they are grouped; behind another prefix, and without the country. */
function phoneIdentifiers(value: string, name: string): readonly Identifier[] {
  const digits = value.replace(/\D+/g, '');
  if (digits.length < shortestPhone) {
    return value.includes('@') ? [{ ...plain(name, lettersOf(value)), joints: 'single' }] : [];
  }
  const national = value.trim().startsWith('+') ? countryDigits.map((count) => digits.slice(count)) : [];
  const numbers = [digits, `00${digits}`, ...national.flatMap((number) => [number, `0${number}`])];
  return numbers
    .filter((number) => number === digits || number.length >= shortestNational)
    .map((number) => ({ ...plain(name, number), joints: 'some' }));
}

/** Country codes have one to three digits. */
const countryDigits = [1, 2, 3] as const;
const shortestNational = 8;

function uidIdentifiers(uid: string, name: string): readonly Identifier[] {
  if (uid.length < shortestUid) return [];
  const parts = tokensOf(uid);
  return [{ ...plain(name, parts.join('')), joints: { at: placesOf(parts), isRequired: true } }];
}

/** Where the parts of a text meet when nothing is between them. */
function placesOf(parts: readonly string[]): readonly number[] {
  let at = 0;
  return parts.slice(0, -1).map(({ length }) => {
    at += length;
    return at;
  });
}

/** Words that are left when common ones are gone, and numbers such as post codes. */
function wordIdentifiers(value: string, name: string, ownWords: ReadonlySet<string>): readonly Identifier[] {
  const isTelling = (token: string) =>
    /\d/.test(token)
      ? token.length >= shortestId
      : token.length >= shortestWord && !isStopWord(token) && !ownWords.has(token);
  return wordsOf(value)
    .filter((word) => isTelling(foldText(word)))
    .map((word) => {
      const letters = foldText(word);
      const isFree = letters.length >= shortestFree && !/\d/.test(letters);
      const form = { ...plain(name, letters), isWord: true, written: writtenOf(word) };
      return isFree ? { ...form, edges: 'free' as const, joints: 'hyphens' as const } : form;
    });
}

function wordsOf(value: string): readonly string[] {
  return [...new Set(value.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])];
}

function plain(label: string, letters: string): Identifier {
  return { label, letters, edges: 'part', joints: noJoints, isWord: false, written: null, beside: null };
}
