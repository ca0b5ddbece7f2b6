import type { LeaveOut } from './profile.ts';

/** What the filters look at, as a header has it. */
export type LeaveOutFacts = {
  readonly modality: string;
  readonly sopClassUid: string;
  /** All values of Image Type (0008,0008), joined by backslashes. */
  readonly imageType: string;
  readonly seriesDescription: string;
};

/**
 * Why a profile leaves a file out, as a sentence without any value of the file.
 * @returns null for files that stay in
 */
export function leaveOutReason(facts: LeaveOutFacts, leaveOut: LeaveOut): string | null {
  const imageTypes = facts.imageType.split('\\').map(comparable);
  if (leaveOut.modalities.includes(comparable(facts.modality))) return reasonOf('of this modality (0008,0060)');
  if (leaveOut.sopClasses.includes(facts.sopClassUid.trim())) return reasonOf('of this SOP class (0008,0016)');
  if (leaveOut.imageTypes.some((type) => imageTypes.includes(comparable(type)))) {
    return reasonOf('with a value of Image Type (0008,0008) that it lists');
  }
  if (leaveOut.doseReports && isDoseReport(facts, imageTypes)) return reasonOf('that report dose');
  if (leaveOut.screenCaptures && isScreenCapture(facts, imageTypes)) return reasonOf('captured from a screen');
  return null;
}

function reasonOf(which: string): string {
  return `The profile leaves out files ${which}.`;
}

/** Dose reports come as structured reports, and as pictures of a table. */
function isDoseReport({ sopClassUid, seriesDescription }: LeaveOutFacts, imageTypes: readonly string[]): boolean {
  if (doseReportClasses.has(sopClassUid.trim())) return true;
  // Screening protocols that use little dose are images like any other, and so are dose maps of a treatment plan.
  if (/low[ _-]?dose|ld[ _-]?ct/i.test(seriesDescription) || sopClassUid.trim() === rtDose) return false;
  return imageTypes.includes('DOSE') || doseWords.test(seriesDescription);
}

const doseWords =
  /\bdose[ _-]*(report|info|summary|record|sheet|page|sr)\b|^\W*(ct |patient )?dose\W*$|patient protocol/i;

/** X-Ray Radiation, Radiopharmaceutical, Patient Radiation and Enhanced X-Ray Radiation Dose SR (PS3.4 B.5). */
const doseReportClasses: ReadonlySet<string> = new Set(
  ['67', '68', '73', '76'].map((end) => `1.2.840.10008.5.1.4.1.1.88.${end}`),
);
const rtDose = '1.2.840.10008.5.1.4.1.1.481.2';

/** Secondary Capture in its five classes, and what scanners save from their screen under a class of their own. */
function isScreenCapture({ sopClassUid }: LeaveOutFacts, imageTypes: readonly string[]): boolean {
  return secondaryCapture.test(sopClassUid.trim()) || imageTypes.some((type) => /^SCREEN/.test(type));
}

const secondaryCapture = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.[1-4])?$/;

function comparable(code: string): string {
  return code.trim().toUpperCase();
}
