import Uppy from '@uppy/core';
import Tus from '@uppy/tus';
import { NescioUppy, type Removed } from 'nescio/uppy';

const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
const status = document.querySelector('output')!;
const key = await fetch('project.key');
let removed: Removed | null = null;

const uppy = new Uppy();
// Before the uploader, so that its check of every upload runs first.
uppy.use(NescioUppy, {
  profile: 'ps315-basic',
  key: new Uint8Array(await key.arrayBuffer()),
  onRemoved: (counts: Removed) => {
    removed = counts;
  },
});
// Uppy's ids of files hold the names of originals, and its tus plug-in stores them in the browser unless it is told not to.
uppy.use(Tus, { endpoint: new URL('files/', location.href).href, removeFingerprintOnSuccess: true });

input.addEventListener('change', async () => {
  uppy.addFiles([...input.files!].map((file) => ({ name: file.name, type: file.type, data: file })));
  const result = await uppy.upload();
  status.textContent = `${result?.successful?.length ?? 0} uploaded, ${removed?.held ?? 0} held`;
});
