import type { PatientEntry } from '../../deidentify/context.ts';
import { compileProfile } from '../../profile/compile-profile.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { type Codecs, createCodecs } from '../image/codecs/create-codecs.ts';
import { loadCodecs } from '../image/codecs/load-codecs.ts';
import { createFirstWindow, type FirstWindow } from '../reading/first-window.ts';
import type { WorkerSettings } from './deidentify.protocol.ts';
import { noStaging, type Staging } from './staging.ts';

/** What all files of a run share inside a worker. */
export type Engine = {
  readonly rules: CompiledProfile;
  readonly projectKey: Uint8Array;
  /** By trimmed Patient ID; null under the keyed scheme. */
  readonly patients: ReadonlyMap<string, PatientEntry> | null;
  readonly blankedInstances: ReadonlySet<string>;
  readonly unsettledStudies: ReadonlySet<string>;
  readonly describesOutputs: boolean;
  /** Called now and then while a file is read, so that a long one is not taken for a hung one. */
  readonly onProgress: () => void;
  readonly firstWindow: FirstWindow;
  /** Of frames that are decoded to be blanked; loaded with the first of them. */
  readonly codecs: Codecs;
  /** For frames that are made anew and are too many for memory. */
  readonly staging: Staging;
};

export function createEngine(
  settings: WorkerSettings,
  onProgress: () => void,
  codecs: Codecs = createCodecs(loadCodecs),
  staging: Staging = noStaging,
): Engine {
  const {
    profile,
    projectKey,
    patients,
    blankedInstances = [],
    unsettledStudies = [],
    describesOutputs = false,
  } = settings;
  const byOldId = patients && new Map(patients.map((entry) => [entry.oldId, entry]));
  return {
    rules: compileProfile(profile),
    projectKey,
    patients: byOldId,
    blankedInstances: new Set(blankedInstances),
    unsettledStudies: new Set(unsettledStudies),
    describesOutputs,
    onProgress,
    firstWindow: createFirstWindow(),
    codecs: withSigns(codecs, onProgress),
    staging,
  };
}

/** Each coding gives a sign of life before it: frames can be large, and some are decoded more than once. */
function withSigns({ decode, encode }: Codecs, onProgress: () => void): Codecs {
  return {
    decode: (...given) => {
      onProgress();
      return decode(...given);
    },
    encode: (...given) => {
      onProgress();
      return encode(...given);
    },
  };
}
