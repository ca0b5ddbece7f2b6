import Uppy from '@uppy/core';
import Tus from '@uppy/tus';
import { NescioUppy, type Removed } from 'nescio/uppy';

const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
const status = document.querySelector('output')!;
const key = await fetch('project.key');
if (!key.ok) throw new Error(`The portal answered ${key.status}.`);
let removed: Removed | null = null;

const uppy = new Uppy();
// Before the uploader, so that its check of every upload runs first.
uppy.use(NescioUppy, {
  profile: 'ps315-basic',
  profileSha256: '269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42',
  key: new Uint8Array(await key.arrayBuffer()),
  onRemoved: (counts: Removed) => {
    removed = counts;
  },
});
// Uppy's ids of files hold the names of originals, and its tus plug-in stores them in the browser while it uploads, unless it is told not to.
uppy.use(Tus, { endpoint: new URL('files/', location.href).href, storeFingerprintForResuming: false });

input.addEventListener('change', async () => {
  uppy.addFiles([...input.files!].map((file) => ({ name: file.name, type: file.type, data: file })));
  removed = null;
  const result = await uppy.upload();
  const counts = [`${result?.successful?.length ?? 0} uploaded`];
  for (const [why, count] of Object.entries(removed ?? {})) counts.push(`${count} ${why}`);
  status.textContent = `${counts.join(', ')}; ${result?.failed?.length ?? 0} not taken`;
});
