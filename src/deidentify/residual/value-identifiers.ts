import { foldText, tokensOf } from './fold-text.ts';
import type { Identifier, IdentifierSource } from './identifier.ts';
import { nameIdentifiers } from './name-identifiers.ts';
import { isPlaceholderName } from './placeholder-name.ts';
import { isStopWord } from './stop-words.ts';
import { writtenDates } from './written-dates.ts';

const shortestBytes = 6;
const shortestId = 5;
const shortestPhone = 7;
const shortestWord = 4;
/** Shorter ones are made up, and their numbers stand in many places. */
const shortestUid = 12;

/** The ways in which one identifying value may be written elsewhere. @param ownWords words that name the scanner: no institution or member of staff */
export function valueIdentifiers(source: IdentifierSource, ownWords: ReadonlySet<string>): readonly Identifier[] {
  const { role, name, value } = source;
  switch (role) {
    case 'patient-name':
      // A patient may be called Siemens: no word of a real name is too common to look for.
      return isPlaceholderName(value) ? [] : nameIdentifiers(value, name, () => false);
    case 'staff-name':
      return nameIdentifiers(value, name, (token) => ownWords.has(token) || isStopWord(token));
    case 'id':
      return idIdentifiers(value.trim(), name);
    case 'date':
      return writtenDates(value).map((text) => phrase(name, text));
    case 'phone':
      return phoneIdentifiers(value.trim(), name);
    case 'uid':
      return value.trim().length >= shortestUid ? [phrase(name, value.trim())] : [];
    case 'words':
      return wordIdentifiers(value, name, ownWords);
    default:
      return assertNever(role);
  }
}

function idIdentifiers(value: string, name: string): readonly Identifier[] {
  return value.length >= shortestId && /\d/.test(value) ? [phrase(name, value)] : [];
}

function phoneIdentifiers(value: string, name: string): readonly Identifier[] {
  const digits = value.replace(/\D+/g, '');
  if (digits.length < shortestPhone) return value.includes('@') ? [phrase(name, value)] : [];
  return [phrase(name, value), phrase(name, digits)];
}

/** Words that are left when common ones are gone, numbers such as post codes, and the whole of it. */
function wordIdentifiers(value: string, name: string, ownWords: ReadonlySet<string>): readonly Identifier[] {
  const isTelling = (token: string) =>
    /\d/.test(token)
      ? token.length >= shortestId
      : token.length >= shortestWord && !isStopWord(token) && !ownWords.has(token);
  const telling = tokensOf(foldText(value)).filter(isTelling);
  if (telling.length === 0) return [];
  return [...new Set([value.trim(), ...telling])].map((text) => phrase(name, text));
}

function phrase(label: string, text: string): Identifier {
  return { label, text, match: 'phrase', isSearchedAsBytes: text.length >= shortestBytes };
}

function assertNever(role: never): never {
  throw new Error(`No such role: ${String(role)}`);
}
