import { createDeidentifier } from 'nescio';

const input = document.querySelector('input');
const status = document.querySelector('output');

input.addEventListener('change', async () => {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const deidentifier = createDeidentifier({
    profile: 'ps315-basic',
    profileSha256: '269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42',
    key: await projectKey(),
  });
  for await (const outcome of deidentifier.process([...input.files])) {
    counts[outcome.kind] += 1;
    // `outcome.inputPath` may name a patient: it goes nowhere.
    if (outcome.kind === 'deidentified') await upload(outcome.file);
  }
  deidentifier.close();
  status.textContent = `${counts.deidentified} uploaded, ${counts.held} held`;
});

/** The project's 32 bytes. Only people who are signed in to the portal get them. */
async function projectKey() {
  const response = await fetch('project.key');
  if (!response.ok) throw new Error(`The portal answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function upload(file) {
  const { ok, status: code } = await fetch('upload', { method: 'POST', body: file });
  if (!ok) throw new Error(`The portal answered ${code}.`);
}
