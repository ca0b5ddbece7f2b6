import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import type { SeenCounts } from '../dicom/seen-counts.ts';
import type { TextService } from '../pipeline/contracts/text-search.ts';
import { createTextService } from '../pipeline/text/text-service.ts';
import { createProfile } from '../profile/create-profile.ts';
import { madeUnder } from '../report/decisions/made-under.ts';
import { collect } from '../testing/collect.ts';
import { imageFile } from '../testing/image-file.ts';
import { createDeidentifier } from './create-deidentifier.ts';
import type { Outcome } from './outcome.ts';
import type { TextDetection } from './text-detection-options.ts';

const side = 16;
const [clear, lettered] = [10, 200];

type Made = { readonly series: number; readonly last: number; readonly modality?: 'XA' };

/** A CT slice, of class C, or an angiogram, of class B. @param last its last pixel, which says whether text is found in it */
function made({ series, last, modality }: Made, n: number) {
  const pixels = new Uint8Array(2 * side * side).fill(20 + n);
  pixels[pixels.length - 1] = last;
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${n}`] },
    { tag: 0x0020000e, vr: 'UI', values: [`1.2.3.2.${series}`] },
    { tag: 0x00200013, vr: 'IS', values: [`${n}`] },
  ] as const;
  const kind = modality && { modality, sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1' };
  const bytes = imageFile({ rows: side, columns: side, ...kind, extra }, pixels);
  return { path: `${n}`, blob: new Blob([bytes.slice()]) };
}

const name = { box: { column: 2, row: 2, columns: 12, rows: 8 }, kind: 'other', text: 'DOE', frame: 0 } as const;

/** Finds a text in every image whose last pixel says so; none in all of them together. */
function fakeDetection(search: TextDetection['search'], change: Partial<TextService> = {}) {
  const seen = { looks: 0, ended: 0 };
  const service: TextService = {
    look: async ({ content }) => {
      seen.looks++;
      const bytes = new Uint8Array(await content.blob.arrayBuffer());
      return { kind: 'looked', texts: bytes.at(-1) === lettered ? [name] : [], frames: 1 };
    },
    project: async () => ({ kind: 'added', frames: 1 }),
    lookAtProjections: async () => ({ kind: 'looked', texts: [], frames: count }),
    isBroken: () => false,
    end: () => {
      seen.ended++;
    },
    ...change,
  };
  const count = 3;
  return { seen, detection: { search, openServices: () => [service] } satisfies TextDetection };
}

const of = (made: Made, count: number): readonly Made[] => Array(count).fill(made);
const inputs = (files: readonly Made[]) => files.map(made);

async function outcomesOf(files: readonly Made[], textDetection?: TextDetection, signal?: AbortSignal) {
  const deidentifier = createDeidentifier({
    profile: 'ps315-basic',
    key: new Uint8Array(32).fill(7),
    ...(textDetection && { textDetection }),
    ...(signal && { signal }),
  });
  const outcomes = await collect(deidentifier.process(inputs(files)));
  deidentifier.close();
  return outcomes.sort((a, b) => a.inputPath.localeCompare(b.inputPath));
}

/** What each output says of its pixels, or why there is none. */
function said(outcomes: readonly Outcome[]): Promise<readonly string[]> {
  return Promise.all(
    outcomes.map(async (outcome) => {
      if (outcome.kind === 'held') return outcome.reasons.join();
      if (outcome.kind !== 'deidentified') return outcome.code;
      const text = Buffer.from(await outcome.file.arrayBuffer()).toString('latin1');
      const method = /pixels (?:not searched|searched by program, not reviewed|not reviewed)/.exec(text)?.[0];
      return method ?? (outcome.findings.map(({ code }) => code).join() || 'nothing');
    }),
  );
}

const [b, c] = [
  { series: 1, last: clear, modality: 'XA' },
  { series: 2, last: clear },
] as const satisfies readonly Made[];
const found = 'Text found in the image';
const searched = 'pixels searched by program, not reviewed';

describe('a call with the search for text', () => {
  it('holds what shows text, and marks the rest as the page does', async () => {
    const { detection, seen } = fakeDetection('all');
    const outcomes = await outcomesOf([b, { ...b, last: lettered }, ...of(c, 3)], detection);
    expect(await said(outcomes)).toEqual([searched, found, 'nothing', 'nothing', 'nothing']);
    expect(seen.ended).toBe(1);
    expect(
      createDeidentifier({ profile: 'ps315-basic', key: new Uint8Array(32), textDetection: detection }).decidesFirst,
    ).toEqual(['text-detection']);
  });

  it('holds a whole series of class C with one of its images', async () => {
    const { detection } = fakeDetection('all');
    const outcomes = await outcomesOf([c, { ...c, last: lettered }, c], detection);
    expect(await said(outcomes)).toEqual([
      'Text found in another image of the series',
      found,
      'Text found in another image of the series',
    ]);
  });

  it('searches images with boxes of which nobody saw all, and holds what shows text beside them', async () => {
    const key = new Uint8Array(32).fill(7);
    const sopInstanceUid = pseudonymsOf(key).newUid('1.2.3.4.0');
    const corner = { column: 0, row: 0, columns: 2, rows: 2 };
    const whole = { column: 0, row: 0, columns: side, rows: side };
    const outcomeWith = async (rectangle: typeof corner, seen: SeenCounts) => {
      const areas = [{ kind: 'blank', frames: 'all', rectangles: [rectangle] }] as const;
      const { detection, seen: looked } = fakeDetection('all');
      const deidentifier = createDeidentifier({
        profile: 'ps315-basic',
        key,
        textDetection: detection,
        boxes: [{ sopInstanceUid, areas, review: 'not-all-seen', seen }],
      });
      const outcomes = await collect(deidentifier.process(inputs([{ ...b, last: lettered }])));
      deidentifier.close();
      return [(await said(outcomes))[0], looked.looks];
    };
    const early = { each: 0, inProjections: 0, byDetector: 0, of: 1 };
    expect(await outcomeWith(corner, early)).toEqual([found, 1]);
    expect(await outcomeWith(whole, early)).toEqual(['pixels-blanked-not-all-seen', 1]);
    expect(await outcomeWith(corner, { ...early, byDetector: 1 })).toEqual(['pixels-blanked-not-all-seen', 0]);
  });

  it('leaves class C out where it is to look where text is likely, and says so', async () => {
    const { detection, seen } = fakeDetection('likely');
    const outcomes = await outcomesOf([b, { ...c, last: lettered }], detection);
    expect(await said(outcomes)).toEqual([searched, 'pixels-not-searched']);
    expect(seen.looks).toBe(1);
  });

  const problem = (code: 'damaged' | 'decoder-lost') =>
    ({ kind: 'problem', code, transferSyntaxUid: '', layout: '' }) as const;

  it('says of images that could not be looked at that they were not searched', async () => {
    const { detection } = fakeDetection('all', { look: async () => problem('damaged') });
    expect(await said(await outcomesOf([b, c], detection))).toEqual(Array(2).fill('pixels not searched'));
    let looks = 0;
    const lostLater = fakeDetection('all', {
      look: async () => (looks++ === 0 ? { kind: 'looked', texts: [], frames: 1 } : problem('decoder-lost')),
      isBroken: () => looks > 1,
    });
    expect(await said(await outcomesOf([b, { ...b, series: 3 }], lostLater.detection))).toEqual(
      expect.arrayContaining([searched, 'pixels not searched']),
    );
  });

  it.each([
    ['ends at once', { look: async () => problem('decoder-lost'), isBroken: () => true }],
    ['throws', { look: () => Promise.reject(new Error('A name')) }],
    [
      'cannot be started',
      createTextService(() => {
        throw new Error('A name');
      }),
    ],
  ] satisfies [string, Partial<TextService>][])('hands out nothing where the worker %s', async (_, service) => {
    const { detection, seen } = fakeDetection('all', { ...service, end: () => void seen.ended++ });
    await expect(outcomesOf([b, c], detection)).rejects.toThrow(/^No image could be searched for text\./);
    expect(seen.ended).toBe(1);
    const alone = createDeidentifier({ profile: 'ps315-basic', key: new Uint8Array(32), textDetection: detection });
    await expect(alone.decide(inputs([c]))).rejects.toThrow(/workerUrl/);
  });

  it('looks at images of which somebody had said something too early, and holds what shows text', async () => {
    const key = new Uint8Array(32).fill(7);
    const profile = createProfile('ps315-basic');
    const release = (n: number, each: number) => ({
      at: '2026-01-02T03:04:05Z',
      covers: 'images',
      reason: 'Nothing identifying',
      shown: '',
      pixels: {
        kind: 'nothing-identifying',
        seen: { each, inProjections: 0, byDetector: 0, of: 2 },
        isOverText: false,
      },
      sopInstanceUids: [pseudonymsOf(key).newUid(`1.2.3.4.${n}`)],
    });
    const decisions = JSON.stringify({
      format: 'nescio-decisions',
      formatVersion: 1,
      madeUnder: madeUnder({ profile, projectKey: key }),
      releases: [release(0, 1), release(1, 2)],
    });
    const { detection, seen } = fakeDetection('all');
    const deidentifier = createDeidentifier({ profile, key, decisions, textDetection: detection });
    const shows = { ...b, last: lettered };
    const outcomes = await collect(deidentifier.process(inputs([shows, shows])));
    deidentifier.close();
    expect(await said(outcomes.sort((a, b) => a.inputPath.localeCompare(b.inputPath)))).toEqual([found, 'nothing']);
    expect(seen.looks).toBe(1);
  });

  it('hands out nothing unsearched after an abort', async () => {
    const stop = new AbortController();
    const { detection } = fakeDetection('all', {
      look: async () => {
        stop.abort();
        return { kind: 'looked', texts: [], frames: 1 };
      },
    });
    expect(await said(await outcomesOf([b, c], detection, stop.signal))).toEqual(['cancelled', 'cancelled']);
  });

  it('changes nothing where it is not asked for', async () => {
    expect(await said(await outcomesOf([{ ...b, last: lettered }, c]))).toEqual(['pixels not reviewed', 'nothing']);
  });
});
