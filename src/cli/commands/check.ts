import { summariesOf } from '../../pipeline/patients/patients-for.ts';
import { patientTableCsv } from '../../report/patient-table-csv.ts';
import { usageError } from '../exit-status.ts';
import type { ProgramContext } from '../program-context.ts';
import { createSpeech } from '../speech.ts';
import { type LookOptions, lookAt } from './look.ts';
import { plan } from './plan.ts';
import { conclude, logDecided, openLog } from './telling.ts';

export type CheckOptions = LookOptions & {
  /** Prints the table of patients to be filled in. */
  readonly patients?: true;
  readonly patientTable?: string;
  /** Searches for text and writes a plan into the folder of `out`. */
  readonly detect?: true;
  readonly out?: string;
};

/** `nescio check IN...`: what would become of files; nothing is written. @returns the exit status */
export function check(inputs: readonly string[], options: CheckOptions, context: ProgramContext): Promise<number> {
  if (options.detect === true) return plan(inputs, options, context);
  if (options.out !== undefined) return Promise.reject(usageError('--out belongs to --detect.'));
  const { streams } = context;
  const speech = createSpeech(streams);
  const table = options.patientTable ?? (options.patients === true ? null : undefined);
  return lookAt(inputs, options, table, context, speech, async ({ decided: { files }, rows }) => {
    logDecided(files, openLog(options, options.patients === true ? streams.err : streams.out));
    if (options.patients === true) {
      const summaries = summariesOf(files);
      streams.out.write(patientTableCsv(summaries, rows));
      const unnamed = summaries.filter(({ patientId }) => patientId === '').length;
      if (unnamed > 0)
        speech.say(`Files without a Patient ID (0010,0020), whose patients no table can name: ${unnamed}.`);
      speech.say('The table names patients. Keep it where the originals are, and fill in id_new.');
    }
    return conclude(files, options, speech);
  });
}
