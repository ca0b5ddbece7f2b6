import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { serializeProjectKey } from '../profile/project-key-file.ts';
import { collect } from '../testing/collect.ts';
import { ctSlice } from '../testing/ct-slice.ts';
import { createDeidentifier, type DeidentifierOptions } from './create-deidentifier.ts';
import type { Input } from './input.ts';
import type { Outcome } from './outcome.ts';
import { parseKeyFile } from './project-key.ts';

const key = new Uint8Array(32).fill(7);
const ofBytes = (path: string, bytes: Uint8Array): Input => ({ path, blob: new Blob([bytes.slice()]) });
const slice = (instance: number, path = `s${instance}`) => ofBytes(path, ctSlice({ instance }));
const slices = (count: number) => Array.from({ length: count }, (_, at) => slice(at + 1));
const start = (options: Partial<DeidentifierOptions> = {}) =>
  createDeidentifier({ profile: 'ps315-basic', key, ...options });

/** Gives inputs one by one and says how many were asked for. */
function counted(inputs: Iterable<Input>) {
  const given = { count: 0 };
  async function* each() {
    for (const input of inputs) {
      given.count += 1;
      yield input;
    }
  }
  return { given, inputs: each() };
}

const sorted = (outcomes: readonly Outcome[]) =>
  [...outcomes].sort((one, other) => (one.inputPath < other.inputPath ? -1 : 1));

async function toPlain(outcome: Outcome) {
  return outcome.kind === 'deidentified' ? { ...outcome, file: await outcome.file.text() } : outcome;
}

describe('a call that streams', () => {
  it('gives the first outcome, and each next one, before much more is read', async () => {
    const { given, inputs } = counted(slices(50));
    let taken = 0;
    for await (const { kind } of start().process(inputs)) {
      taken += 1;
      expect(kind).toBe('deidentified');
      // A slow consumer.
      await new Promise((go) => setTimeout(go, 1));
      expect(given.count).toBeLessThanOrEqual(taken + 2);
    }
    expect(taken).toBe(50);
  });

  it('waits for the consumer with inputs that come to nothing, too', async () => {
    const { given, inputs } = counted(
      Array.from({ length: 50 }, (_, at) => ofBytes(`a/.DS_Store${at}/.DS_Store`, new Uint8Array(9))),
    );
    let taken = 0;
    for await (const { kind } of start().process(inputs)) {
      taken += 1;
      expect(kind).toBe('skipped');
      await new Promise((go) => setTimeout(go, 1));
      expect(given.count).toBeLessThanOrEqual(taken + 2);
    }
    expect(taken).toBe(50);
  });

  it('reads a small file once', async () => {
    let reads = 0;
    const watched = <Bytes extends Blob>(bytes: Bytes): Bytes => {
      const { arrayBuffer, slice: cut } = bytes;
      return Object.assign(bytes, {
        arrayBuffer: () => {
          reads += 1;
          return arrayBuffer.call(bytes);
        },
        slice: (...range: Parameters<Blob['slice']>) => watched(cut.apply(bytes, range)),
      });
    };
    const inputs = [1, 2, 3].map((instance) =>
      watched(new File([ctSlice({ instance, pixelBytes: 300_000 }).slice()], `${instance}`, { lastModified: 1 })),
    );
    const outcomes = await collect(start().process(inputs));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(3).fill('deidentified'));
    expect(reads).toBe(3);
  });

  it('settles a list exactly when it is aborted, and of an iterator what it has given', async () => {
    for (const isList of [true, false]) {
      const controller = new AbortController();
      const { process } = start({ signal: controller.signal });
      const { given, inputs } = counted(slices(40));
      const paths: string[] = [];
      let done = 0;
      for await (const outcome of process(isList ? slices(40) : inputs)) {
        paths.push(outcome.inputPath);
        if (outcome.kind === 'deidentified') done += 1;
        else expect(outcome).toMatchObject({ kind: 'skipped', code: 'cancelled' });
        if (paths.length === 10) controller.abort();
      }
      expect(done).toBe(10);
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths).toHaveLength(isList ? 40 : given.count);
    }
  });

  it('lets a timer of the caller end it, where the engine has no thread of its own', async () => {
    const { given, inputs } = counted(slices(500));
    const outcomes = await collect(start({ executor: 'in-process', signal: AbortSignal.timeout(50) }).process(inputs));
    expect(given.count).toBeLessThan(500);
    expect(outcomes).toHaveLength(given.count);
  });

  it('goes through a list in an order of the key, and through an iterator in its own', async () => {
    const given = slices(30);
    const names = given.map((input) => ('blob' in input ? input.path : ''));
    const orderOf = async (inputs: Iterable<Input> | AsyncIterable<Input>, projectKey = key) =>
      (await collect(start({ key: projectKey }).process(inputs))).map(({ inputPath }) => inputPath);
    const order = await orderOf(given);
    expect(order).not.toEqual(names);
    expect([...order].sort()).toEqual([...names].sort());
    expect(await orderOf([...given].reverse())).toEqual(order);
    expect(await orderOf(given, new Uint8Array(32).fill(8))).not.toEqual(order);
    expect(await orderOf(counted(given).inputs)).toEqual(names);
  });
});

