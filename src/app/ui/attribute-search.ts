import { createLoadedHook } from './loaded-function.ts';

/** The search of the data dictionary. */
export const useAttributeSearch = createLoadedHook(
  async () => (await import('../../dicom/find-attributes.ts')).findAttributes,
);

/** The search of safe private elements. */
export const useSafeAttributeSearch = createLoadedHook(
  async () => (await import('../../profile/find-safe-attributes.ts')).findSafeAttributes,
);
