// The package, unpacked beside this page: `npm pack nescio`, then `tar -xzf nescio-*.tgz`, then rename `package` to `nescio`.
import './nescio/element.js';

const form = document.querySelector('nescio-deidentify');
const status = document.querySelector('output');

form.addEventListener('nescio-complete', ({ detail }) => {
  status.textContent = `${detail.handed} uploaded, ${detail.counts.held} held`;
});

const key = await fetch('project.key');
form.configure({ key: new Uint8Array(await key.arrayBuffer()), onFile: upload });

async function upload(file) {
  const { ok, status: code } = await fetch('upload', { method: 'POST', body: file });
  if (!ok) throw new Error(`The portal answered ${code}.`);
}
