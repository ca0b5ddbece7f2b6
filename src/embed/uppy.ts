// The entry `nescio/uppy` (docs/embedding.md): a plug-in for Uppy 5 and 6. The host brings @uppy/core.
import { BasePlugin, type Body, type Meta, type PluginOpts, type Uppy, type UppyFile } from '@uppy/core';
import { VERSION } from '../app/ui/version.ts';
import { findArchive } from '../pipeline/archive/find-archive.ts';
import { comparePaths } from '../pipeline/batch/output-path.ts';
import { readerOf } from '../sources/list-archive.ts';
import { createDeidentifier, type Deidentifier, type DeidentifierOptions } from './create-deidentifier.ts';
import { cleanMeta } from './uppy-meta.ts';

/** How many files an upload lost, by why. Counts only: ids of Uppy's files hold original names. */
export type Removed = {
  readonly held: number;
  readonly skipped: number;
  readonly failed: number;
  /** Archives: their members must be added one by one. */
  readonly archives: number;
  /** Files that a server of Uppy's would fetch, so that they never pass here. */
  readonly remote: number;
};

export type NescioUppyOptions = PluginOpts &
  DeidentifierOptions & {
    /** Told after each upload's preparation in which files were removed. */
    readonly onRemoved?: (removed: Removed) => void;
  };

/** Texts that Uppy shows people, to be replaced by the option `locale`. */
const nescioLocale = {
  strings: {
    deidentifying: 'De-identifying',
    goldenRetriever: 'Golden Retriever stores original files, so Nescio does not run beside it.',
    notDeidentified: 'Upload stopped: it had files that were not de-identified.',
  },
};

const noneRemoved: Removed = { held: 0, skipped: 0, failed: 0, archives: 0, remote: 0 };

/**
 * De-identifies what Uppy is about to upload. It fails closed: a file goes on only as the output of this plug-in, all others
 * are removed before any uploader sees them, and when the engine stops the whole upload stops.
 */
export class NescioUppy<M extends Meta, B extends Body> extends BasePlugin<NescioUppyOptions, M, B> {
  static VERSION = VERSION;
  readonly #deidentifier: Deidentifier;
  /** Outputs of this instance and the name each must go out under. By object, so no text can stand in for one. */
  readonly #outputs = new WeakMap<object, string>();

  constructor(uppy: Uppy<M, B>, options?: NescioUppyOptions) {
    super(uppy, options);
    if (options === undefined) throw new TypeError('The Nescio plug-in needs a profile and a key.');
    this.id = options.id ?? 'Nescio';
    this.type = 'modifier';
    this.defaultLocale = nescioLocale;
    this.i18nInit();
    this.#deidentifier = createDeidentifier(options);
  }

