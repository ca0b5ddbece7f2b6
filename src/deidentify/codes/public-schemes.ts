import { isLoincCode, isSnomedConcept } from './check-digits.ts';
import { isUcumUnit } from './ucum.ts';

type Form = RegExp | ((code: string) => boolean);

/** Codes of modalities, devices and states that DCM spells in letters; its others have six digits (PS3.16 annex D). */
const spelledDcmCodes: ReadonlySet<string> = new Set(
  `ANN AR ARCHIVE AS ASMT AU BDUS BI BMD CAD CAPTURE CD CF CFM COMP CP CR CS CT CTPROTOCOL DD DF DG DM DMS DOC DOCD DS DSS DX EC ECG
EEG EMG EOG EPS ES F FA FC FID FILMD FP FS GM H HC HD IO IOL IVOCT IVUS KER KO LEN LOG LP LS M M3D MA MC MCD MEDIM MG MP MR MS
NEARLINE NM OAM OCT OFFLINE ONLINE OP OPM OPR OPT OPTBSV OPTENF OPV OSS OT PA PLAN POS PR PRINT PT PX REG RESP RF RG RT RTDOSE
RTIMAGE RTINTENT RTPLAN RTRAD RTRECORD RTSEGANN RTSTRUCT RWV SEG SM SMR SR SRF ST STAIN TEXTUREMAP TG U UNAVAILABLE US VA VF VIDD WSD
XA XAPROTOCOL XC`.split(/\s+/),
);

/** SNOMED RT, as old files have it: an axis and a number in hexadecimal digits. */
const snomedRt = /^(?:[ACF-GJLMRST]|D[0-9A-F]|P[0-9A-F]|R0)-[0-9A-F]{4,5}$/;

const snomed: Form = (code) => isSnomedConcept(code) || snomedRt.test(code);
const icd10 = /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/;
const icd9 = /^(?:\d{2,3}|V\d{2}|E\d{3})(?:\.\d{1,2})?$/;
const language = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

/** Coding schemes of PS3.16 Table 8-1 in common use, and the form that the codes of each have. */
const forms: Readonly<Record<string, Form>> = {
  DCM: (code) => /^1[0-3]\d{4}$/.test(code) || spelledDcmCodes.has(code),
  SCT: snomed,
  SRT: snomed,
  SNM3: snomed,
  SDM: snomed,
  '99SDM': snomed,
  LN: isLoincCode,
  UCUM: isUcumUnit,
  FMA: /^\d{4,6}$/,
  NCIt: /^C\d{3,6}$/,
  NCDR: /^\d{1,5}$/,
  UMLS: /^C\d{7}$/,
  BARI: /^\d{1,3}[A-Z]?$/,
  BI: /^[IVX]{1,4}(?:\.[A-Za-z0-9]{1,3}){0,4}$/,
  MDC: /^(?:\d{1,3}: ?)?\d{1,6}$|^\d(?:\.\d{1,3}){1,3}(?:-\d{1,3}){0,3}$/,
  SCPECG: /^\d(?:\.\d{1,3}){1,3}(?:-\d{1,3}){0,3}$/,
  ICD10: icd10,
  I10: icd10,
  I10C: icd10,
  I10P: /^[0-9A-HJ-NP-Z]{7}$/,
  I9: icd9,
  I9C: icd9,
  ICDO3: /^(?:M-)?\d{4}\/\d$|^C\d{2}(?:\.\d)?$/,
  RADLEX: /^RP?ID\d{1,6}$/,
  RADELEMENT: /^RDES?\d{1,5}(?:\.\d{1,2})?$/,
  NEU: /^\d{1,4}$/,
  ITIS_TSN: /^\d{5,7}$/,
  PUBCHEM_CID: /^\d{1,8}$/,
  MSH: /^[A-Z]\d{6,9}$/,
  NDC: /^\d{4,5}-\d{3,4}-\d{1,2}$/,
  IBSI: /^[0-9A-Z]{4}$/,
  UBERON: /^(?:UBERON:)?\d{7}$/,
  CPT4: /^\d{4}[\dFT]$/,
  C4: /^\d{4}[\dFT]$/,
  ACR: /^\d{1,5}(?:\.\d{1,6})?$/,
  ISO639_1: /^[a-z]{2}$/,
  ISO639_2: /^[a-z]{3}$/,
  ISO3166_1: /^(?:[A-Z]{2,3}|\d{3})$/,
  RFC5646: language,
  RFC3066: language,
};

/** True for the designator of a scheme that says the same in every hospital. */
export function isPublicScheme(designator: string): boolean {
  return Object.hasOwn(forms, designator);
}

/** True for a code that a public scheme may have: whatever else stands in its place was typed by somebody. */
export function isPublicCode(designator: string, code: string): boolean {
  const form = isPublicScheme(designator) ? forms[designator] : undefined;
  if (form === undefined) return false;
  return typeof form === 'function' ? form(code) : form.test(code);
}
