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
form.configure({ key: new Uint8Array(await key.arrayBuffer()), onFile: upload });

async function upload(file) {
  const { ok, status: code } = await fetch('upload', { method: 'POST', body: file });
  if (!ok) throw new Error(`The portal answered ${code}.`);
}
