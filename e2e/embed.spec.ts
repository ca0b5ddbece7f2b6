import { writeFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { canaries, embeddedForm, listenIn, makeInputs } from './portal/portal-page.ts';
import { scriptsOfGuide } from './portal/read-guide.ts';
import { compileExamples, installPortal, type Places, serveSite } from './portal/serve-portal.ts';
import { createTusServer } from './portal/tus-server.ts';
import { serveDeployment } from './support/deployed-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { freePort } from './support/free-port.ts';
import { type Orthanc, startOrthanc } from './support/orthanc.ts';
import { needs } from './support/peers.ts';
import { type Received, startUploadProxy, type UploadProxy } from './support/upload-proxy.ts';

/** The four forms of docs/embedding.md, by its own examples, on a portal of another origin. */
test.describe('a portal', () => {
  test.skip(...needs('Orthanc', 'pydicom'));
  const tus = createTusServer();
  const received: Received[] = [];
  const stops: (() => unknown)[] = [];
  let inputs: readonly string[] = [];
  let orthanc: Orthanc;
  let pacs: UploadProxy;
  let tusProxy: UploadProxy;
  let places: Places;
  let portal = '';
  let portalFolder = '';
  let stranger = '';

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    const folder = temporaryFolder();
    inputs = makeInputs(folder.path);
    const site = installPortal();
    portalFolder = site.folder;
    const [portalPort, strangerPort] = [await freePort(), await freePort()];
    // Another site, not just another port.
    portal = `http://localhost:${portalPort}`;
    stranger = `http://localhost:${strangerPort}`;
    const deid = await serveDeployment({ hosts: [portal] });
    orthanc = await startOrthanc();
    pacs = await startUploadProxy(orthanc.url);
    tusProxy = await startUploadProxy(tus.handle);
    places = { pacs: pacs.origin, tus: tusProxy.origin, deid: deid.origin };
    await site.build(places);
    const dist = path.join(site.folder, 'dist');
    const servers = [
      await serveSite(dist, portalPort, () => places, received),
      await serveSite(dist, strangerPort, () => places, received),
    ];
    stops.push(
      deid.stop,
      orthanc.stop,
      pacs.stop,
      tusProxy.stop,
      site.discard,
      folder.discard,
      ...servers.map(({ stop }) => stop),
    );
  });

  test.afterAll(async () => {
    for (const stop of stops) await stop();
  });

  test.afterEach(() => {
    const all = [...received, ...pacs.everything(), ...tusProxy.everything()];
    for (const { url, headers, body } of all) expectNoCanary(`${url} ${headers} ${body.toString('latin1')}`);
  });

  /** Opens a page of the portal and takes every violation of a policy, on either side, for a failure. */
  async function open(page: Page, name: string, origin = portal) {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      const sent = `${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? ''}`;
      if (canaries.some((canary) => sent.includes(canary))) problems.push(`A canary went out to ${request.url()}`);
    });
    const heard = await listenIn(page);
    await page.goto(`${origin}/${name}`);
    return { problems, heard, status: page.locator('output').last() };
  }

  const storedSince = async (before: ReadonlyMap<string, Buffer>) => {
    const after = await orthanc.files();
    return [...after].filter(([uid]) => !before.has(uid)).map(([, bytes]) => bytes);
  };

  test('puts out de-identified files with the engine, and the PACS stores them', async ({ page }) => {
    const { problems, status } = await open(page, 'engine.html');
    await page.getByLabel('Files').setInputFiles([...inputs]);
    await expect(status).toHaveText('{"deidentified":3,"held":1,"skipped":1,"failed":0}', { timeout: 30_000 });
    expect(problems).toEqual([]);
    const stored = await orthanc.files();
    expect(stored.size).toBe(3);
    for (const bytes of stored.values()) expectNoCanary(bytes.toString('latin1'));
    await clear(orthanc);
  });

  test('drives the element: what is shown, what is held, what is stored', async ({ page }) => {
    const before = await orthanc.files();
    const { problems, heard, status } = await open(page, 'element.html');
    const form = embeddedForm(page, page);
    await form.profile.click();
    await expect(form.dialog).toContainText('localhost has set this profile. It cannot be changed here.');
    await expect(form.dialog).toContainText('269be171026f1a14');
    await form.close.click();
    await expect(form.profile).toBeFocused();
    await form.chooseFiles(inputs);
    await expect(form.region).toContainText('3 images go to localhost', { timeout: 30_000 });
    // Whoever has the files may see what is in them; that is what the preview is for.
    await expect(form.region).toContainText('PLANTEDNAME^ANNA');
    expect((await new AxeBuilder({ page }).include('nescio-deidentify').analyze()).violations).toEqual([]);
    await form.review.click();
    await expect(form.dialog).toContainText('CANARYFILE-held.dcm');
    await expect(form.dialog).toContainText('Held files cannot be released in this form. Ask localhost');
    await page.keyboard.press('Escape');
    await form.allChanges.click();
    await expect(form.dialog).toContainText('(0010,4000)');
    await page.keyboard.press('Escape');
    expect(await storedSince(before)).toEqual([]);
    await form.deidentify.click();
    await expect(status).toHaveText('3 stored, 0 not stored, 1 held', { timeout: 30_000 });
    await expect(form.region).toContainText('3 de-identified images handed to localhost');
    await expect(form.addMore).toBeFocused();
    expect(await storedSince(before)).toHaveLength(3);
    expect(problems).toEqual([]);
    const events = await heard();
    expectNoCanary(events);
    expect(events).toContain('"counts":{"deidentified":3,"held":1,"skipped":1,"failed":0}');
    await clear(orthanc);
  });

  test('cannot loosen the profile of an element that has started', async ({ page }) => {
    const { heard } = await open(page, 'element.html?profile=qmenta');
    const form = embeddedForm(page, page);
    await expect(form.profile).toContainText('PS3.15 Basic');
    await page.evaluate(() => {
      const element = document.querySelector('nescio-deidentify') as HTMLElement & Record<string, unknown>;
      element.setAttribute('profile', 'qmenta');
      element.removeAttribute('profile-sha256');
      element['profile'] = 'qmenta';
      element['profileSha256'] = '';
    });
    await form.chooseFiles(inputs);
    await expect(form.region).toContainText('3 images go to localhost', { timeout: 30_000 });
    await expect(form.profile).toContainText('PS3.15 Basic');
    expect(await heard()).toContain('already-started');
  });

  test('gets nothing from an element whose profile is not the pinned one', async ({ page }) => {
    const { problems } = await open(page, 'element.html');
    await page.evaluate(() => {
      const element = document.createElement('nescio-deidentify') as HTMLElement & Record<string, unknown>;
      document.querySelector('nescio-deidentify')!.replaceWith(element);
      element['key'] = new Uint8Array(32);
      element['profile'] = 'qmenta';
      // Set last, and yet it counts.
      element.setAttribute('profile-sha256', '269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42');
    });
    const form = embeddedForm(page, page);
    await expect(form.alert).toContainText('not the one that this page promises');
    await expect(form.deidentify).toHaveCount(0);
    await expect(page.locator('output').last()).toHaveText('');
    expect(problems).toEqual(['The profile is not the one that is pinned: its SHA-256 is another.']);
  });

  test('drives the frame: files come over the port, names do not', async ({ page }) => {
    const before = await orthanc.files();
    const { problems, heard, status } = await open(page, 'iframe.html');
    const form = embeddedForm(page, page.frameLocator('iframe'));
    await expect(form.profile).toContainText(`Set by ${new URL(portal).host}`);
    await form.chooseFiles(inputs);
    await expect(form.region).toContainText('3 images go to', { timeout: 30_000 });
    await form.deidentify.click();
    await expect(status).toContainText('"handed":3', { timeout: 30_000 });
    expect(await storedSince(before)).toHaveLength(3);
    expect(problems).toEqual([]);
    const messages = await heard();
    expectNoCanary(messages);
    expect(messages.match(/"kind":"file"/g)).toHaveLength(3);
    await clear(orthanc);
  });

  test('gives Uppy nothing but outputs, under their own names', async ({ page }) => {
    const { problems, status } = await open(page, 'uppy.html');
    const zip = path.join(path.dirname(inputs[0]!), 'CANARYFILE.zip');
    writeFileSync(zip, 'PK\u0003\u0004CANARYTEXT');
    await page.getByLabel('Files').setInputFiles([...inputs, zip]);
    const removed = { held: 1, skipped: 1, failed: 0, archives: 1, remote: 0 };
    await expect(status).toHaveText(JSON.stringify({ uploaded: 3, notTaken: 0, removed }), { timeout: 30_000 });
    expect(problems).toEqual([]);
    expect(tus.uploads()).toHaveLength(3);
    for (const { metadata, bytes } of tus.uploads()) {
      expect(bytes.subarray(128, 132).toString()).toBe('DICM');
      expect(metadata.get('name')).toMatch(/^[\w-]+\.dcm$/);
      expectNoCanary(`${bytes.toString('latin1')} ${[...metadata].flat().join(' ')}`);
    }
    await expectNothingStored(page);
  });

  test('leaves no name in the browser where the server breaks an upload off', async ({ page }) => {
    const { status } = await open(page, 'uppy.html');
    // The upload is begun and gets its address, and the bytes are refused: what is kept for going on later is kept then.
    tusProxy.script([{ kind: 'forward' }, { kind: 'answer', status: 403 }]);
    await page.getByLabel('Files').setInputFiles(inputs.filter((file) => !/held|notes/.test(file)).slice(0, 1));
    await expect(status).toHaveText(/"uploaded":0,"notTaken":1/, { timeout: 30_000 });
    await expectNothingStored(page);
  });

  test('on an origin that is not listed cannot frame the form', async ({ page }) => {
    await open(page, 'iframe.html', stranger);
    await expect(page.frameLocator('iframe').getByRole('region')).toHaveCount(0);
    await page.waitForTimeout(1000);
    expect(page.frames().some((frame) => frame.url().startsWith(places.deid))).toBe(false);
  });

  test('on an origin that is not listed gets no answer even where the headers are lost', async ({ page }) => {
    await page.route('**/embed.html', async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    const { heard } = await open(page, 'iframe.html', stranger);
    await page.frameLocator('iframe').locator('#form').waitFor({ state: 'attached' });
    expect(await connectByHand(page, places.deid, {})).toEqual([]);
    await expect(page.frameLocator('iframe').getByRole('button')).toHaveCount(0);
    expect(await heard()).toBe('');
  });

  for (const [what, wrong] of Object.entries({
    'two ports': { ports: 2 },
    'no port': { ports: 0 },
    'another version': { change: { version: 2 } },
    'a member that nobody knows': { change: { release: true } },
    'a profile of two million characters': { change: { profile: ' '.repeat(2_000_000) } },
    'a short key': { change: { key: new Array(16).fill(1) } },
  })) {
    test(`gets no answer to a first message with ${what}`, async ({ page }) => {
      await open(page, 'blank.html');
      await addFrame(page, places.deid);
      expect(await connectByHand(page, places.deid, wrong)).toEqual([]);
      await expect(page.frameLocator('iframe').getByRole('button')).toHaveCount(0);
      // The right one is still heard.
      expect(await connectByHand(page, places.deid, null)).toContain('ready');
    });
  }

  test('cannot change what it has said, and gets nothing more after a message of no protocol', async ({ page }) => {
    await open(page, 'blank.html');
    await addFrame(page, places.deid, '?profile=qmenta#profile=qmenta');
    expect(await connectByHand(page, places.deid, null)).toContain('ready');
    const form = embeddedForm(page, page.frameLocator('iframe'));
    await expect(form.profile).toContainText('PS3.15 Basic');
    expect(await connectByHand(page, places.deid, { change: { profile: 'qmenta', profileSha256: null } })).toEqual([]);
    await expect(form.profile).toContainText('PS3.15 Basic');
    await page.evaluate(() => {
      (window as unknown as { port: MessagePort }).port.postMessage({ kind: 'configure', profile: 'qmenta' });
    });
    await form.chooseFiles(inputs);
    await form.deidentify.click({ timeout: 30_000 });
    await expect(form.region).toContainText('did not take 3 images', { timeout: 30_000 });
    await expect(form.region.getByRole('button', { name: 'Hand over 3 images' })).toBeFocused();
    const kinds = await page.evaluate(() => (window as unknown as { kinds: readonly string[] }).kinds);
    expect(kinds.filter((kind) => kind !== 'ready' && kind !== 'height')).toEqual([]);
  });

  /** Says that it is the form, and says that it is the portal, and writes down whatever comes back. */
  const rogue = `<script>
    addEventListener('message', (event) => { document.title = 'heard ' + JSON.stringify(event.data); });
    setInterval(() => {
      parent.postMessage({ nescio: 'hello', version: 1 }, '*');
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { document.title = 'answered'; };
      parent.frames[0].postMessage({ nescio: 'connect', version: 1, profile: 'qmenta', profileSha256: null,
        key: new Uint8Array(32), limits: {} }, '*', [port2]);
    }, 50);
  </script>`;
  const serveRogue = (page: Page, file: string, body = rogue) =>
    page.route(`**/${file}`, (route) => route.fulfill({ contentType: 'text/html', body }));
  const titles = (page: Page) =>
    Promise.all(page.frames().map(async (frame) => (frame === page.mainFrame() ? '' : frame.title())));

  test('has a form that does not answer a frame beside it', async ({ page }) => {
    await serveRogue(page, 'rogue.html');
    await open(page, 'blank.html');
    await addFrame(page, places.deid);
    await addFrame(page, places.deid, '', 'rogue.html');
    await page.waitForTimeout(1000);
    expect(await titles(page)).toEqual(['', 'Nescio, inside a portal', '']);
    await expect(page.frameLocator('iframe').first().getByRole('button')).toHaveCount(0);
  });

  test('has a loader that answers its own frame alone', async ({ page }) => {
    const listen = (code = '') => `<script>onmessage = () => { document.title = 'heard'; }; ${code}</script>`;
    // Its own frame says nothing, so the loader still waits; the one beside it says what the form would say.
    await serveRogue(page, 'embed.html', listen());
    await serveRogue(page, 'rogue.html', listen(`parent.postMessage({ nescio: 'hello', version: 1 }, '*');`));
    const { problems } = await open(page, 'iframe.html');
    await addFrame(page, places.deid, '', 'rogue.html');
    await page.waitForTimeout(1000);
    expect(await titles(page)).toEqual(['', '', '']);
    expect(problems).toEqual([]);
  });

  for (const moduleResolution of ['NodeNext', 'Bundler']) {
    test(`has examples whose types resolve under ${moduleResolution}`, () => {
      expect(scriptsOfGuide().size).toBe(6);
      expect(compileExamples(portalFolder, moduleResolution)).toBe('');
    });
  }
});

