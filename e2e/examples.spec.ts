import { expect, type Page, test } from '@playwright/test';
import {
  hasSwift,
  type Start,
  startFiles,
  startNext,
  startOrthancNginx,
  startS3,
  startXnat,
  storeOfGuide,
} from './portal/example-servers.ts';
import { buildExample, fetchedSizes, installs, linesOf, reachesRegistry } from './portal/example-site.ts';
import { directivesOf, mergePolicy } from './portal/policy-table.ts';
import { canaries, embeddedForm, listenIn, makeInputs } from './portal/portal-page.ts';
import { blockOfGuide } from './portal/read-guide.ts';
import type { ExampleSite } from './portal/serve-example.ts';
import { temporaryFolder } from './support/folder.ts';
import { needs } from './support/peers.ts';

type Example = {
  readonly name: string;
  /** Parts of the guide's table. */
  readonly policy: readonly string[];
  readonly start: Start;
  readonly drive: (page: Page, inputs: readonly string[]) => Promise<void>;
  /** Programs that it needs besides. */
  readonly needs: readonly string[];
};

const byForm: Example['drive'] = async (page, inputs) => {
  const form = embeddedForm(page, page);
  await form.chooseFiles(inputs);
  await form.deidentify.click();
};

const byInput: Example['drive'] = (page, inputs) => page.getByLabel('Files').setInputFiles([...inputs]);

const plain = { policy: ['page', 'engine'], start: startFiles, drive: byForm, needs: [] };

/** Each folder of `examples`. NESCIO_EXAMPLES=all runs all of them. */
const examples: readonly Example[] = [
  { ...plain, name: 'plain-html' },
  { ...plain, name: 'orthanc-nginx', start: startOrthancNginx, needs: ['nginx', 'Orthanc', 'DICOMweb'] },
  ...(process.env['NESCIO_EXAMPLES'] === 'all'
    ? [
        { ...plain, name: 'react-vite' },
        { ...plain, name: 'vue-vite' },
        { ...plain, name: 'uppy-tus', drive: byInput },
        { ...plain, name: 'webpack', drive: byInput },
        { ...plain, name: 's3', policy: ['page', 'engine', 's3'], start: startS3 },
        { ...plain, name: 'next', policy: ['page', 'engine', 'next'], start: startNext },
        { ...plain, name: 'xnat', start: startXnat },
      ]
    : []),
];

test.describe('the examples', () => {
  test.skip(...needs('pydicom'));

  for (const { name, policy, start, drive, needs: programs } of examples) {
    test(`${name} works from an empty folder, under its policy`, async ({ page }) => {
      test.setTimeout(900_000);
      test.skip(...needs(...programs));
      test.skip(name === 's3' && !hasSwift(), "Needs Debian's swift-proxy, -account, -container and -object.");
      test.skip(installs(name) && !reachesRegistry(), 'The npm registry cannot be reached.');
      const [app, files] = [temporaryFolder(), temporaryFolder()];
      let site: ExampleSite | null = null;
      try {
        const folder = buildExample(name, app.path);
        site = await start(folder, mergePolicy(policy));
        const problems: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') problems.push(message.text());
        });
        page.on('pageerror', (error) => problems.push(error.message));
        // Of other servers too.
        const asked: string[] = [];
        page.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
        await listenIn(page);
        const headers = (await page.goto(`${site.origin}/`))!.headers();
        expect(sorted(asInTable(headers['content-security-policy']!))).toEqual(sorted(mergePolicy(policy)));
        await drive(page, makeInputs(files.path));
        await expect(page.locator('output').last()).toHaveText(/^3 uploaded, 1 held/, { timeout: 60_000 });
        expect(problems).toEqual([]);
        const uploads = await site.uploads();
        expect(uploads).toHaveLength(3);
        for (const bytes of uploads) expect(bytes.toString('latin1', 128, 132)).toBe('DICM');
        const heard = site.received.map(({ url, headers, body }) => `${url} ${headers} ${body.toString('latin1')}`);
        const stored = uploads.map((bytes) => bytes.toString('latin1'));
        for (const text of [...heard, ...asked, ...stored])
          for (const canary of canaries) expect(text).not.toContain(canary);
        const { scripts, worker } = fetchedSizes(site.served);
        console.log(`${name}: ${linesOf(name)} lines, scripts ${scripts} bytes with gzip, worker ${worker}`);
      } finally {
        await site?.stop();
        app.discard();
        files.discard();
      }
    });
  }

  test('have the policies that the guide prints, put together of its table', () => {
    const printed = (form: string) => sorted(blockOfGuide(`csp ${form}`));
    expect(sorted(mergePolicy(['page', 'engine', 'pacs']))).toEqual(printed('engine'));
    expect(sorted(mergePolicy(['page', 'engine', 'pacs']))).toEqual(printed('element'));
    expect(sorted(mergePolicy(['page', 'frame', 'pacs']))).toEqual(printed('iframe'));
    expect(sorted(mergePolicy(['page', 'engine', 'tus']))).toEqual(printed('uppy'));
  });
});

function sorted(policy: string): readonly string[] {
  return [...directivesOf(policy)].map(([name, sources]) => [name, ...sources].join(' ')).sort();
}

/** As the guide's table has it: a nonce is another one in each answer, and the store has this machine's address. */
function asInTable(policy: string): string {
  return policy.replace(/'nonce-[^']+'/, "'nonce-…'").replace(/http:\/\/127\.0\.0\.1:\d+/, storeOfGuide);
}
