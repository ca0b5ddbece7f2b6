/** The three shipped presets; page contract, `?profile=`. */
export type PresetId = 'qmenta-guarded' | 'qmenta' | 'ps315-basic';

/** The ten options of PS3.15 E.3 by their short names; page contract, `?options=`. */
export type OptionName =
  | 'retainSafePrivate'
  | 'retainUids'
  | 'retainDeviceIdentity'
  | 'retainInstitutionIdentity'
  | 'retainPatientCharacteristics'
  | 'retainFullDates'
  | 'retainModifiedDates'
  | 'cleanDescriptors'
  | 'cleanStructuredContent'
  | 'cleanGraphics';

/** What happens to images that may show text: held until a person has looked, or exported and marked. */
export type PixelPolicy = 'hold' | 'export';

/**
 * Everything that decides what a run does to a file, as one JSON value: it travels from page to worker to record, and
 * its SHA-256 is the run's fingerprint. The project key is not part of it.
 */
export type Profile = {
  readonly format: 'nescio-profile';
  readonly formatVersion: 1;
  readonly preset: PresetId;
  readonly name: string;
  /** Raised whenever the same file and profile give different bytes; written to (0012,0063). */
  readonly version: string;
  readonly tableEdition: string;
  readonly options: readonly OptionName[];
  readonly pixels: PixelPolicy;
  /** Patient key takes Issuer of Patient ID (0010,0021) in as well. */
  readonly usesIssuerOfPatientId: boolean;
};
