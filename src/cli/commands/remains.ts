import { listRemaining } from '../../pipeline/survey/list-remaining.ts';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import { csvRow } from '../../report/csv.ts';
import { exitStatus } from '../exit-status.ts';
import type { ProgramContext } from '../program-context.ts';
import { createSpeech } from '../speech.ts';
import { type LookOptions, lookAt } from './look.ts';
import { conclude, logSettled, openLog } from './telling.ts';

export type RemainsOptions = LookOptions & { readonly patients?: string; readonly format: 'csv' | 'json' };

/**
 * `nescio remains IN...`: every value that would stand in the outputs, as *What remains* of the page lists them. Nothing is written
 * but the list, which holds values. @returns the exit status of `check`, or that of failed files where the list is not whole
 */
export function remains(inputs: readonly string[], options: RemainsOptions, context: ProgramContext): Promise<number> {
  const { streams, signal } = context;
  const speech = createSpeech(streams);
  return lookAt(inputs, options, options.patients, context, speech, async ({ decided: { files, use } }) => {
    logSettled(files, openLog(options, streams.err));
    const { rows, looked, total } = await use((pool) =>
      listRemaining(pool, files, signal, (done, all) => speech.progress(`${done} of ${all} outputs were looked at`)),
    );
    if (options.format === 'csv') streams.out.write(csvRow(columns));
    for (const row of rows) streams.out.write(options.format === 'csv' ? csvRow(cellsOf(row)) : jsonOf(row));
    if (options.log !== 'none') {
      const toCheck = rows.filter(({ isToCheck }) => isToCheck).length;
      speech.say(`${rows.length} values in ${looked} outputs, ${toCheck} of them to check.`);
    }
    const status = conclude(files, options, speech);
    if (looked === total) return status;
    // Without a log as well: nobody may take such a list for all that would go out.
    speech.say(`The list is not whole: ${total - looked} outputs could not be looked at.`);
    return Math.max(status, exitStatus.failed);
  });
}

const columns = ['value', 'path', 'name', 'vr', 'files', 'why', 'check', 'action', 'reason', 'line'];

function cellsOf({ text, path, name, vr, files, why, isToCheck, action, reason, fileId }: RemainingRow) {
  const check = isToCheck ? 'yes' : 'no';
  return [text ?? '', path, name, vr, String(files), why, check, action, reason, String(fileId + 1)];
}

/** `value` is null where values beyond the first 1,000 of an attribute were only counted. */
function jsonOf({ text, path, name, vr, files, why, isToCheck, action, reason, fileId }: RemainingRow): string {
  const row = { value: text, path, name, vr, files, why, check: isToCheck, action, reason, line: fileId + 1 };
  return `${JSON.stringify(row)}\n`;
}
