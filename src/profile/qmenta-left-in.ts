import qmentaJson from './data/qmenta.json' with { type: 'json' };
import type { LeftInGroup } from './rule-data.ts';

/** What the published QMENTA table does not name of Table E.1-1, by category. */
export const qmentaLeftIn = qmentaJson.leftIn as readonly LeftInGroup[];
export const qmentaLeftInTotal: number = qmentaJson.leftInTotal;
