import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import { createProfile } from '../profile/create-profile.ts';
import { madeUnder } from '../report/decisions/made-under.ts';
import { collect } from '../testing/collect.ts';
import { imageFile } from '../testing/image-file.ts';
import { createDeidentifier } from './create-deidentifier.ts';

const key = new Uint8Array(32).fill(7);
const { newUid } = pseudonymsOf(key);
const profile = createProfile('ps315-basic');
const at = '2026-01-02T03:04:05Z';

function slice(instance: number): File {
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x00100010, vr: 'PN', values: ['Grunwaldt^Rosalinde'] },
    { tag: 0x00181020, vr: 'LO', values: ['for Rosalinde'] },
  ] as const;
  const file = imageFile({ rows: 4, columns: 4, extra }, new Uint8Array(32));
  return new File([file.slice()], `${instance}`, { lastModified: 1 });
}

describe('decisions given to a de-identifier', () => {
  it('hold for the files that they name, and the others wait', async () => {
    const decisions = JSON.stringify({
      format: 'nescio-decisions',
      formatVersion: 1,
      madeUnder: madeUnder({ profile, projectKey: key }),
      values: [{ at, kind: 'remove', path: '(0018,1020)', sopInstanceUids: [newUid('1.2.3.4.1')] }],
      leftOut: [newUid('1.2.3.4.3')],
    });
    const outcomes = await collect(
      createDeidentifier({ profile, key, decisions }).process([slice(1), slice(2), slice(3)]),
    );
    expect(new Map(outcomes.map(({ inputPath, kind }) => [inputPath, kind]))).toEqual(
      new Map([
        ['1', 'deidentified'],
        ['2', 'held'],
        ['3', 'skipped'],
      ]),
    );
  });

  it.each([
    ['another project key', { profile, projectKey: new Uint8Array(32) }],
    ['another profile', { profile: createProfile('qmenta-guarded'), projectKey: key }],
    ['do not say under which', null],
  ])('are refused where they were made under something else: %s', (message, under) => {
    const rest = { format: 'nescio-decisions', formatVersion: 1, leftOut: [newUid('1.2.3.4.3')] };
    const decisions = JSON.stringify({ ...rest, ...(under && { madeUnder: madeUnder(under) }) });
    expect(() => createDeidentifier({ profile, key, decisions })).toThrow(message);
  });

  it('are refused by place, without a value of theirs', () => {
    const decisions = JSON.stringify({ format: 'nescio-decisions', formatVersion: 1, leftOut: ['Rosalinde'] });
    const make = () => createDeidentifier({ profile: 'ps315-basic', key, decisions });
    expect(make).toThrow(/\$\.leftOut\[0\]: Must be a UID/);
    expect(make).not.toThrow(/Rosalinde/);
    const misplaced = JSON.stringify({ format: 'nescio-decisions', formatVersion: 1, 'Grunwaldt^Rosalinde': 1 });
    const another = () => createDeidentifier({ profile: 'ps315-basic', key, decisions: misplaced });
    expect(another).toThrow(/\$\[…\]: No such member/);
    expect(another).not.toThrow(/Rosalinde/);
  });
});
