import { joinBytes } from '../dicom/join-bytes.ts';

/** One tag of a CSA header for tests; every byte that no text needs is `filler`. */
export type CsaDescription = { readonly name: string; readonly vr?: string; readonly values: readonly string[] };

type Form = { readonly isLater?: boolean; readonly filler?: number };

/**
 * A Siemens CSA header as scanners write it: six items or more a tag, names padded with whatever was in memory. The older
 * form has no `SV10`, and its lengths are too long by the number of items of the first tag.
 */
export function buildCsa(tags: readonly CsaDescription[], { isLater = true, filler = 0xcd }: Form = {}): Uint8Array {
  const items = tags.map(({ values }) => Math.max(6, values.length));
  const excess = isLater ? 0 : (items[0] ?? 0);
  const head = isLater ? [...textOf('SV10', 4, filler), 4, 3, 2, 1] : [];
  return joinBytes([
    Uint8Array.from([...head, ...numbers(tags.length, 77)]),
    ...tags.map(({ name, vr = 'IS', values }, n) =>
      joinBytes([
        Uint8Array.from([
          ...textOf(name, 64, filler),
          ...numbers(values.length),
          ...textOf(vr, 4, filler),
          ...numbers(6, items[n]!, 77),
        ]),
        ...Array.from({ length: items[n]! }, (_, item) => itemOf(values[item], excess, filler)),
      ]),
    ),
  ]);
}

function itemOf(value: string | undefined, excess: number, filler: number): Uint8Array {
  const length = value === undefined ? 0 : value.length + 1;
  const padded = Math.ceil(length / 4) * 4;
  const head =
    excess > 0 ? numbers(length + excess, 0, 77, 0) : numbers(length, length, value === undefined ? 205 : 77, length);
  return Uint8Array.from([...head, ...textOf(value ?? '', padded, filler)]);
}

function numbers(...values: readonly number[]): readonly number[] {
  return values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
}

function textOf(text: string, length: number, filler: number): readonly number[] {
  return Array.from({ length }, (_, at) => (at < text.length ? text.charCodeAt(at) : at === text.length ? 0 : filler));
}
