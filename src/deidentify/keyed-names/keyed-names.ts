import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import { type KeyedKind, keyedKindOf, keyedKinds } from './keyed-attributes.ts';
import { numberBeside } from './number-beside.ts';

/** More names than any file has; names beyond are cleaned each by itself. */
const mostNames = 20_000;
/** SH (PS3.5 6.2), the shorter of the two VRs that names have. */
const longestName = 16;

type Names = ReadonlyMap<string, string>;

const byDataset = new WeakMap<IndexedDataset, ReadonlyMap<KeyedKind, Names>>();

/**
 * What becomes of the names of structures, segments and channels of one file: cleaned, distinct where they were distinct, and
 * none empty. The same name is the same everywhere in the file, so references by name follow.
 * @param clean cleans one text; '' when nothing is left
 * @returns null for other attributes
 */
export function keyedNameOf(
  dataset: IndexedDataset,
  tag: number,
  original: string,
  clean: (text: string) => string,
): string | null {
  const kind = keyedKindOf(tag);
  if (kind === null || original.trim() === '') return null;
  let names = byDataset.get(dataset);
  if (names === undefined) {
    names = collectNames(dataset, clean);
    byDataset.set(dataset, names);
  }
  return names.get(kind)?.get(original) ?? null;
}

type Found = { readonly original: string; readonly number: string };

/** One walk over the file. Patient and profile are the same for all of it, so what cleaning gives is too. */
function collectNames(dataset: IndexedDataset, clean: (text: string) => string): ReadonlyMap<KeyedKind, Names> {
  const found = new Map<KeyedKind, Map<string, Found>>(keyedKinds.map((kind) => [kind, new Map()]));
  const { count, tags } = dataset.elements;
  for (let element = 0; element < count; element++) {
    const kind = keyedKindOf(tags[element]!);
    const ofKind = kind && found.get(kind);
    if (!kind || !ofKind || ofKind.size >= mostNames) continue;
    const original = readText(dataset, element).join('\\');
    if (original.trim() === '' || ofKind.has(original)) continue;
    ofKind.set(original, { original, number: numberBeside(dataset, element, kind) });
  }
  return new Map([...found].map(([kind, ofKind]) => [kind, distinctNames(kind, [...ofKind.values()], clean)]));
}

/** Names that stay as they are come first: no other may take them. */
function distinctNames(kind: KeyedKind, found: readonly Found[], clean: (text: string) => string): Names {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  /** Where to go on for a name that was taken before, so that many alike take one step each. */
  const tries = new Map<string, number>();
  const changed: { readonly one: Found; readonly cleaned: string }[] = [];
  for (const one of found) {
    const cleaned = clean(one.original);
    if (cleaned !== one.original) {
      changed.push({ one, cleaned });
      continue;
    }
    names.set(one.original, cleaned);
    taken.add(cleaned);
  }
  for (const { one, cleaned } of changed) {
    const name =
      cleaned !== '' && !taken.has(cleaned) ? cleaned : withNumber(cleaned || kind.noun, one.number, taken, tries);
    names.set(one.original, name);
    taken.add(name);
  }
  return names;
}

function withNumber(base: string, number: string, taken: ReadonlySet<string>, tries: Map<string, number>): string {
  // The name is cut to make room, so names that are cut alike count on from each other.
  for (let digits = 0; ; digits++) {
    const endingLength = 1 + number.length + (digits === 0 ? 0 : 1 + digits);
    const stem = base.slice(0, Math.max(1, longestName - endingLength)).trimEnd();
    const key = `${stem}\0${number}\0${digits}`;
    const last = 10 ** digits - (digits === 0 ? 0 : 1);
    for (let n = tries.get(key) ?? firstOf(digits); n <= last; n++) {
      const name = stem + (digits === 0 ? ` ${number}` : ` ${number}.${n}`);
      if (taken.has(name)) continue;
      tries.set(key, n + 1);
      return name;
    }
    tries.set(key, last + 1);
  }
}

/** The first number of so many digits. Without one the name is the first of its kind; the second has a 2. */
function firstOf(digits: number): number {
  return digits < 2 ? digits + 1 : 10 ** (digits - 1);
}
