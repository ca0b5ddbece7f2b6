import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { DeidentifiedOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { FolderSave } from '../../pipeline/contracts/folder-saving.ts';
import type { Layout } from '../../pipeline/layout/layout.ts';
import { createOutputNotes } from '../../pipeline/layout/note-outputs.ts';
import type { BatchState, WrittenOutputs } from '../batch/batch-state.ts';
import { lazyScript } from '../ui/controls/lazy-view.tsx';
import { strings } from '../ui/strings.ts';
import { type SaveRun, type Saving, startSaveRun } from './save-run.ts';

// Most saves have the usual names.
const layoutScript = lazyScript(() => import('../../pipeline/layout/lay-out-outputs.ts'));
const directoryScript = lazyScript(() => import('../../pipeline/layout/directory-output.ts'));

/** What a save is to write, under the names that the person has chosen. */
export type NamedOutputs = {
  readonly files: readonly BatchFile[];
  /** The destination, and what the layout wants to have beside the files. */
  readonly within: <Result>(destination: Destination<Result>, folder?: FolderSave) => Promise<Destination<Result>>;
  /** For the records: they tell each output as it was written. */
  readonly outputs: (isWhole: boolean) => WrittenOutputs;
};

/**
 * Gives files the names of a layout. The usual names are there already; for others all headers are read once more.
 * @param run of a save that shows the progress already; a new one without it
 * @returns null when the person has cancelled it
 */
export async function nameOutputs(
  saving: Saving,
  layout: Layout,
  files: readonly BatchFile[],
  run: SaveRun | null = null,
): Promise<NamedOutputs | null> {
  const { store, services } = saving;
  const notes = createOutputNotes(store.getState().hashesOutputs);
  const noted = async <Result>(destination: Destination<Result>, folder?: FolderSave) =>
    notes.within(destination, folder?.finishedOutputs);
  const outputsUnder = (paths: WrittenOutputs['paths']) => (isWhole: boolean) => ({
    paths,
    rows: notes.outputs(),
    isWhole,
  });
  if (layout === 'pseudonyms') return { files, within: noted, outputs: outputsUnder(null) };
  const { signal, show } = run ?? startSaveRun(saving, 'names', files);
  try {
    const { layOutOutputs } = await layoutScript();
    const named = await layOutOutputs(services.pool, files, layout, signal, show);
    const paths = new Map(
      named.flatMap(({ id, outcome }) => (outcome?.kind === 'deidentified' ? [[id, outcome.outputPath] as const] : [])),
    );
    const outputs = outputsUnder(paths);
    if (layout !== 'dicomdir') return { files: named, within: noted, outputs };
    const { withDirectory } = await directoryScript();
    const projectKey = store.getState().projectKey.bytes;
    let missing = 0;
    const onLeftOut = (leftOut: number): void => {
      missing += leftOut;
      store.dispatch({ kind: 'noticed', message: strings.save.notInDirectory(missing) });
    };
    return {
      files: named,
      within: async (destination, folder) => {
        const finished = folder?.earlier.finished ?? new Map();
        return withDirectory(await noted(destination, folder), named, { projectKey, finished, onLeftOut });
      },
      outputs,
    };
  } catch (cause) {
    if (signal.aborted) return null;
    throw cause;
  }
}

/** As `nameOutputs`, for a place that was opened for them: without names it is given up. */
export async function nameOutputsFor(
  saving: Saving,
  layout: Layout,
  files: readonly BatchFile[],
  giveUp: () => Promise<unknown>,
): Promise<NamedOutputs | null> {
  try {
    const outputs = await nameOutputs(saving, layout, files);
    if (outputs === null) await giveUp();
    return outputs;
  } catch (cause) {
    await giveUp();
    throw cause;
  }
}

/** Files as the last save has named them; those that it did not write keep the name that they have. */
export function asWritten({ files, outputs }: Pick<BatchState, 'files' | 'outputs'>): readonly BatchFile[] {
  const paths = outputs?.paths;
  if (!paths) return files;
  return files.map((file) => {
    const outputPath = paths.get(file.id);
    return outputPath === undefined ? file : withName(file, { outputPath });
  });
}

/** What the last save has written, byte by byte, for `outputs.csv`; nothing where that is not known. */
export function outputRowsOf({ outputs }: Pick<BatchState, 'outputs'>) {
  const rows = outputs?.rows ?? [];
  return rows.length > 0 ? { outputs: rows } : {};
}

/** A file under the name, and with what was told of its output, that a layout gave it; otherwise as it is now. */
export function withName(file: BatchFile, given: Pick<DeidentifiedOutcome, 'outputPath' | 'facts'>): BatchFile {
  if (file.outcome?.kind !== 'deidentified') return file;
  const { outputPath, facts } = given;
  return { ...file, outcome: { ...file.outcome, outputPath, ...(facts && { facts }) } };
}
