import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One entry as somebody else's reader sees it. */
type SeenEntry = { readonly name: string; readonly sizeBytes: number; readonly crc32: number };

/** Somebody else's ZIP reader. `read` gives null when its program is not on this machine. */
export type ZipOracle = { readonly name: string; readonly read: (zip: Uint8Array) => readonly SeenEntry[] | null };

const pythonScript = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps([[i.filename, len(z.read(i)), i.CRC] for i in z.infolist()]))
`;

/** The stream reader: it goes by the local headers alone, as upload forms do. */
const javaSource = `
import java.io.*; import java.util.zip.*;
class ReadZip {
  public static void main(String[] a) throws Exception {
    StringBuilder out = new StringBuilder("[");
    try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(a[0])))) {
      byte[] buffer = new byte[65536];
      for (ZipEntry e; (e = zip.getNextEntry()) != null; ) {
        CRC32 crc = new CRC32(); long size = 0;
        for (int n; (n = zip.read(buffer)) > 0; size += n) crc.update(buffer, 0, n);
        StringBuilder name = new StringBuilder();
        for (char c : e.getName().toCharArray()) name.append(String.format("\\\\u%04x", (int) c));
        if (out.length() > 1) out.append(',');
        out.append("[\\"" + name + "\\"," + size + "," + crc.getValue() + "]");
      }
    }
    System.out.print(out.append("]"));
  }
}
`;

export const zipOracles: readonly ZipOracle[] = [
  { name: 'Python zipfile', read: (zip) => run(zip, 'python3', (path) => ['-c', pythonScript, path]) },
  {
    name: 'Java ZipInputStream',
    read: (zip) =>
      run(zip, 'java', (path, folder) => {
        const source = join(folder, 'ReadZip.java');
        writeFileSync(source, javaSource);
        return ['-XX:TieredStopAtLevel=1', source, path];
      }),
  },
];

/** `unzip -t`, which checks structure and CRCs. @returns its exit code; null when it is not on this machine. */
export function unzipTest(zip: Uint8Array): number | null {
  return inFolder(zip, (path) => spawnSync('unzip', ['-tqq', path]).status);
}

function run(zip: Uint8Array, program: string, args: (path: string, folder: string) => string[]) {
  return inFolder(zip, (path, folder) => {
    const result = spawnSync(program, args(path, folder), { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (result.error !== undefined) {
      console.warn(`SKIPPED: ${program} is not on this machine, so archives were not read with it.`);
      return null;
    }
    if (result.status !== 0) throw new Error(`${program} refused the archive: ${result.stderr}`);
    const entries = JSON.parse(result.stdout) as [string, number, number][];
    return entries.map(([name, sizeBytes, crc32]) => ({ name, sizeBytes, crc32 }));
  });
}

function inFolder<Result>(zip: Uint8Array, use: (path: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'zip-oracle-'));
  try {
    const path = join(folder, 'archive.zip');
    writeFileSync(path, zip);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
