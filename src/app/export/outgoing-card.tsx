import './outgoing.css';
import { type ReactNode, useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { hasImage } from '../batch/derived/count-images.ts';
import { formatCount, formatDate, formatSize } from '../ui/format.ts';
import { outgoingStrings as text } from '../ui/strings/decisions.ts';
import { decidedKinds, groupOutgoing, type OutgoingPatient, type OutgoingStudy } from './group-outgoing.ts';

/** Another feature's small picture of an image as it leaves. */
export type ExportedPicture = (file: BatchFile) => ReactNode;

/** What leaves, under its new identifiers: by patient and study, with what was decided and a few of the pictures. */
export function OutgoingCard(props: { files: readonly BatchFile[]; picture: ExportedPicture }) {
  const patients = useMemo(() => groupOutgoing(props.files), [props.files]);
  const [room, setRoom] = useState(AT_FIRST);
  if (patients.length === 0) return null;
  const studies = patients.reduce((sum, patient) => sum + patient.studies.length, 0);
  const series = patients.reduce((sum, patient) => sum + patient.series, 0);
  const shown = firstStudies(patients, room);
  const hidden = studies - shown.reduce((sum, patient) => sum + patient.shown.length, 0);
  return (
    <section className="card" aria-labelledby="outgoing-h">
      <div className="card-head">
        <h2 id="outgoing-h">{text.heading}</h2>
        <span className="muted small num">{text.counts(patients.length, studies, series)}</span>
      </div>
      <ul className="outgoing" aria-label={text.heading}>
        {shown.map((patient) => (
          <li key={patient.id}>
            <h3 className="outgoing-row outgoing-patient num">
              <span className="mono clip">{patient.id}</span>
              <span>{text.series(patient.series)}</span>
              <span>{text.files(patient.files)}</span>
              <span>{formatSize(patient.sizeBytes)}</span>
            </h3>
            <ul>
              {patient.shown.map((study) => (
                <StudyRow key={study.id} study={study} picture={props.picture} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="link small decided-all" onClick={() => setRoom(room + MORE)}>
          {text.more(Math.min(hidden, MORE), hidden)}
        </button>
      )}
    </section>
  );
}

function StudyRow({ study, picture }: { study: OutgoingStudy; picture: ExportedPicture }) {
  const decided = decidedKinds.flatMap((kind) =>
    study.decided[kind] > 0 ? [text.decided[kind](study.decided[kind])] : [],
  );
  const more = study.samples.length - PICTURES;
  return (
    <li className="outgoing-row outgoing-study num">
      <span className="outgoing-pictures" aria-hidden="true">
        {study.samples.slice(0, more > 0 ? PICTURES - 1 : PICTURES).map((file) => (
          <span key={file.id} className="thumb">
            {hasImage(file) ? picture(file) : <span className="mono">{modalityOf(file)}</span>}
          </span>
        ))}
        {more > 0 && <span className="thumb faint">+{formatCount(more + 1)}</span>}
      </span>
      <span className="outgoing-what">
        <span className="mono clip">{study.id}</span>
        <span className="muted">
          {[study.modalities.filter(Boolean).join(', '), originalDateOf(study), ...decided].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span>{text.series(study.samples.length)}</span>
      <span>{text.files(study.files)}</span>
      <span>{formatSize(study.sizeBytes)}</span>
    </li>
  );
}

function originalDateOf({ originalDate }: OutgoingStudy): string {
  return originalDate === '' ? '' : text.originalDate(formatDate(originalDate));
}

function firstStudies(patients: readonly OutgoingPatient[], room: number) {
  const shown: (OutgoingPatient & { readonly shown: readonly OutgoingStudy[] })[] = [];
  let left = room;
  for (const patient of patients) {
    if (left <= 0) break;
    shown.push({ ...patient, shown: patient.studies.slice(0, left) });
    left -= patient.studies.length;
  }
  return shown;
}

const modalityOf = ({ scan }: BatchFile) => (scan.kind === 'dicom' ? scan.summary.modality : '');

const AT_FIRST = 8;
const MORE = 50;
const PICTURES = 4;
