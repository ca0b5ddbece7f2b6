// The package, unpacked beside this page: `tar -xzf nescio-0.1.0.tgz`, then rename `package` to `nescio`.
import './nescio/element.js';

const form = document.querySelector('nescio-deidentify');
const status = document.querySelector('output');

form.addEventListener('nescio-complete', ({ detail }) => {
  status.textContent = `${detail.handed} uploaded, ${detail.counts.held} held`;
});

form.addEventListener('nescio-error', ({ detail }) => {
  status.textContent = detail.code;
});

const key = await fetch('project.key');
if (!key.ok) throw new Error(`The portal answered ${key.status}.`);
form.configure({ key: new Uint8Array(await key.arrayBuffer()), onFile: store });

/** One STOW-RS request a file (PS3.18 10.5). Orthanc answers 200 only if it has stored it. */
async function store(file) {
  const boundary = crypto.randomUUID();
  const { ok, status: code } = await fetch('dicom-web/studies', {
    method: 'POST',
    headers: {
      'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
      Accept: 'application/dicom+json',
    },
    body: new Blob([`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`, file, `\r\n--${boundary}--\r\n`]),
  });
  if (!ok) throw new Error(`The PACS answered ${code}.`);
}
