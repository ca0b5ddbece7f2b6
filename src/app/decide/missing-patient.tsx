import type { ReactNode } from 'react';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { patientIdsOf } from './patient-ids.ts';

const text = decideStrings.missing;
const MOST = 5;

/** Whom the files are of that wait for a new ID. @param props.way to give them one; null where that is not done here */
export function MissingPatient({ entry, way }: { entry: WaitingEntry; way: ReactNode }) {
  const ids = patientIdsOf(entry);
  return (
    <>
      <h3>{text.heading}</h3>
      <ul className="decision-reasons">
        {ids.slice(0, MOST).map((id) => (
          <li key={id}>{id === '' ? text.noId : <code>{id}</code>}</li>
        ))}
        {ids.length > MOST && <li>{text.more(ids.length - MOST)}</li>}
      </ul>
      {way}
    </>
  );
}
