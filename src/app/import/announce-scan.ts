import type { ScanProgress } from '../batch/batch-state.ts';
import { formatDuration } from '../ui/format.ts';
import { progressStrings } from '../ui/strings/progress.ts';
import { strings } from '../ui/strings.ts';

/** How many files were found and read, and how long the rest may take once there is enough to tell by. */
export function announceScan(scan: ScanProgress): string {
  const { found, read, nowMs } = scan.announced;
  const text = strings.scan.status(found, read);
  const elapsedMs = nowMs - scan.startedAtMs;
  if (elapsedMs < 2000 || read === 0 || read >= found) {
    return text;
  }
  return `${text} ${progressStrings.scanning.left(formatDuration((elapsedMs / read) * (found - read)))}`;
}
