import { expect, type Page, test } from '@playwright/test';
import {
  buildExample,
  type ExampleSite,
  fetchedSizes,
  linesOf,
  reachesRegistry,
  serveExample,
} from './portal/example-site.ts';
import { directivesOf, mergePolicy } from './portal/policy-table.ts';
import { canaries, embeddedForm, listenIn, makeInputs } from './portal/portal-page.ts';
import { blockOfGuide } from './portal/read-guide.ts';
import { temporaryFolder } from './support/folder.ts';
import { needs } from './support/peers.ts';

type Drive = (page: Page, inputs: readonly string[]) => Promise<void>;

const byForm: Drive = async (page, inputs) => {
  const form = embeddedForm(page, page);
  await form.chooseFiles(inputs);
  await form.deidentify.click();
};

/** Each folder of `examples`; `policy` are the parts of the guide's table. NESCIO_EXAMPLES=all runs those that install packages too. */
const examples: readonly { readonly name: string; readonly policy: readonly string[]; readonly drive: Drive }[] = [
  { name: 'plain-html', policy: ['page', 'engine'], drive: byForm },
  ...(process.env['NESCIO_EXAMPLES'] === 'all'
    ? [
        { name: 'react-vite', policy: ['page', 'engine'], drive: byForm },
        { name: 'vue-vite', policy: ['page', 'engine'], drive: byForm },
        {
          name: 'uppy-tus',
          policy: ['page', 'engine'],
          drive: async (page: Page, inputs: readonly string[]) => page.getByLabel('Files').setInputFiles([...inputs]),
        },
      ]
    : []),
];

test.describe('the examples', () => {
  test.skip(...needs('pydicom'));

  for (const { name, policy, drive } of examples) {
    test(`${name} works from an empty folder, under its policy`, async ({ page }) => {
      test.setTimeout(420_000);
      test.skip(name !== 'plain-html' && !reachesRegistry(), 'The npm registry cannot be reached.');
      const [app, files] = [temporaryFolder(), temporaryFolder()];
      let site: ExampleSite | null = null;
      try {
        const folder = buildExample(name, app.path);
        site = await serveExample(folder, mergePolicy(policy));
        const problems: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') problems.push(message.text());
        });
        page.on('pageerror', (error) => problems.push(error.message));
        await listenIn(page);
        await page.goto(`${site.origin}/`);
        await drive(page, makeInputs(files.path));
        await expect(page.locator('output').last()).toHaveText(/^3 uploaded, 1 held/, { timeout: 60_000 });
        expect(problems).toEqual([]);
        expect(site.uploads()).toHaveLength(3);
        for (const bytes of site.uploads()) expect(bytes.toString('latin1', 128, 132)).toBe('DICM');
        for (const { url, headers, body } of site.received)
          for (const canary of canaries) expect(`${url} ${headers} ${body.toString('latin1')}`).not.toContain(canary);
        const { scripts, worker } = fetchedSizes(folder, site.received);
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
