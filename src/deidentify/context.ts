import type { CompiledProfile } from '../profile/compiled-profile.ts';
import type { PixelStatement } from './pixel-statement.ts';
import type { DocumentDecision, Signature, ValueDecision } from './value-decision.ts';

/** What a person decided about one held file; part of the records. */
export type Release = Signature & {
  readonly reason: string;
  readonly pixels: PixelStatement;
  /** What the person had in front of them, as the page put it: what held the files, and what was on the screen. */
  readonly shown: string;
  /**
   * `images` leaves every hold in force that is not about what the images show, `texts` leaves all of them in force. Absent: all that
   * a person may release.
   */
  readonly covers?: 'images' | 'texts';
  /** A person has read the cleaned texts of the report that have this mark; others, by another profile, nobody has read. */
  readonly texts?: string;
};

/** One patient of the user's own table, or of the running numbers. */
export type PatientEntry = {
  /** Trimmed Patient ID of the input. */
  readonly oldId: string;
  readonly newId: string;
  /** Null: Patient's Name becomes the new ID. */
  readonly newName: string | null;
  /** YYYYMMDD: this patient's earliest study date moves here under modified dates; null: keyed shift. */
  readonly anchorDate: string | null;
  /** YYYYMMDD: the earliest Study Date of this patient's files in the batch; null when none has a valid one. */
  readonly firstStudyDate: string | null;
};

/** Everything a decision may depend on besides the file itself. */
export type DeidentifyContext = {
  readonly rules: CompiledProfile;
  /** 32 secret bytes, the same for a whole project. */
  readonly projectKey: Uint8Array;
  /** New IDs by trimmed Patient ID; null under the keyed scheme. A patient that is not in it is held. */
  readonly patients: ReadonlyMap<string, PatientEntry> | null;
  /** The person's decision when this file was held and released; null on a first pass. */
  readonly release: Release | null;
  /** What was decided about single values of this file. Absent: nothing. */
  readonly values?: readonly ValueDecision[];
  /** What was decided about the document that this file wraps. Absent: nothing. */
  readonly document?: DocumentDecision;
  /**
   * SOP Instance UIDs of images that are blanked, as the inputs have them. Each gets a new UID under every option, and so does
   * every reference to it. Absent: none.
   */
  readonly blankedInstances?: ReadonlySet<string>;
  /** Study Instance UIDs of studies whose files say different starts. Absent: none. */
  readonly unsettledStudies?: ReadonlySet<string>;
};
