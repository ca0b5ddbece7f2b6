/**
 * What V8 is told before the first thread starts. It optimises a function after so many bytes of its code have run. The engine has
 * many that are neither cold nor hot, in a thread each: with 67,584, as it is without this, optimising them took a fifth of all time of
 * 2,000 files (docs/command-line.md).
 * @param nodeVersion as `process.versions.node`
 * @returns null where V8 has no such flag, as in Node 22 and 24: it says so on standard error for each it does not know
 */
export function v8Flag(nodeVersion: string): string | null {
  return nodeVersion.startsWith('20.') ? '--interrupt-budget=1000000' : null;
}