  override install(): void {
    this.uppy.addPreProcessor(this.#prepare);
    this.uppy.addUploader(this.#guard);
    this.uppy.on('upload-start', this.#guardFiles);
    // Last: a host that carries on after the error still has the checks, and they refuse as well.
    this.#refuseRecovery();
  }

  override uninstall(): void {
    this.uppy.removePreProcessor(this.#prepare);
    // Uploads without this plug-in would be uploads of originals: the guards stay.
    this.#deidentifier.close();
  }

  /** Golden Retriever writes originals into the browser's storage and puts them back in mid-upload. */
  #refuseRecovery(): void {
    if (this.uppy.getPlugin('GoldenRetriever') !== undefined) {
      throw new Error(this.i18n('goldenRetriever'));
    }
  }

  readonly #prepare = async (fileIds: readonly string[], uploadId: string): Promise<void> => {
    this.#refuseRecovery();
    const removed = { ...noneRemoved };
    const remove = (id: string, why: keyof Removed) => {
      if (this.uppy.getFile(id) === undefined) return;
      removed[why] += 1;
      this.uppy.removeFile(id);
    };
    const originals = await this.#originalsOf(fileIds, remove);
    // Ids hold names, and names say what is a zip; numbers say nothing.
    const inputs = originals.map(({ blob }, at) => ({ path: String(at), blob }));
    const isSettled = new Set<string>();
    const paths = new Map<string, string>();
    for await (const outcome of this.#deidentifier.process(inputs)) {
      const { id } = originals[Number(outcome.inputPath)]!;
      isSettled.add(id);
      if (outcome.kind === 'deidentified') {
        this.#replace(id, outcome.file);
        paths.set(id, outcome.outputPath);
      } else remove(id, outcome.kind);
    }
    for (const { id } of originals) if (!isSettled.has(id)) remove(id, 'failed');
    this.#orderByPath(uploadId, paths);
    if (Object.values(removed).some((count) => count > 0)) this.opts.onRemoved?.(removed);
  };

  /** Uppy sends files as they were added, which is mostly the order of names: they go in the order of their new paths. */
  #orderByPath(uploadId: string, paths: ReadonlyMap<string, string>): void {
    const { currentUploads } = this.uppy.getState();
    const upload = currentUploads[uploadId];
    if (upload === undefined) return;
    const pathOf = (id: string) => paths.get(id) ?? '';
    const fileIDs = [...upload.fileIDs].sort((one, other) => comparePaths(pathOf(one), pathOf(other)));
    this.uppy.setState({ currentUploads: { ...currentUploads, [uploadId]: { ...upload, fileIDs } } });
  }

  /** The files of an upload that are not outputs yet; what this plug-in cannot look into is removed. */
  async #originalsOf(fileIds: readonly string[], remove: (id: string, why: keyof Removed) => void) {
    const originals: { readonly id: string; readonly blob: Blob }[] = [];
    for (const id of fileIds) {
      const file = this.uppy.getFile(id);
      if (file === undefined || this.#isOutput(file)) continue;
      if (!(file.data instanceof Blob)) remove(id, 'remote');
      else if (await isArchive(file.data)) remove(id, 'archives');
      else {
        originals.push({ id, blob: file.data });
        this.uppy.emit('preprocess-progress', file, { mode: 'indeterminate', message: this.i18n('deidentifying') });
      }
    }
    return originals;
  }

  /** Everything that an uploader sends of a file, at once. */
  #replace(id: string, output: File): void {
    const file = this.uppy.getFile(id);
    // Taken out by the person while it was under way.
    if (file === undefined) return;
    this.#outputs.set(output, output.name);
    this.uppy.setFileState(file.id, {
      data: output,
      size: output.size,
      name: output.name,
      extension: 'dcm',
      type: output.type,
      meta: cleanMeta(file.meta, file.name, output) as UppyFile<M, B>['meta'],
      preview: undefined,
    } as Partial<UppyFile<M, B>>);
    this.uppy.emit('preprocess-complete', this.uppy.getFile(file.id));
  }

  #isOutput({ data, name, meta, size }: UppyFile<M, B>): boolean {
    const expected = data === undefined || data === null ? undefined : this.#outputs.get(data);
    const { relativePath = null } = meta as { readonly relativePath?: unknown };
    return (
      expected !== undefined &&
      name === expected &&
      meta.name === expected &&
      size === (data as Blob).size &&
      (relativePath === null || relativePath === expected)
    );
  }

  /** Runs where uploaders run: before them, if this plug-in was added before them. */
  readonly #guard = async (fileIds: readonly string[]): Promise<void> => {
    const files = fileIds.map((id) => this.uppy.getFile(id)).filter((file) => file !== undefined);
    this.#guardFiles(files);
  };

  /** Uploaders announce their files in this event before they send; a throw here ends the upload. */
  readonly #guardFiles = (files: readonly UppyFile<M, B>[]): void => {
    const unknown = files.filter((file) => !this.#isOutput(file));
    if (unknown.length === 0) return;
    this.uppy.removeFiles(unknown.map(({ id }) => id));
    throw new Error(this.i18n('notDeidentified'));
  };
}

/** An archive that would come to several files or to none, unless it is a DICOM file (PS3.10 7.1). */
async function isArchive(blob: Blob): Promise<boolean> {
  const prefix = await blob.slice(128, 132).text();
  if (prefix === 'DICM') return false;
  const found = await findArchive(readerOf(blob), blob.size, '');
  return found !== null && (found.kind === 'archive' || found.outcome.code.startsWith('archive-'));
}
