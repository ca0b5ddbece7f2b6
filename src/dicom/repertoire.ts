import { ascii, type GraphicSet, graphicSetsByRegistration, latin1 } from './graphic-set.ts';

/** What a value of Specific Character Set means for the text it governs. */
export type Repertoire =
  /** One encoding for everything, without escape sequences. */
  | { readonly kind: 'whole'; readonly encoding: 'utf-8' | 'gb18030' | 'gbk' }
  | {
      readonly kind: 'code-table';
      /** Active at the start of each value and after each delimiter. A null G1 makes high bytes unreadable. */
      readonly g0: GraphicSet;
      readonly g1: GraphicSet | null;
      /** Sets that text may be written in; others need code extensions, which must be declared. */
      readonly writable: readonly GraphicSet[];
      readonly hasExtensions: boolean;
    };

type Term =
  | { readonly kind: 'whole'; readonly encoding: 'utf-8' | 'gb18030' | 'gbk' }
  | { readonly kind: 'registered'; readonly sets: readonly GraphicSet[]; readonly isExtension: boolean };

const seen = new Map<string, Repertoire>();

/**
 * Works out the repertoire of a Specific Character Set, one entry a value. Misspelt terms that can mean only one thing
 * ("ISO-IR 100", "iso_ir 192", "UTF-8") are understood. No value, or an empty one, is the default repertoire.
 *
 * @see PS3.3 C.12.1.1.2
 */
export function repertoireOf(characterSets: readonly string[]): Repertoire {
  const key = characterSets.join('\\');
  const before = seen.get(key);
  if (before !== undefined) return before;
  const repertoire = workOut(characterSets);
  // A few dozen terms exist; what a hostile file makes up must not pile up.
  if (seen.size < 256) seen.set(key, repertoire);
  return repertoire;
}

/** True for a term that means something here, the empty one included. */
export function isKnownTerm(term: string): boolean {
  return parseTerm(term) !== null;
}

function workOut(characterSets: readonly string[]): Repertoire {
  const terms = (characterSets.length === 0 ? [''] : characterSets).map(parseTerm);
  const first = terms[0] ?? null;
  // These may not be combined with code extensions; the first value wins, others are void (PS3.3 C.12.1.1.2).
  if (first?.kind === 'whole') return first;
  const registered = terms.filter((term) => term?.kind === 'registered');
  const initial = first?.sets ?? [];
  const isDefault = first !== null && initial.length === 1 && initial[0] === ascii;
  return {
    kind: 'code-table',
    // Two-byte G0 sets may not stand in value 1; where one does, text begins in ASCII all the same.
    g0: initial.find((set) => set.half === 'G0' && set.bytesPerCharacter === 1) ?? ascii,
    // High bytes where only ASCII is declared break the standard; Latin-1 keeps different bytes different.
    g1: initial.find((set) => set.half === 'G1') ?? (isDefault ? latin1 : null),
    writable: [...new Set(registered.flatMap((term) => term.sets))],
    hasExtensions: registered.length > 1 || registered.some((term) => term.isExtension),
  };
}

/** @returns null for a term that means nothing here. */
function parseTerm(written: string): Term | null {
  const term = written.trim().toUpperCase();
  if (term === '') return registration(6, false);
  if (/^(UTF-?8|ISO[ _-]?IR[ _-]?192)$/.test(term)) return { kind: 'whole', encoding: 'utf-8' };
  if (term === 'GB18030' || term === 'GB 18030') return { kind: 'whole', encoding: 'gb18030' };
  if (term === 'GBK' || term === 'ISO 2022 GBK') return { kind: 'whole', encoding: 'gbk' };
  const match = /^ISO[ _-]?(2022[ _-]?)?(?:IR[ _-]?)?(\d{1,3})$/.exec(term);
  return match === null ? null : registration(Number(match[2]), match[1] !== undefined);
}

function registration(number: number, isExtension: boolean): Term | null {
  const sets = graphicSetsByRegistration.get(number);
  return sets === undefined ? null : { kind: 'registered', sets, isExtension };
}
