import { comparePaths } from '../../pipeline/batch/output-path.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DeliveryFailure } from '../../pipeline/contracts/destination.ts';
import { strings } from '../ui/strings.ts';
import { roomProblem } from './free-space.ts';
import { type NamedOutputs, nameOutputsFor, withName } from './name-outputs.ts';
import { countLeftBehind, exportable, type SaveRun, type Saving, startSaveRun } from './save-run.ts';
import type { StudyZip, StudyZips } from './services.ts';

/** Where a set of ZIPs is written, and under which names. */
type Place = { readonly zips: StudyZips; readonly outputs: NamedOutputs };

/** Saves one ZIP per study, one after the other. A fault in one leaves the finished ones as they are. */
export function createStudiesControls(saving: Saving) {
  const { store, services } = saving;
  /** Where unfinished sets go on, by the number of their output. */
  const places = new Map<number, Place>();

  async function write(place: Place, done: readonly StudyZip[], replaces: number | null): Promise<void> {
    const chosen = exportable(store);
    const studies = groupByStudy(chosen);
    const outcomes = new Map(place.outputs.files.map(({ id, outcome }) => [id, outcome]));
    // A set that goes on later writes what was decided since.
    const underName = (file: BatchFile) => {
      const given = outcomes.get(file.id);
      return given?.kind === 'deidentified' ? withName(file, given) : file;
    };
    const doneNames = new Set(done.map(({ name }) => name));
    const doneFiles = [...studies].flatMap(([name, files]) => (doneNames.has(name) ? files : []));
    const run = startSaveRun(saving, 'studies', chosen, doneFiles);
    const zips = [...done];
    let failure: DeliveryFailure | null = null;
    let leftBehind = 0;
    for (const [name, files] of studies) {
      if (!doneNames.has(name)) {
        const members = files.map(underName);
        const zip = await writeOne(place, run, name, members);
        if ('failure' in zip) {
          ({ failure, leftBehind } = zip);
          break;
        }
        zips.push(zip);
      }
    }
    if (zips.length === 0) {
      await place.zips.removeIfEmpty();
    }
    report(place, zips, [...studies.keys()], replaces, failure, leftBehind);
  }

  async function writeOne(
    place: Place,
    run: SaveRun,
    name: string,
    files: readonly BatchFile[],
  ): Promise<StudyZip | { readonly failure: DeliveryFailure; readonly leftBehind: number }> {
    const problem = place.zips.folderName === null ? await roomProblem(services, files) : null;
    if (problem !== null) {
      return { failure: { kind: 'no-space', message: strings.save.noRoomForStudy(problem) }, leftBehind: 0 };
    }
    const destination = await place.zips.open(name).catch(() => null);
    const result = destination === null ? cannotOpen : await run.write(await place.outputs.within(destination), files);
    if (result.kind !== 'saved') {
      return { failure: result, leftBehind: countLeftBehind(destination) };
    }
    const archive = result.result;
    const copy = archive.kind === 'staged' ? archive : null;
    const sizeBytes = archive.kind === 'staged' ? archive.file.size : archive.sizeBytes;
    if (copy !== null) {
      services.download(copy.file, name);
    }
    return { name, files: result.files, sizeBytes, copy };
  }

  function report(
    place: Place,
    zips: readonly StudyZip[],
    names: readonly string[],
    replaces: number | null,
    failure: DeliveryFailure | null,
    leftBehind: number,
  ): void {
    const saved = new Set(zips.map(({ name }) => name));
    const left = names.filter((name) => !saved.has(name));
    if (zips.length > 0) {
      const files = zips.reduce((sum, zip) => sum + zip.files, 0);
      const archive = { kind: 'studies', folderName: place.zips.folderName, zips, left } as const;
      store.dispatch({ kind: 'outputs-written', outputs: place.outputs.outputs(left.length === 0) });
      store.dispatch(
        replaces === null
          ? { kind: 'saved', archive, files }
          : { kind: 'rest-saved', archive, files, number: replaces },
      );
      places.set(store.getState().archives.at(-1)!.number, place);
    }
    if (failure !== null) {
      const isFailure = failure.kind !== 'cancelled';
      const message = isFailure
        ? strings.save.studiesStopped(zips.length, names.length, failure.message, leftBehind)
        : strings.save.studiesCancelled(leftBehind);
      store.dispatch({ kind: 'save-stopped', isFailure, message });
    }
  }

  return {
    save: async (): Promise<void> => {
      const zips = await services.openStudyZips();
      if (zips === null) {
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.noPlace.studies });
      }
      if (!(await saving.untilSearched()) || exportable(store).length === 0) {
        await zips.removeIfEmpty();
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.notBegun(0) });
      }
      const { layout } = store.getState();
      // Named as one batch: no name is in two ZIPs.
      const outputs = await nameOutputsFor(saving, layout, exportable(store), zips.removeIfEmpty);
      if (outputs !== null) return write({ zips, outputs }, [], null);
      store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.studiesCancelled(0) });
    },
    /** Goes on with a set that was broken off. */
    saveRest: async (number: number): Promise<void> => {
      const written = store.getState().archives.find((candidate) => candidate.number === number);
      const place = places.get(number);
      if (written?.archive.kind !== 'studies' || place === undefined) return;
      const isSearched = await saving.untilSearched();
      // What is in the finished ZIPs may have changed while the search was waited for.
      const isOutOfDate = store.getState().archives.find((candidate) => candidate.number === number)?.isOutOfDate;
      if (!isSearched || isOutOfDate !== false) {
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.notBegun(0) });
      }
      await write(place, written.archive.zips, number);
    },
  };
}

const cannotOpen: DeliveryFailure = { kind: 'not-writable', message: strings.save.cannotOpen };

/** Files by the name of their study's ZIP, `<patient>-<study>.zip`, all in the order of the new paths. */
export function groupByStudy(files: readonly BatchFile[]): ReadonlyMap<string, readonly BatchFile[]> {
  const placed = files.flatMap((file) =>
    file.outcome?.kind === 'deidentified' ? [{ file, path: file.outcome.outputPath }] : [],
  );
  const studies = new Map<string, BatchFile[]>();
  for (const { file, path } of placed.sort((one, other) => comparePaths(one.path, other.path))) {
    const [patient, study] = path.split('/');
    const name = `${patient}-${study}.zip`;
    const members = studies.get(name);
    if (members === undefined) {
      studies.set(name, [file]);
    } else {
      members.push(file);
    }
  }
  return studies;
}
