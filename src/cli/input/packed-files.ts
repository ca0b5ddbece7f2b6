import type { BatchFile, FileKeeping } from '../../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import { reviveBytes } from '../../pipeline/pool/node/revive-bytes.ts';
import { createPackedValues } from './packed-values.ts';

type Packed = Pick<BatchFile, 'path' | 'scan'> & { readonly content: InputContent | null };
type Decisions = Omit<BatchFile, 'id' | 'path' | 'content' | 'scan' | 'outcome'>;
type Beside = Decisions & {
  /** Bytes that cannot be packed; absent: they are. */
  readonly content?: InputContent;
};

/**
 * Keeps a batch's files packed, so that a run of very many fits into memory. Each is an object of a few words, whose members are read
 * like those of any other: they are unpacked when they are asked for, and a copy made by `...file` has all of them.
 */
export function packedFiles(): FileKeeping {
  const found = createPackedValues<Packed>();
  const outcomes = createPackedValues<FileOutcome>();

  class PackedFile {
    readonly id: number;
    readonly #place: number;
    /** -1 where there is no outcome yet. */
    readonly #outcome: number;
    readonly #beside: Beside;

    constructor(id: number, place: number, outcome: number, beside: Beside) {
      this.id = id;
      this.#place = place;
      this.#outcome = outcome;
      this.#beside = beside;
      Object.defineProperties(this, PackedFile.#members);
    }

    with(outcome: FileOutcome | null | undefined, decisions: Partial<Decisions>): BatchFile {
      const place = outcome === undefined ? this.#outcome : outcome === null ? -1 : outcomes.add(outcome);
      const isAsBefore = Object.keys(decisions).length === 0;
      const beside = isAsBefore ? this.#beside : { ...this.#beside, ...decisions };
      return asFile(new PackedFile(this.id, this.#place, place, beside));
    }

    // Accessors of each object itself, so that a copy has what they give; the objects share them.
    static readonly #members: PropertyDescriptorMap & ThisType<PackedFile> = {
      path: member((file) => found.get(file.#place).path),
      content: member((file) => file.#beside.content ?? revived(found.get(file.#place).content)),
      scan: member((file) => found.get(file.#place).scan),
      outcome: member((file) => (file.#outcome === -1 ? null : outcomes.get(file.#outcome))),
      release: member((file) => file.#beside.release),
      redaction: member((file) => file.#beside.redaction),
      values: member((file) => file.#beside.values),
      document: member((file) => file.#beside.document),
      search: member((file) => file.#beside.search),
    };
  }

  function member(get: (file: PackedFile) => unknown): PropertyDescriptor & ThisType<PackedFile> {
    return {
      enumerable: true,
      get() {
        return get(this);
      },
    };
  }

  function asFile(file: PackedFile): BatchFile {
    // The compiler does not see accessors that are defined for each object.
    return file as unknown as BatchFile;
  }

  function add(file: BatchFile): BatchFile {
    if ((file as object) instanceof PackedFile) return file;
    const { id, path, content, scan, outcome, ...decisions } = file;
    const isPacked = content === null || isPackable(content);
    const place = found.add({ path, scan, content: isPacked ? content : null });
    const beside = { ...decisions, ...(!isPacked && { content }) };
    const isPlain = isPacked && Object.keys(decisions).length === 1 && file.release === null;
    return asFile(new PackedFile(id, place, outcome === null ? -1 : outcomes.add(outcome), isPlain ? nothing : beside));
  }

  return {
    add,
    change: (file, { outcome, ...decisions }) => (add(file) as unknown as PackedFile).with(outcome, decisions),
  };
}

/** Of files about which nobody has decided, one for all. */
const nothing: Beside = { release: null };

/** Blobs cannot be packed, and stretches of an archive share what is before them. */
function isPackable(content: InputContent): boolean {
  return !('stretches' in content) && !(content.blob instanceof Blob);
}

function revived(content: InputContent | null): InputContent | null {
  return content && { ...content, blob: reviveBytes(content.blob) };
}
