import { type Destination, isDeliveryFailure, type WrittenOutput } from '../contracts/destination.ts';

/** Notes what destinations hold, byte by byte. */
export type OutputNotes = {
  /**
   * @param earlier given for a destination whose finished files stay when it is stopped: what it holds from before, null where that
   *   is not known
   */
  readonly within: <Result>(
    destination: Destination<Result>,
    earlier?: readonly WrittenOutput[] | null,
  ) => Destination<Result>;
  /** Null where the checksum of one output is not known. With SHA-256 where that of each is known. */
  readonly outputs: () => readonly WrittenOutput[] | null;
};

/** @param hashes whether each output is noted with its SHA-256 */
export function createOutputNotes(hashes: boolean): OutputNotes {
  const kept: WrittenOutput[] = [];
  let isKnown = true;
  return {
    within: (destination, earlier) => {
      const own = [...(earlier ?? [])];
      let knowsOwn = earlier !== null;
      const keep = (): void => {
        for (const output of own.splice(0)) kept.push(output);
        isKnown &&= knowsOwn;
      };
      return {
        ...destination,
        ...(hashes && { wantsSha256: true }),
        write: async (delivery) => {
          const { path, file } = delivery;
          const result = await destination.write(delivery);
          if (result.kind !== 'written') return result;
          const crc32 = result.crc32 ?? file.crc32;
          if (crc32 === null) knowsOwn = false;
          else own.push({ path, sizeBytes: file.sizeBytes, crc32, ...(file.sha256 && { sha256: file.sha256 }) });
          return result;
        },
        close: async () => {
          const closed = await destination.close();
          if (!isDeliveryFailure(closed)) keep();
          return closed;
        },
        abort: async () => {
          await destination.abort();
          if (earlier !== undefined) keep();
        },
      };
    },
    outputs: () => (isKnown ? withEqualMembers(kept) : null),
  };
}

/** A table has a column for all of its rows: an earlier session may have written files without their hashes. */
function withEqualMembers(outputs: readonly WrittenOutput[]): readonly WrittenOutput[] {
  if (outputs.every(({ sha256 }) => sha256 !== undefined)) return [...outputs];
  return outputs.map(({ path, sizeBytes, crc32 }) => ({ path, sizeBytes, crc32 }));
}
