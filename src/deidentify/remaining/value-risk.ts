/** What a value that stays in an output may tell a stranger, by what it looks like. */
export type ValueRisk =
  | 'contact'
  | 'person-name'
  | 'path'
  | 'date'
  | 'date-or-number'
  | 'unknown-word'
  | 'uid'
  | 'bytes'
  | 'known-words'
  | 'technique'
  | 'age'
  | 'code'
  | 'number'
  | 'own-value'
  | 'made-new';

/** The most telling first. A person should look at the values above `uid`. */
const byWeight: readonly ValueRisk[] = [
  'contact',
  'person-name',
  'path',
  'date',
  'date-or-number',
  'unknown-word',
  'uid',
  'bytes',
  'known-words',
  'technique',
  'age',
  'code',
  'number',
  'own-value',
  'made-new',
];

/** Places in the order of concern: 0 is the most telling. */
export const concernOf: Readonly<Record<ValueRisk, number>> = Object.fromEntries(
  byWeight.map((risk, place) => [risk, place]),
) as Record<ValueRisk, number>;

/** True for what a person should look at before it leaves the page. */
export function isToCheck(risk: ValueRisk): boolean {
  return concernOf[risk] < concernOf.uid;
}
