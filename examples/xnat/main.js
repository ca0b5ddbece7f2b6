// The package, unpacked beside this page: `tar -xzf nescio-0.1.0.tgz`, then rename `package` to `nescio`.
import './nescio/element.js';

const project = 'DEMO';
const form = document.querySelector('nescio-deidentify');
const status = document.querySelector('output');

form.addEventListener('nescio-complete', ({ detail }) => {
  status.textContent = `${detail.handed} uploaded, ${detail.counts.held} held`;
});

form.addEventListener('nescio-error', ({ detail }) => {
  status.textContent = detail.code;
});

const key = await ask('project.key');
// On XNAT's own origin, so that the session that the person has signed in with holds. It answers `<session>;XNAT_CSRF=<token>`.
const session = await (await ask('data/JSESSION?CSRF=true')).text();
const token = /XNAT_CSRF=([\w-]+)/.exec(session)?.[1] ?? '';
form.configure({ key: new Uint8Array(await key.arrayBuffer()), onFile: upload });

/** One file into the project's prearchive, by XNAT's importer of single files. Labels are made of new identifiers alone. */
async function upload(file, { patientId, studyInstanceUid }) {
  const subject = patientId.replace(/[^\w-]+/g, '_');
  const query = new URLSearchParams({
    'import-handler': 'gradual-DICOM',
    inbody: 'true',
    PROJECT_ID: project,
    SUBJECT_ID: subject,
    EXPT_LABEL: `${subject}_${studyInstanceUid.replace(/\D/g, '').slice(-16)}`,
    XNAT_CSRF: token,
  });
  const headers = { 'Content-Type': 'application/dicom' };
  await ask(`data/services/import?${query}`, { method: 'POST', headers, body: file });
}

async function ask(address, request) {
  const response = await fetch(address, request);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}
