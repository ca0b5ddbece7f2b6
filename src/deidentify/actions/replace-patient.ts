import type { DicomError } from '../../dicom/dicom-error.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import { type NewPatient, newPatientOf } from '../new-patient.ts';
import { patientKeyOfId } from '../patient-key.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { replaceText } from './replace-text.ts';

/** Patient ID and Patient's Name: what the patient is called in the output whom this level of the data set is about. */
export function replacePatient(subject: Subject, run: Run): ActionResult | DicomError {
  const { id, name } = newPatientAt(subject, run);
  return replaceText(subject, [subject.tag === tags.patientName ? name : id]);
}

/** Inside an item a Patient ID may name somebody else; an item without one is about the file's own patient. */
function newPatientAt({ dataset, element }: Subject, run: Run): NewPatient {
  const parent = dataset.elements.parents[element] ?? -1;
  if (parent < 0) return run.newPatient;
  const id = patientIdIn(dataset, parent);
  if (id === '' || id === run.patientId) return run.newPatient;
  return newPatientOf(id, patientKeyOfId(id), run.context, run.pseudonyms);
}

function patientIdIn(dataset: IndexedDataset, item: number): string {
  const { tags: allTags, subtreeEnds } = dataset.elements;
  const end = subtreeEnds[item] ?? item;
  for (let child = item + 1; child < end; child = subtreeEnds[child] ?? end) {
    if (allTags[child] === tags.patientId) return (readText(dataset, child)[0] ?? '').trim();
  }
  return '';
}
