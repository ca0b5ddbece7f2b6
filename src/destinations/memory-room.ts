/**
 * The most bytes of finished archives that are kept in memory at one time, where the browser lends the page no storage. A
 * constant, so that it is known before a save begins; a tab of a 64-bit browser has it to spare.
 */
export const memoryRoomBytes = 500_000_000;

/** Room in memory, which archives share until their copies are deleted. */
export type MemoryRoom = {
  readonly limitBytes: number;
  readonly leftBytes: () => number;
  /** @returns the function that gives the bytes back; calling it again changes nothing. */
  readonly take: (sizeBytes: number) => () => void;
};

export function createMemoryRoom(limitBytes: number): MemoryRoom {
  let takenBytes = 0;
  return {
    limitBytes,
    leftBytes: () => Math.max(0, limitBytes - takenBytes),
    take: (sizeBytes) => {
      let isTaken = true;
      takenBytes += sizeBytes;
      return () => {
        if (isTaken) takenBytes -= sizeBytes;
        isTaken = false;
      };
    },
  };
}
