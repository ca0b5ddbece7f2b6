import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { Totals } from '../outcomes.ts';

export type Series = Totals & {
  readonly key: string;
  readonly label: string;
  readonly modality: string;
  readonly members: readonly BatchFile[];
};
export type Study = Totals & {
  readonly key: string;
  readonly date: string;
  readonly description: string;
  readonly series: readonly Series[];
};
export type Patient = Totals & {
  readonly key: string;
  readonly name: string;
  readonly id: string;
  readonly studies: readonly Study[];
};