describe('an iterator that throws', () => {
  const broken = new Error('The folder went away.');
  async function* breaking() {
    yield slice(1);
    yield ofBytes('notes.txt', new TextEncoder().encode('no image'));
    yield slice(2);
    throw broken;
  }

  it.each(['as-it-comes', 'output-path'] as const)(
    'has all before it delivered, and then throws (%s)',
    async (order) => {
      const kinds: string[] = [];
      const run = async () => {
        for await (const { kind } of start({ order }).process(breaking())) kinds.push(kind);
      };
      await expect(run()).rejects.toBe(broken);
      expect(kinds.sort()).toEqual(['deidentified', 'deidentified', 'skipped']);
    },
  );
});

describe('a stream and a call that decides first', () => {
  const secondary = { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' };

  it('come to the same outcomes and bytes', async () => {
    const zip = new JSZip();
    for (const instance of [11, 12]) zip.file(`im${instance}`, ctSlice({ instance }));
    zip.file('readme.txt', 'no image');
    const packed = await zip.generateAsync({ type: 'uint8array' });
    const inputs = [
      ...slices(4),
      ofBytes('held', ctSlice({ ...secondary, instance: 5 })),
      ofBytes('large', ctSlice({ instance: 6, pixelBytes: 5_000_000 })),
      ofBytes('cut', ctSlice({ instance: 7 }).slice(0, 400)),
      ofBytes('notes.txt', new TextEncoder().encode('no image')),
      ofBytes('empty', new Uint8Array(0)),
      ofBytes('a/Thumbs.db', new Uint8Array(8)),
      ofBytes('study.zip', packed),
      ofBytes('unnamed', packed),
      slice(1, 'z copy of s1'),
    ];
    const streamed = await Promise.all(sorted(await collect(start().process(counted(inputs).inputs))).map(toPlain));
    const decided = await Promise.all(
      sorted(await collect(start({ order: 'output-path' }).process(inputs))).map(toPlain),
    );
    expect(streamed).toEqual(decided);
    const kinds = streamed.map((one) => ('code' in one ? one.code : one.kind));
    expect(new Set(kinds)).toEqual(
      new Set(['deidentified', 'held', 'truncated', 'not-dicom', 'empty-file', 'system-file', 'copy']),
    );
    expect(kinds.filter((kind) => kind === 'copy')).toHaveLength(3);
  });

  it('give different names to different files of one instance; in a stream the first has the plain one', async () => {
    const inputs = [
      ofBytes('a', ctSlice({ instance: 1, pixelBytes: 512 })),
      ofBytes('b', ctSlice({ instance: 1, pixelBytes: 1024 })),
      ofBytes('c', ctSlice({ instance: 1, pixelBytes: 1024 })),
    ];
    const named = async (given: readonly Input[]) =>
      new Map((await collect(start().process(counted(given).inputs))).map((one) => [one.inputPath, one]));
    for (const [first, second, given] of [
      ['a', 'b', inputs],
      ['b', 'a', [inputs[1]!, inputs[0]!]],
    ] as const) {
      const outcomes = await named(given);
      const pathOf = (path: string) => {
        const outcome = outcomes.get(path);
        return outcome?.kind === 'deidentified' ? outcome.outputPath : '';
      };
      expect(pathOf(second)).toMatch(/\/I-\w{12}-\w{12}\.dcm$/);
      expect(pathOf(first)).toBe(pathOf(second).replace(/-\w{12}(?=\.dcm)/, ''));
    }
    expect((await named(inputs)).get('c')).toMatchObject({ kind: 'skipped', code: 'copy' });
  });

  it('hold a file that neither its name nor its beginning tells from another', async () => {
    const one = ctSlice({ instance: 1, pixelBytes: 200_000 });
    const other = one.slice();
    other[other.length - 2]! ^= 1;
    const large = ctSlice({ instance: 2, pixelBytes: 5_000_000 });
    const inputs = [ofBytes('a', one), ofBytes('b', other), ofBytes('c', large), ofBytes('d', large)];
    const outcomes = await collect(start().process(counted(inputs).inputs));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['deidentified', 'held', 'deidentified', 'held']);
    for (const outcome of [outcomes[1]!, outcomes[3]!]) {
      expect(outcome).toMatchObject({ holds: [{ code: 'same-instance', isReleasable: false }] });
    }
  });

  it('say where in a file the reason to hold it is', async () => {
    const [held] = await collect(start().process([ofBytes('a', ctSlice({ sopClassUid: '1.2.3.4.5.6' }))]));
    expect(held).toMatchObject({
      kind: 'held',
      holds: [{ code: 'unknown-structure', path: '(0008,0016)', isReleasable: true }, { code: 'pixels' }],
    });
    expect(held?.kind === 'held' && held.reasons).toEqual(
      held?.kind === 'held' && held.holds.map(({ message }) => message),
    );
  });
});

