import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createProfile } from '../../src/profile/create-profile.ts';
import type { Profile } from '../../src/profile/profile.ts';
import { purposeProfile } from '../../src/profile/purposes/purpose-profile.ts';
import { tryIndexBytes } from '../../src/testing/build-dataset.ts';
import { deidentifyBytes } from '../../src/testing/deidentify-bytes.ts';

export const convertersFolder = resolve(process.env['NESCIO_CONVERTERS'] ?? '../shared/corpus/converters');
export const hasConverters = existsSync(convertersFolder);
if (!hasConverters) console.warn(`SKIPPED: no series at ${convertersFolder}; set NESCIO_CONVERTERS to run over them.`);

export type Series = { readonly vendor: string; readonly folder: string };

const siemens = 'Siemens VE, mosaic';

/** Whole series by vendor. The small ones also run within the unit tests. */
export const allSeries: readonly Series[] = [
  ...['ep2d_Asc_2', 'ep2d_Int_4', 'ep2d_Int_HF_5', 'cmrr_Asc_6', 'cmrr_Asc_HF_7', 'cmrr_Int_8', 'cmrr_Int_HF_9'].map(
    (name) => ({ vendor: siemens, folder: `mosaic/In/${name}` }),
  ),
  { vendor: siemens, folder: 'mosaic/In/ep2d_Asc_HF_10' },
  ...[3, 4, 5, 6].map((n) => ({ vendor: siemens, folder: `nih/In/20180918Si/mr_000${n}` })),
  { vendor: 'Siemens XA, enhanced', folder: 'xa60/In/XA61/DICOM/24100310/14440000' },
  ...[4, 5, 6, 7].map((n) => ({ vendor: 'GE', folder: `nih/In/20180918GE/mr_000${n}` })),
  { vendor: 'Philips, classic', folder: 'philips_dwi/In/cl/DICOM' },
  { vendor: 'United Imaging, grid', folder: 'uih/In/DTI_134434/dti_tra_dir16_AP_SaveBySlc__140028' },
  { vendor: 'United Imaging, grid', folder: 'uih/In/DTI_134434/dti_tra_dir16_PA_SaveBySlc__135612' },
];

export type Purpose = { readonly name: string; readonly profile: Profile };

/** What a person may choose for it. Under the last nothing but names, dates and identifiers may differ. */
export const purposes: readonly Purpose[] = [
  { name: 'default', profile: purposeProfile('default') },
  { name: 'safe private', profile: createProfile('qmenta-guarded', ['retainSafePrivate']) },
  { name: 'neuroimaging', profile: purposeProfile('neuroimaging') },
];

export type Deidentified = {
  readonly files: number;
  /** Files that are held, or carry a finding, for what converters need. */
  readonly warned: number;
};

/** De-identifies the images of a series into a folder, held ones included, as after a release. */
export function deidentifySeries({ folder }: Series, { profile }: Purpose, outputs: string): Deidentified {
  rmSync(outputs, { recursive: true, force: true });
  mkdirSync(outputs, { recursive: true });
  const inputs = join(convertersFolder, folder);
  let files = 0;
  let warned = 0;
  for (const name of readdirSync(inputs)) {
    const path = join(inputs, name);
    const bytes = statSync(path).isFile() ? new Uint8Array(readFileSync(path)) : null;
    if (bytes === null || tryIndexBytes(bytes).kind !== 'indexed') continue;
    const { plan, bytes: output } = deidentifyBytes(bytes, { preset: profile.preset, profile });
    files++;
    const isHeld = plan.holds.some(({ kind }) => kind === 'geometry-change');
    if (isHeld || plan.findings.some(({ code }) => code === 'needed-by-converters')) warned++;
    writeFileSync(join(outputs, name), output);
  }
  return { files, warned };
}
