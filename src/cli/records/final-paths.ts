import { comparePaths, withFingerprint } from '../../pipeline/batch/output-path.ts';
import type { OutputLine } from './record-lines.ts';

/**
 * Where each output of runs that share a folder is in the end. A run knows its own files alone; of all that want one path the
 * one with the least fingerprint has it, and the others have theirs behind the name, as in one batch (docs/adr/0008).
 */
export function finalPaths(outputs: readonly OutputLine[]): (output: OutputLine) => string {
  const least = new Map<string, string>();
  for (const output of outputs) {
    if (output.fingerprint === undefined) continue;
    const path = plainPath(output, output.fingerprint);
    const known = least.get(path);
    if (known === undefined || comparePaths(output.fingerprint, known) < 0) least.set(path, output.fingerprint);
  }
  return (output) => {
    const { fingerprint } = output;
    if (fingerprint === undefined) return output.output;
    const path = plainPath(output, fingerprint);
    return least.get(path) === fingerprint ? path : withFingerprint(path, fingerprint);
  };
}

/** The path without the fingerprint, which the run itself may have put there. */
function plainPath({ output }: OutputLine, fingerprint: string): string {
  const ending = withFingerprint('.dcm', fingerprint);
  return output.endsWith(ending) ? `${output.slice(0, -ending.length)}.dcm` : output;
}
