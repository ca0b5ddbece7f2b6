import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './folder.ts';
import { freePort } from './free-port.ts';

/** A real PACS on the loopback interface, with an empty store that is gone afterwards. */
export type Orthanc = {
  readonly url: string;
  /** Every stored file, by SOP Instance UID. */
  readonly files: () => Promise<ReadonlyMap<string, Buffer>>;
  /** Whether its DICOMweb interface accepts a file that comes alone, without the page. */
  readonly takes: (file: Buffer) => Promise<boolean>;
  /** Puts a file with the same UIDs and a last byte of its own in the place of one that is there. */
  readonly replaceWithAnother: (sopInstanceUid: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const plugins = '/usr/share/orthanc/plugins';

export async function startOrthanc(settings: Readonly<Record<string, unknown>> = {}): Promise<Orthanc> {
  const folder = temporaryFolder();
  const port = await freePort();
  const storage = path.join(folder.path, 'storage');
  mkdirSync(storage);
  const configuration = {
    StorageDirectory: storage,
    IndexDirectory: storage,
    HttpPort: port,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: false,
    DicomServerEnabled: false,
    // What comes second under one UID is no fault and replaces nothing.
    OverwriteInstances: false,
    Plugins: [path.join(plugins, 'libOrthancDicomWeb.so')].filter((plugin) => existsSync(plugin)),
    ...settings,
  };
  const file = path.join(folder.path, 'orthanc.json');
  writeFileSync(file, JSON.stringify(configuration));
  const server = spawn('Orthanc', [file], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(`${url}/system`, server);
  return {
    url,
    files: async () => {
      const ids = (await (await fetch(`${url}/instances`)).json()) as readonly string[];
      const files = new Map<string, Buffer>();
      // One after the other: Orthanc closes connections that come in hundreds.
      for (const id of ids) {
        const { MainDicomTags } = (await (await fetch(`${url}/instances/${id}`)).json()) as {
          readonly MainDicomTags: { readonly SOPInstanceUID: string };
        };
        const bytes = Buffer.from(await (await fetch(`${url}/instances/${id}/file`)).arrayBuffer());
        files.set(MainDicomTags.SOPInstanceUID, bytes);
      }
      return files;
    },
    takes: async (file) => {
      const head = '--b\r\nContent-Type: application/dicom\r\n\r\n';
      const { status } = await fetch(`${url}/dicom-web/studies`, {
        method: 'POST',
        headers: { 'Content-Type': 'multipart/related; type="application/dicom"; boundary=b' },
        body: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
      });
      return status === 200;
    },
    replaceWithAnother: async (sopInstanceUid) => {
      const found = await fetch(`${url}/tools/lookup`, { method: 'POST', body: sopInstanceUid });
      const [{ Path: at }] = (await found.json()) as [{ readonly Path: string }];
      const file = Buffer.from(await (await fetch(`${url}${at}/file`)).arrayBuffer());
      file.writeUInt8(file.at(-1)! ^ 0xff, file.length - 1);
      await fetch(`${url}${at}`, { method: 'DELETE' });
      const { status } = await fetch(`${url}/instances`, { method: 'POST', body: file });
      if (status !== 200) throw new Error(`Orthanc did not take the other file (${status}).`);
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      folder.discard();
    },
  };
}

async function waitFor(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`Orthanc ended with ${server.exitCode}.`);
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Orthanc did not answer in 30 seconds.');
}
