import { withFingerprint } from '../../pipeline/batch/output-path.ts';
import type { OutputLine } from './record-lines.ts';

/** The path of an output of runs that share a folder without the fingerprint, which the run itself may have put there. */
export function plainPath({ output }: OutputLine, fingerprint: string): string {
  const ending = withFingerprint('.dcm', fingerprint);
  return output.endsWith(ending) ? `${output.slice(0, -ending.length)}.dcm` : output;
}
