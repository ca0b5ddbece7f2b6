import type { Tag } from '../dicom/tag.ts';
import relativeTimesJson from './data/relative-times.json' with { type: 'json' };
import { tagFromId } from './tag-from-id.ts';

/** What an attribute tells of an acquisition, and which other one it is read with. */
export type RelativeTime =
  | { readonly kind: 'date'; readonly time: Tag }
  /** `date` is null for a time that no date belongs to. */
  | { readonly kind: 'time'; readonly date: Tag | null }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'zone' };

type Named = readonly (readonly [id: string, name: string])[];

/** Dates and times that `retainRelativeTimes` counts from the start of the study. All others follow the profile without it. */
export const relativeTimes: ReadonlyMap<Tag, RelativeTime> = new Map<Tag, RelativeTime>([
  ...(relativeTimesJson.pairs as unknown as readonly (readonly [string, string, string])[]).flatMap(
    ([dateId, timeId]): (readonly [Tag, RelativeTime])[] => {
      const [date, time] = [tagFromId(dateId), tagFromId(timeId)];
      return [
        [date, { kind: 'date', time }],
        [time, { kind: 'time', date }],
      ];
    },
  ),
  ...(relativeTimesJson.timesAlone as unknown as Named).map(
    ([id]) => [tagFromId(id), { kind: 'time', date: null }] as const,
  ),
  ...(relativeTimesJson.dateTimes as unknown as Named).map(([id]) => [tagFromId(id), { kind: 'datetime' }] as const),
  ...(relativeTimesJson.zones as unknown as Named).map(([id]) => [tagFromId(id), { kind: 'zone' }] as const),
]);
