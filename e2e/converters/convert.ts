import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What dcm2niix made of one image of a series. */
export type Converted = {
  readonly image: Buffer;
  /** As written; empty where the series has none. */
  readonly bval: string;
  readonly bvec: string;
  /** The BIDS sidecar. */
  readonly fields: Readonly<Record<string, unknown>>;
};

/** Runs dcm2niix over a folder. Images are named by their series number alone, which stays. @returns none when it makes none */
export function convert(inputs: string, outputs: string): ReadonlyMap<string, Converted> {
  mkdirSync(outputs, { recursive: true });
  try {
    execFileSync('dcm2niix', ['-b', 'y', '-ba', 'n', '-z', 'n', '-f', '%s', '-o', outputs, inputs], { stdio: 'pipe' });
  } catch {
    // It says so when it finds no image, and when it stops.
    return new Map();
  }
  const files = readdirSync(outputs);
  const textOf = (name: string) => (files.includes(name) ? readFileSync(join(outputs, name), 'latin1') : '');
  const images = files.filter((name) => extname(name) === '.nii').map((name) => name.slice(0, -4));
  return new Map(
    images.sort().map((name) => [
      name,
      {
        image: readFileSync(join(outputs, `${name}.nii`)),
        bval: textOf(`${name}.bval`),
        bvec: textOf(`${name}.bvec`),
        fields: JSON.parse(textOf(`${name}.json`) || '{}') as Record<string, unknown>,
      },
    ]),
  );
}
