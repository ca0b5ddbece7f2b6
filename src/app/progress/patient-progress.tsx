import { Check } from 'lucide-react';
import type { Patient } from '../batch/derived/study-nodes.ts';
import { Chip, StandingChip } from '../ui/controls/chip.tsx';
import { formatCount } from '../ui/format.ts';
import { progressStrings } from '../ui/strings/progress.ts';

const text = progressStrings.patients;

const MOST_ROWS = 50;

/** How far each patient is. */
export function PatientProgress({ patients }: { patients: readonly Patient[] }) {
  if (patients.length === 0) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="patients-h">
      <div className="card-head">
        <h2 id="patients-h">{text.heading}</h2>
        <span className="faint num small">{formatCount(patients.length)}</span>
      </div>
      <table className="table num patients">
        <tbody>
          {patients.slice(0, MOST_ROWS).map((patient) => (
            <PatientRow key={patient.key} patient={patient} />
          ))}
        </tbody>
      </table>
      {patients.length > MOST_ROWS && <p className="card-note faint">{text.more(patients.length - MOST_ROWS)}</p>}
    </section>
  );
}

function PatientRow({ patient }: { patient: Patient }) {
  const { counts, files, waiting } = patient;
  const done = files - waiting;
  const isDone = done === files;
  return (
    <tr>
      <td className="clip">{patient.name || patient.id || text.noName}</td>
      <td className="muted r">{text.of(done, files)}</td>
      <td className="bar-cell wide-bar">
        <div className={isDone ? 'bar thin ok' : 'bar thin'}>
          <i style={{ inlineSize: `${(100 * done) / files}%` }} />
        </div>
      </td>
      <td className="r state-cell">
        {isDone && counts.held + counts.failed > 0 ? (
          <StandingChip counts={counts} fine={text.done} withIcon />
        ) : isDone ? (
          <Chip tone="ok" icon={Check}>
            {text.done}
          </Chip>
        ) : done > 0 ? (
          <Chip>{text.running}</Chip>
        ) : (
          <span className="faint">{text.waiting}</span>
        )}
      </td>
    </tr>
  );
}