/** Uppy writes its ids in small letters. */
async function expectNothingStored(page: Page): Promise<void> {
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const canary of canaries) expect(stored.toLowerCase()).not.toContain(canary.toLowerCase());
}

function expectNoCanary(text: string): void {
  for (const canary of canaries) expect(text.includes(canary), `${canary} is in what went out`).toBe(false);
}

async function clear({ url, files }: Orthanc): Promise<void> {
  if ((await files()).size === 0) return;
  const ids = (await (await fetch(`${url}/patients`)).json()) as readonly string[];
  for (const id of ids) await fetch(`${url}/patients/${id}`, { method: 'DELETE' });
}

async function addFrame(page: Page, origin: string, suffix = '', file = 'embed.html'): Promise<void> {
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        frame.onload = resolve;
        document.querySelector('main')!.append(frame);
      }),
    `${origin}/${file}${suffix}`,
  );
}

/**
 * The portal's half of the handshake, with something wrong in it or nothing. @returns the kinds of messages that come
 * back until the form says that it is ready, or in a second; without a fault in the message it has half a minute.
 */
function connectByHand(
  page: Page,
  origin: string,
  wrong: { readonly ports?: number; readonly change?: Readonly<Record<string, unknown>> } | null,
): Promise<readonly string[]> {
  return page.evaluate(
    async ({ origin, ports = 1, change = {}, patienceMs }) => {
      const kinds: string[] = [];
      const channels = Array.from({ length: ports }, () => new MessageChannel());
      for (const { port1 } of channels) port1.onmessage = ({ data }) => kinds.push(data.kind);
      const message = {
        nescio: 'connect',
        version: 1,
        profile: 'ps315-basic',
        profileSha256: '269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42',
        key: new Uint8Array(32),
        limits: {},
        ...change,
      };
      if (Array.isArray(message.key)) message.key = new Uint8Array(message.key);
      const frame = document.querySelector('iframe')!;
      frame.contentWindow!.postMessage(
        message,
        origin,
        channels.map(({ port2 }) => port2),
      );
      const endMs = performance.now() + patienceMs;
      while (!kinds.includes('ready') && performance.now() < endMs) await new Promise((go) => setTimeout(go, 20));
      if (kinds.includes('ready')) Object.assign(window, { port: channels[0]!.port1, kinds });
      return kinds;
    },
    { origin, patienceMs: wrong === null ? 30_000 : 1000, ...wrong },
  );
}
