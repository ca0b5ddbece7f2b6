import type { Job } from '../pipeline/contracts/deidentify.protocol.ts';
import { createEngine, type Engine } from '../pipeline/contracts/engine.ts';
import { produceFile } from '../pipeline/file/produce-file.ts';
import type { Rectangle, RedactedArea, Redaction } from '../pixel-data/redaction/redaction.ts';
import { createProfile } from '../profile/create-profile.ts';
import type { OptionName, Profile } from '../profile/profile.ts';
import { assembleOutput } from './build-dataset.ts';
import { plainInput } from './ct-slice.ts';
import { testCodecs } from './open-corpus-image.ts';
import { everyImage } from './pixel-statements.ts';

/** @param blankedInstances what the batch is told of blanked images */
export function redactingEngine(
  options: readonly OptionName[] = [],
  blankedInstances: readonly string[] = [],
  changes: Partial<Profile> = {},
): Engine {
  const profile = { ...createProfile('ps315-basic', options), ...changes };
  return createEngine(
    { profile, projectKey: new Uint8Array(32).fill(5), patients: null, blankedInstances },
    () => undefined,
    testCodecs,
  );
}

export function redactionJob(file: Uint8Array, redaction: Redaction): Job {
  return { input: plainInput(file), release: null, redaction };
}

/** The finished file. @throws when it does not leave */
export async function blankedFile(file: Uint8Array, redaction: Redaction, engine: Engine): Promise<Uint8Array> {
  const result = await produceFile(redactionJob(file, redaction), engine);
  if (result.kind !== 'produced') throw new Error(JSON.stringify(result.outcome));
  return assembleOutput(result.parts, file);
}

export function box(...rectangles: readonly Rectangle[]): RedactedArea {
  return { kind: 'blank', frames: 'all', rectangles };
}

export function seen(...areas: readonly RedactedArea[]): Redaction {
  return { areas, review: 'seen', seen: everyImage };
}
