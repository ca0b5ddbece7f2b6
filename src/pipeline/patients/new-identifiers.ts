import type { Identity } from '../../deidentify/identify.ts';
import type { NewIdentifiers } from '../contracts/upload.ts';

/** What may be said of a file outside this machine. */
export function newIdentifiers(identity: Identity): NewIdentifiers {
  return {
    patientId: identity.patientIdNew,
    studyInstanceUid: identity.studyUidNew,
    seriesInstanceUid: identity.seriesUidNew,
    sopInstanceUid: identity.instanceUidNew,
  };
}
