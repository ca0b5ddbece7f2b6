import { ChevronDown, CircleAlert, Upload } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { PatientTable } from '../batch/batch-state.ts';
import { unmatchedPatients } from '../batch/derived/match-patients.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { pickFile } from '../ui/pick-file.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

const panelText = profilePanelStrings.patients;

const text = strings.profile.lookup;

/** The user's own table: what was read of it, what was not, and who of this batch is missing in it. */
export function PatientTableSection() {
  const table = useBatch((state) => state.patientTable);
  const patients = useBatch((state, derived) => derived.patients(state, state.scan === null ? 'by-need' : 'as-found'));
  const unmatched = useMemo(() => unmatchedPatients(patients, table), [patients, table]);
  const { loadPatientTable } = useIntents();
  return (
    <div className="table-notes">
      <button type="button" className="btn small" onClick={() => pickFile('.csv,.tsv,.txt,text/csv', loadPatientTable)}>
        <Icon of={Upload} size={14} />
        {table === null ? panelText.loadTable : panelText.loadAnother}
      </button>
      <p className="hint">{panelText.tableAbout}</p>
      <div role="status" aria-label={panelText.table} className="table-state">
        {table === null ? <p>{text.none}</p> : <TableState table={table} />}
        {unmatched.length > 0 && (
          <Details summary={text.unmatched(unmatched.length)}>
            {unmatched.map((patient) => (
              <li key={patient.key}>
                <code>{patient.id || panelText.noId}</code> {patient.name}
              </li>
            ))}
          </Details>
        )}
        {unmatched.length === 0 && table?.parsed.kind === 'table' && <p className="faint">{text.allMatched}</p>}
      </div>
    </div>
  );
}

/** So many notes are read where they stand: two patients who become one are among them. */
const FEW = 5;

function TableState({ table: { fileName, parsed } }: { table: PatientTable }) {
  const isRefused = parsed.kind === 'refused';
  const notes = isRefused ? parsed.problems : parsed.warnings;
  return (
    <>
      <p className="clip" title={fileName}>
        {fileName}
      </p>
      {isRefused ? (
        <p className="problems">{text.refused(parsed.encoding)}</p>
      ) : (
        <p className="faint">{text.rows(parsed.patients.length, parsed.encoding)}</p>
      )}
      {notes.length > 0 && (
        <Details
          summary={isRefused ? text.problems(notes.length) : text.warnings(notes.length)}
          isOpen={isRefused || notes.length <= FEW}
        >
          {notes.map(({ line, message }) => (
            <li key={`${line} ${message}`}>{text.line(line, message)}</li>
          ))}
        </Details>
      )}
    </>
  );
}

function Details({ summary, isOpen, children }: { summary: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details className="findings held-text" open={isOpen}>
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        <Icon of={CircleAlert} size={14} />
        {summary}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}
