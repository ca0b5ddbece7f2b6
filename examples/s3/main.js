import 'nescio/element';

const form = document.querySelector('nescio-deidentify');
const status = document.querySelector('output');

form.addEventListener('nescio-complete', ({ detail }) => {
  status.textContent = `${detail.handed} uploaded, ${detail.counts.held} held`;
});

form.addEventListener('nescio-error', ({ detail }) => {
  status.textContent = detail.code;
});

const key = await ask('project.key');
form.configure({ key: new Uint8Array(await key.arrayBuffer()), onFile: upload });

/** Into the bucket, past the portal, by an address that the portal has signed for this file alone. */
async function upload(file) {
  const signed = await ask('sign', { method: 'POST' });
  await ask(await signed.text(), { method: 'PUT', body: file });
}

async function ask(address, request) {
  const response = await fetch(address, request);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}
