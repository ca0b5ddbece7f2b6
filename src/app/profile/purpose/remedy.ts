import type { PurposeId } from '../../../profile/purposes/purposes.ts';

/** The purpose that keeps what converters need. Its switch, and the way back, stand above the whole batch. */
export const remedy: PurposeId = 'neuroimaging';
