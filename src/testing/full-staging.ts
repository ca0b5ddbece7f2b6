import { noStaging, type Staging } from '../pipeline/contracts/staging.ts';

/** A place that takes nothing. */
export const fullStaging: Staging = {
  ...noStaging,
  open: async () => ({
    place: 'full',
    append: () => {
      throw new Error('The disk is full.');
    },
    finish: async () => new Blob(),
    close: () => undefined,
  }),
};
