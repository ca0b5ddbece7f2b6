import { tagOf } from '../../dicom/tag.ts';

/** Attributes whose values programs find things by. */
export type KeyedKind = {
  /** What a name is made of where nothing else is left, with a number. */
  readonly noun: string;
  readonly tags: readonly number[];
  /** The number beside a name, in the same item; null where the place of the item counts. */
  readonly numberTags: readonly number[];
};

/**
 * Names by which structures, segments and channels are told apart (PS3.3 C.8.8.5, C.8.8.8, C.8.20.2, C.10.9). Programs key on
 * them: an empty one makes some fail, and two alike are one to others.
 */
export const keyedKinds: readonly KeyedKind[] = [
  {
    noun: 'ROI',
    tags: [tagOf(0x3006, 0x0026), tagOf(0x3006, 0x0085)],
    numberTags: [tagOf(0x3006, 0x0022), tagOf(0x3006, 0x0084)],
  },
  { noun: 'Segment', tags: [tagOf(0x0062, 0x0005)], numberTags: [tagOf(0x0062, 0x0004)] },
  { noun: 'Channel', tags: [tagOf(0x003a, 0x0203)], numberTags: [tagOf(0x003a, 0x0202)] },
];

/** ROI Name: Type 2 in its item, and read as a key all the same. */
export const roiName = tagOf(0x3006, 0x0026);

const kindByTag: ReadonlyMap<number, KeyedKind> = new Map(
  keyedKinds.flatMap((kind) => kind.tags.map((tag) => [tag, kind] as const)),
);

export function keyedKindOf(tag: number): KeyedKind | null {
  return kindByTag.get(tag) ?? null;
}

/** True for a name of a structure that says its number only, as `ROI 7`; no other keyed name is replaced by such a one. */
export function isRoiNumber(tag: number, text: string): boolean {
  return tag === roiName && /^ROI \d{1,5}$/.test(text);
}
