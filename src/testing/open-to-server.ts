import { openStowOutput } from '../cli/output/stow-output.ts';
import type { WrittenFile } from '../cli/output/written-file.ts';
import type { SignIn } from '../cli/settings/sign-in-file.ts';
import type { UploadSurroundings } from '../destinations/upload/upload-queue.ts';
import type { Delivery, DeliveryResult } from '../pipeline/contracts/destination.ts';
import { stillSurroundings } from './fake-upload.ts';
import { part10 } from './part10.ts';

export const uidOf = (id: number) => `2.25.${id}`;
export const bytesOf = (id: number) => part10({ uid: uidOf(id), dataset: `content of ${id}` });

/** A small file, whole in memory. */
export function delivery(id: number, bytes = bytesOf(id)): Delivery {
  return {
    path: `N-1/S/E/${id}.dcm`,
    input: { id, path: `DOE-${id}`, content: { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } },
    file: { kind: 'produced', id, parts: [{ kind: 'bytes', bytes }], sizeBytes: bytes.length, crc32: null },
  };
}

type Options = { readonly signIn?: SignIn; readonly surroundings?: UploadSurroundings; readonly storedBefore?: number };

/** An output to a server, and all that it tells. Nobody waits. */
export function openToServer(
  url: string,
  { signIn, surroundings = stillSurroundings(), storedBefore = 0 }: Options = {},
) {
  const noted: WrittenFile[] = [];
  const refused: (readonly [id: number, reason: string])[] = [];
  const codes: string[] = [];
  const sending = {
    signIn: signIn ?? null,
    identifiersOf: (id: number) => ({
      patientId: 'N-1',
      studyInstanceUid: '2.25.9001',
      seriesInstanceUid: '2.25.9002',
      sopInstanceUid: uidOf(id),
    }),
    storedBefore,
    onRefused: (id: number, reason: string, code: string) => {
      refused.push([id, reason]);
      codes.push(code);
    },
    onPaused: () => undefined,
    surroundings,
  };
  const output = openStowOutput(url, sending, null, (file) => void noted.push(file));
  return {
    ...output,
    noted,
    refused,
    /** Of what was refused. */
    codes,
    /** @returns what ended it; null when it came to its end */
    all: async (deliveries: readonly Delivery[]) => {
      for (const one of deliveries) {
        const result: DeliveryResult = await output.write(one);
        if (result.kind !== 'written') {
          await output.abort();
          return result;
        }
      }
      return output.close();
    },
  };
}
