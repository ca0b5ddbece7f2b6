export function findRoot(argument: string): number | undefined;
export function cpuSeconds(root: number): number;
export type Memory = {
  readonly page: number;
  readonly browser: number;
  readonly series: readonly (readonly [number, number])[];
};
export function watchMemory(root: number, everyMs: number): () => Memory;
