import { describe, expect, it, vi } from 'vitest';
import { deidentified, deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { openResult } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';
import { groupByStudy } from './save-studies.ts';
import type { StudyZips } from './services.ts';

it('names a ZIP for each study by new identifiers, and leaves out what is not exportable', () => {
  const out = (id: number, outputPath: string) =>
    fakeFile(id, {}, { outcome: { ...deidentified, outputPath } as never });
  const files = [
    out(3, 'N-2/S-3/E/1.dcm'),
    out(1, 'N-1/S-1/E/1.dcm'),
    fakeFile(2, {}, { outcome: held({}, 'N-1/S-1/E/2.dcm') }),
    out(4, 'N-1/S-1/F/1.dcm'),
    out(5, 'N-1/S-2/E/1.dcm'),
  ];
  const studies = [...groupByStudy(files)].map(([name, members]) => [name, members.map(({ id }) => id)]);
  expect(studies).toEqual([
    ['N-1-S-1.zip', [1, 4]],
    ['N-1-S-2.zip', [5]],
    ['N-2-S-3.zip', [3]],
  ]);
});

/** Study 1 has two files, study 2 one. */
const outcome = (path: string) => deidentifiedAs(path, path === 'c' ? 'S-2' : 'S-1');

type ZipResult = Awaited<ReturnType<Awaited<ReturnType<StudyZips['open']>>['close']>>;

/** Places for a set of ZIPs; `opened` has the ZIPs by name, each with the paths in it. */
function fakePlace(folderName: string | null, close: (name: string) => ZipResult) {
  const opened: Record<string, string[]> = {};
  const removeIfEmpty = vi.fn(async () => undefined);
  const aborted: string[] = [];
  const open: StudyZips['open'] = async (name) => {
    const paths: string[] = [];
    opened[name] = paths;
    return {
      write: async ({ path }) => {
        paths.push(path);
        return { kind: 'written' };
      },
      close: async () => close(name),
      abort: async () => void aborted.push(name),
      leftBehind: () => [name],
    };
  };
  return { opened, aborted, place: { folderName, open, removeIfEmpty }, removeIfEmpty };
}

const pickedZip = (name: string): ZipResult => ({ kind: 'picked', fileName: name, sizeBytes: 5 });
const stagedZip = (name: string): ZipResult => ({
  kind: 'staged',
  file: new File(['zip'], name),
  discard: async () => undefined,
});
const full: ZipResult = { kind: 'no-space', message: 'The disk is full.' };

describe('saving a ZIP per study', () => {
  it('writes one after the other, and keeps what the browser keeps', async () => {
    const place = fakePlace(null, stagedZip);
    const { intents, state, calls } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    await intents.saveStudies();
    expect(place.opened).toEqual({
      'N-1-S-1.zip': ['N-1/S-1/E-1/a.dcm', 'N-1/S-1/E-1/b.dcm'],
      'N-1-S-2.zip': ['N-1/S-2/E-1/c.dcm'],
    });
    expect(calls.filter((call) => call.startsWith('download'))).toEqual([
      'download N-1-S-1.zip',
      'download N-1-S-2.zip',
    ]);
    expect(state().archives).toMatchObject([
      {
        number: 1,
        files: 3,
        archive: {
          kind: 'studies',
          folderName: null,
          zips: [
            { name: 'N-1-S-1.zip', files: 2, sizeBytes: 3, copy: { kind: 'staged' } },
            { name: 'N-1-S-2.zip', files: 1, sizeBytes: 3 },
          ],
          left: [],
        },
      },
    ]);
    expect(place.removeIfEmpty).not.toHaveBeenCalled();
  });

  it('writes nothing when the picker is dismissed, and says so and how to go on', async () => {
    const { intents, state } = await openResult({ outcome });
    await intents.saveStudies();
    const message = strings.save.noPlace.studies;
    expect(state()).toMatchObject({ save: { kind: 'stopped', isFailure: false, message }, archives: [] });
  });

  it('goes on where a fault stopped it, in the same place, and writes nothing again', async () => {
    let isFull = true;
    const place = fakePlace('out', (name) => (isFull && name === 'N-1-S-2.zip' ? full : pickedZip(name)));
    const { intents, state, calls } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    await intents.saveStudies();
    expect(state().archives).toMatchObject([
      {
        number: 1,
        files: 2,
        archive: {
          folderName: 'out',
          zips: [{ name: 'N-1-S-1.zip', sizeBytes: 5, copy: null }],
          left: ['N-1-S-2.zip'],
        },
      },
    ]);
    expect(state().save).toEqual({
      kind: 'stopped',
      isFailure: true,
      message: strings.save.studiesStopped(1, 2, 'The disk is full.', 1),
    });
    expect(calls.filter((call) => call.startsWith('download'))).toEqual([]);
    isFull = false;
    delete place.opened['N-1-S-1.zip'];
    await intents.saveRest(2);
    expect(state().archives).toHaveLength(1);
    expect(place.opened).not.toHaveProperty('N-1-S-1.zip');
    await intents.saveRest(1);
    expect(place.opened).toEqual({ 'N-1-S-2.zip': ['N-1/S-2/E-1/c.dcm'] });
    expect(state().archives).toMatchObject([
      { number: 1, files: 3, archive: { zips: [{ name: 'N-1-S-1.zip' }, { name: 'N-1-S-2.zip' }], left: [] } },
    ]);
  });

  it('does not go on with a set of which files were decided otherwise since', async () => {
    let isFull = true;
    const place = fakePlace('out', (name) => (isFull && name === 'N-1-S-2.zip' ? full : pickedZip(name)));
    const { intents, state } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    await intents.saveStudies();
    isFull = false;
    intents.leaveOut([2]);
    expect(state().archives).toMatchObject([{ isOutOfDate: true }]);
    for (const name of Object.keys(place.opened)) delete place.opened[name];
    await intents.saveRest(1);
    expect(place.opened).toEqual({});
    expect(state().save).toEqual({ kind: 'stopped', isFailure: false, message: strings.save.notBegun(0) });
  });

  it('stops at the first fault, and leaves no empty folder', async () => {
    const place = fakePlace('out', () => full);
    const { intents, state } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    await intents.saveStudies();
    expect(Object.keys(place.opened)).toEqual(['N-1-S-1.zip']);
    expect(place.aborted).toEqual(['N-1-S-1.zip']);
    expect(place.removeIfEmpty).toHaveBeenCalledTimes(1);
    expect(state()).toMatchObject({ archives: [], save: { kind: 'stopped', isFailure: true } });
  });

  it('that is cancelled keeps the finished ZIPs', async () => {
    let cancel = (): void => undefined;
    const place = fakePlace('out', (name) => {
      if (name === 'N-1-S-1.zip') setTimeout(() => cancel());
      return pickedZip(name);
    });
    const { intents, state } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    cancel = intents.cancelSave;
    await intents.saveStudies();
    expect(state().save).toEqual({ kind: 'stopped', isFailure: false, message: strings.save.studiesCancelled(1) });
    expect(state().archives).toMatchObject([{ archive: { left: ['N-1-S-2.zip'] } }]);
  });

  it('says that a place which cannot be opened is not writable', async () => {
    const place = fakePlace('out', pickedZip).place;
    const open = async () => {
      throw new DOMException('', 'NotAllowedError');
    };
    const { intents, state } = await openResult({ outcome }, { openStudyZips: async () => ({ ...place, open }) });
    await intents.saveStudies();
    expect(state().save).toMatchObject({ message: strings.save.studiesStopped(0, 2, strings.save.cannotOpen, 0) });
  });

  it('asks before each ZIP whether there is room for it, but not in a folder of the person', async () => {
    const need = 3 * 1000;
    const staged = fakePlace(null, stagedZip);
    const stagingRoom = async () => ({ kind: 'storage', freeBytes: need }) as const;
    const page = await openResult({ outcome }, { openStudyZips: async () => staged.place, stagingRoom });
    await page.intents.saveStudies();
    expect(staged.opened).toEqual({});
    expect(page.state().save).toMatchObject({
      message: strings.save.studiesStopped(
        0,
        2,
        strings.save.noRoomForStudy({ needBytes: 0, room: { kind: 'storage', freeBytes: need } }),
        0,
      ),
    });
    const folder = fakePlace('out', pickedZip);
    const other = await openResult({ outcome }, { openStudyZips: async () => folder.place, stagingRoom });
    await other.intents.saveStudies();
    expect(other.state().archives).toMatchObject([{ files: 3 }]);
  });

  it('goes on when copies in memory have been deleted, and refers to none of them any more', async () => {
    // Room for one study of two files at a time, and nothing beside it.
    const limitBytes = 2 * 1000 + 2 * 2048 + 64 * 1024;
    let takenBytes = 0;
    const stagingRoom = async () => ({ kind: 'memory', limitBytes, freeBytes: limitBytes - takenBytes }) as const;
    const close = (name: string): ZipResult => {
      takenBytes += limitBytes;
      const discard = async () => {
        takenBytes -= limitBytes;
      };
      return { kind: 'staged', file: new File(['zip'], name), discard };
    };
    const { place, opened } = fakePlace(null, close);
    const { intents, state } = await openResult({ outcome }, { openStudyZips: async () => place, stagingRoom });
    await intents.saveStudies();
    expect(Object.keys(opened)).toEqual(['N-1-S-1.zip']);
    expect(state().archives).toMatchObject([{ archive: { left: ['N-1-S-2.zip'] } }]);
    await intents.deleteCopy(1);
    await intents.saveRest(1);
    expect(state().archives).toMatchObject([{ archive: { left: [], zips: [{ copy: null }, { copy: {} }] } }]);
  });

  it('counts files of finished ZIPs as written when it goes on', async () => {
    let isFull = true;
    const place = fakePlace('out', (name) => (isFull && name === 'N-1-S-2.zip' ? full : pickedZip(name)));
    const { intents, state, store } = await openResult({ outcome }, { openStudyZips: async () => place.place });
    await intents.saveStudies();
    isFull = false;
    const written: number[] = [];
    store.subscribe(() => {
      const { save } = state();
      if (save.kind === 'saving') written.push(save.written);
    });
    await intents.saveRest(1);
    expect(written[0]).toBe(2);
    expect(written.at(-1)).toBe(3);
  });
});
