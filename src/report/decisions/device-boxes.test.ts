import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified } from '../../testing/batch-files.ts';
import { deviceFile } from '../../testing/device-file.ts';
import { decidedAgain } from './decided-by-file.ts';
import { collectDecisions, decisionsText } from './decisions-json.ts';
import { deviceBoxes, joinDevices, rectanglesFor } from './device-boxes.ts';
import { devicesBeside, findDecisions } from './find-decisions.ts';
import { parseDecisions } from './parse-decisions.ts';
import type { SavedDecisions } from './saved-decisions.ts';

const projectKey = new Uint8Array(32);
const under = { profile: createProfile('qmenta-guarded'), projectKey };
const name = { column: 8, row: 8, columns: 156, rows: 14 };
const boxed = (...rectangles: (typeof name)[]) =>
  ({ areas: [{ kind: 'blank', frames: 'all', rectangles }], review: 'not-all-seen' }) as const;

const drawn = deviceFile(1, {}, {}, { redaction: boxed(name), outcome: deidentified(1) });
const confirmed = deviceFile(2, {}, {}, { redaction: boxed({ ...name, rows: 20 }), outcome: deidentified(2) });
const smaller = deviceFile(3, {}, {}, { redaction: boxed({ ...name, rows: 2 }), outcome: deidentified(3) });
const elsewhere = deviceFile(4, { station: 'OTHER' }, {}, { redaction: boxed(name), outcome: deidentified(4) });
const files = [drawn, confirmed, smaller, elsewhere];
const at = (minute: number) => `2026-01-02T03:0${minute}:00Z`;
const forDevice = { atIso: at(1), scope: 'device', shown: 'One', ids: [1] } as const;
const applied = [
  forDevice,
  ...[2, 3, 4].map((id) => ({ ...forDevice, scope: 'series', atIso: at(id), ids: [id] }) as const),
];

function collected(beside: Partial<Parameters<typeof collectDecisions>[1]> = {}): SavedDecisions {
  return collectDecisions(files, { boxes: applied, leftOut: null, under, ...beside });
}

describe('boxes by device', () => {
  it('are saved with the station as a mark, and with how often a person has blanked them', () => {
    const { devices = [] } = collected();
    expect(devices).toEqual([
      {
        at: at(1),
        match: expect.objectContaining({ manufacturer: 'Example Works', model: 'Sono 3', rows: 512, columns: 512 }),
        rectangles: [name],
        blanked: { series: 2, last: at(2) },
      },
    ]);
    expect(devices[0]?.match.station).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(JSON.stringify(devices)).not.toContain('FAKE ROOM');
    const ofOtherKey = deviceBoxes(applied, files, new Uint8Array(32).fill(1));
    expect(ofOtherKey[0]?.match.station).not.toBe(devices[0]?.match.station);
  });

  it('are read as they were written, and files without them still are', () => {
    const saved = collected();
    expect(parseDecisions(decisionsText(saved))).toEqual(saved);
    expect(collectDecisions(files, { boxes: applied.slice(1), leftOut: null, under })).not.toHaveProperty('devices');
    const problemOf = (parts: object) => {
      const devices = [{ ...saved.devices?.[0], ...parts }];
      const parsed = parseDecisions(decisionsText({ ...saved, devices } as SavedDecisions));
      return 'problems' in parsed ? parsed.problems[0]?.path : null;
    };
    const match = { ...saved.devices?.[0]?.match, station: 'FAKE ROOM' };
    expect(problemOf({ match })).toBe('$.devices[0].match.station');
    expect(problemOf({ keep: true })).toMatch(/^\$\.devices\[0\]/);
    expect(problemOf({ blanked: undefined })).toMatch(/^\$\.devices\[0\]/);
  });

  it('are for images of one device alone: each of its marks tells', () => {
    const boxes = collected().devices ?? [];
    const { match } = boxes[0]!;
    expect(rectanglesFor({ ...match, manufacturer: 'EXAMPLE WORKS' }, boxes)).toEqual([name]);
    const others = { manufacturer: 'Others', model: 'Sono 4', sopClass: '1.2.3', rows: 16, columns: 16, station: 'X' };
    for (const [member, value] of Object.entries(others)) {
      expect(rectanglesFor({ ...match, [member]: value }, boxes), member).toEqual([]);
    }
    expect(rectanglesFor(null, boxes)).toEqual([]);
  });

  it('are none where the header does not say who made the device, or which model', () => {
    for (const missing of [{ manufacturer: '' }, { model: '' }]) {
      const unknown = deviceFile(1, missing, {}, { redaction: boxed(name) });
      expect(deviceBoxes(applied, [unknown], projectKey)).toEqual([]);
    }
    expect(deviceBoxes(applied, [deviceFile(1)], projectKey), 'without boxes').toEqual([]);
  });

  it('go on from one program to the next, counted on from where they came', async () => {
    const saved = collected();
    // A batch without the images in which they were drawn.
    const later = deviceFile(9, {}, {}, { redaction: boxed(name), outcome: deidentified(9) });
    const found = await findDecisions([later], saved, projectKey);
    const devices = devicesBeside(saved, found);
    expect(devices).toEqual(saved.devices);
    const again = decidedAgain({ found, devices }, under);
    expect(collectDecisions([later], again).devices).toEqual(saved.devices);
    const boxes = [{ ...forDevice, scope: 'series', atIso: at(9), ids: [9] } as const];
    expect(collectDecisions([later], { ...again, boxes }).devices).toEqual([
      { ...saved.devices?.[0], blanked: { series: 3, last: at(9) } },
    ]);
    const [one] = devices;
    expect(joinDevices([one!, { ...one!, blanked: { series: 7, last: at(9) } }, one!])).toMatchObject([
      { blanked: { series: 7 } },
    ]);
  });
});