describe('what a call decides first', () => {
  const basic = createProfile('ps315-basic');
  const box = { sopInstanceUid: '1.2', areas: [], review: 'by-program' } as const;
  const lookup: Profile = { ...basic, patients: { kind: 'lookup' } };
  const running: Profile = { ...basic, patients: { kind: 'running', prefix: 'P-', digits: 3 } };

  it.each<[string, Partial<DeidentifierOptions>, readonly string[]]>([
    ['nothing under a keyed profile', {}, []],
    ['nothing with boxes where UIDs are replaced', { boxes: [box] }, []],
    ['nothing with a table of new IDs', { profile: lookup, patientTable: 'id_old,id_new\nA,B\n' }, []],
    ['all with running numbers', { profile: running }, ['running-numbers']],
    ['all under the order of new paths', { order: 'output-path' }, ['order']],
    [
      'all where times count from the start',
      { profile: createProfile('ps315-basic', ['retainRelativeTimes']) },
      ['relative-times'],
    ],
    [
      'all with boxes where UIDs are kept',
      { profile: createProfile('ps315-basic', ['retainUids']), boxes: [box] },
      ['kept-uids'],
    ],
    [
      'nothing where UIDs are kept and nothing is blanked',
      { profile: createProfile('ps315-basic', ['retainUids']) },
      [],
    ],
  ])('is %s', (_, options, expected) => {
    expect(start(options).decidesFirst).toEqual(expected);
  });

  it('is all under a table with anchor dates', () => {
    const patientTable = 'id_old,id_new,anchor_date\nA,B,20000101\n';
    expect(start({ profile: lookup, patientTable }).decidesFirst).toEqual(['anchor-dates']);
  });
});

describe('a key file', () => {
  it('is read as the page writes it, and nothing of another text is quoted', async () => {
    expect(parseKeyFile(serializeProjectKey(key))).toEqual(key);
    expect(() => parseKeyFile('{"format":"other","key":"PLANTED"}')).toThrow(/^The text is no key file/);
    expect(() => parseKeyFile('PLANTED')).not.toThrow(/PLANTED/);
  });
});

describe('workers that do not start', () => {
  it('are told of with the settings that may mend it', async () => {
    const createWorker = () => {
      throw new Error('The policy refuses it.');
    };
    const run = () => collect(start({ executor: 'workers', createWorker, workers: 1 }).process(slices(1)));
    await expect(run()).rejects.toThrow(/workerUrl.*createWorker/);
  });
});
