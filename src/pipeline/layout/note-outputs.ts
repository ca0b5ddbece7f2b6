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
  /** Null where the checksum of one output is not known. */
  readonly outputs: () => readonly WrittenOutput[] | null;
};

export function createOutputNotes(): OutputNotes {
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
        write: async (delivery) => {
          const { path, file } = delivery;
          const result = await destination.write(delivery);
          if (result.kind !== 'written') return result;
          const crc32 = result.crc32 ?? file.crc32;
          if (crc32 === null) knowsOwn = false;
          else own.push({ path, sizeBytes: file.sizeBytes, crc32 });
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
    outputs: () => (isKnown ? [...kept] : null),
  };
}
