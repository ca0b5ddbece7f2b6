import * as v from 'valibot';
import type { DeviceTemplate } from '../profile.ts';
import { filledListOf, listOf, members, oneOf, text, wholeNumber } from './schema-parts.ts';
import { uid } from './uid-schema.ts';

const mostTemplates = 200;
const mostFrames = 10_000;
const mostRectangles = 64;
/** US, the VR of Rows and Columns. */
const mostPixels = 0xffff;

const deviceText = text(/^(?! )[^\\\p{Cc}]{1,64}(?<! )$/u, 'a text of 1 to 64 characters without backslash');

const place = wholeNumber(0, mostPixels);
const size = wholeNumber(1, mostPixels);

const frames = v.union(
  [
    v.literal('all'),
    v.pipe(
      filledListOf(wholeNumber(0, 2_147_483_646), mostFrames, 'Must name a frame, or be all.'),
      v.transform((numbers) => [...new Set(numbers)].sort((a, b) => a - b)),
    ),
  ],
  'Must be all, or a list of frames.',
);

const template = members({
  match: members({
    manufacturer: v.exactOptional(deviceText),
    model: v.exactOptional(deviceText),
    sopClass: v.exactOptional(uid),
    rows: size,
    columns: size,
  }),
  kind: oneOf(['blank', 'keep']),
  frames: v.exactOptional(frames, 'all'),
  rectangles: filledListOf(
    members({ column: place, row: place, columns: size, rows: size }),
    mostRectangles,
    'Must have a rectangle.',
  ),
});

/** The member `templates`. None at all is the same as an empty list, and has the same hash. */
export const templates = listOf(template, mostTemplates) satisfies v.GenericSchema<unknown, readonly DeviceTemplate[]>;
