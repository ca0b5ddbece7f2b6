import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One small input with what is right for it. */
export type Case = {
  /** Path below the folder of cases. */
  readonly file: string;
  readonly kind: string;
  /** What the product must do, in words. */
  readonly expect: string;
  readonly read: () => Uint8Array<ArrayBuffer>;
};

const folder = resolve(process.env['NESCIO_CASES'] ?? '../shared/cases');
const list = join(folder, 'cases.jsonl');
if (!existsSync(list)) console.warn(`SKIPPED: no cases at ${folder}; set NESCIO_CASES to run over them.`);

/** Every case of the folder NESCIO_CASES; none, and a word about it, where there is no such folder. */
export const allCases: readonly Case[] = existsSync(list)
  ? readFileSync(list, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const { file, kind, expect } = JSON.parse(line) as { file: string; kind: string; expect: string };
        return { file, kind, expect, read: () => new Uint8Array(readFileSync(join(folder, file))) };
      })
  : [];

/** The cases of one kind. A kind without cases is an error where the folder exists, so that no test passes on nothing. */
export function casesOf(kind: string): readonly Case[] {
  const cases = allCases.filter((one) => one.kind === kind);
  if (allCases.length > 0 && cases.length === 0) throw new Error(`No case of kind ${kind} in ${folder}.`);
  return cases;
}
