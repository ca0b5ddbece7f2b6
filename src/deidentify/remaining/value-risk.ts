/** What a value that stays in an output may tell a stranger, by what it looks like. */
export type ValueRisk =
  | 'contact'
  | 'person-name'
  | 'path'
  | 'unknown-word'
  | 'date-or-number'
  | 'date'
  | 'uid'
  | 'bytes'
  | 'known-words'
  | 'technique'
  | 'age'
  | 'code'
  | 'time'
  | 'number'
  | 'own-value'
  | 'made-new';

/** The most telling first. */
const byConcern: readonly ValueRisk[] = [
  'contact',
  'person-name',
  'path',
  'unknown-word',
  'date-or-number',
  'date',
  'uid',
  'bytes',
  'known-words',
  'technique',
  'age',
  'code',
  'own-value',
  'time',
  'number',
  'made-new',
];

/** Places in the order of concern: 0 is the most telling. */
export const concernOf: Readonly<Record<ValueRisk, number>> = Object.fromEntries(
  byConcern.map((risk, place) => [risk, place]),
) as Record<ValueRisk, number>;

/** True for what a person should look at before it leaves the page. */
export function isToCheck(risk: ValueRisk): boolean {
  return concernOf[risk] < concernOf.uid;
}

/** True for numbers and for what the run made itself: there are many, and nobody reads them. */
export function isPlain(risk: ValueRisk): boolean {
  return concernOf[risk] >= concernOf.time;
}
