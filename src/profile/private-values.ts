/** What the value of a private element must be beside its VR, so that no identifier fits in. Every single value is asked. */
export type ValueLimit =
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  | { readonly kind: 'terms'; readonly terms: ReadonlySet<string> }
  | { readonly kind: 'form'; readonly form: RegExp };

/** Coils by the codes that consoles print, with numbers of elements: `HEA;HEP`, `HC3-7`, `T:BO1,2;SP3`. */
const coilCode =
  '(?:[TC]:)?(?:15K|18K|A|BA|BC|BL|BO|BR|C|CP|EX|EXL|FA|FL|FO|FS|HC|HE|HEA|HEP|HL|HU|HW|KN|LL|LO|M|NC|NE|NEA|NEP|NL|NU|PA|PAL|PH|PL|SC|SH|SHL|SHS|SL|SN|SP|SPL|SPR|SPU|TO|TR|UP|WR)(?:\\d{1,2}(?:[,-]\\d{1,2}){0,8})?';

/** Imaging options as a GE console prints them. */
const geOption =
  '(?:EPI|FMRI|DIFF|ASSET|ARC|FAST|IRP|IR|FC|SQ|EDR|TRF|ZIP|ZIP2|ZIP512|ZIP1024|MPH|MPh|NPW|VB|SS|CLASSIC|FLUOTRIG|PROMO|HYPERBAND|HyperBand|MULTIBAND|MB|SCIC|PURE|IDEAL|FLEX|3D|2D|ASL|TRICKS|BSP|SMARTPREP|RTR|GAT|CCOMP|HYPERSENSE|DL|MUSE)';

const decimal = '[+-]?\\d{1,5}(?:\\.\\d{1,6})?';

/** Closed forms by the names that the list of private attributes uses. Each says all that a text may be. */
const forms: Readonly<Record<string, RegExp>> = {
  /** `64*64`, `256p*192s`. */
  matrix: /^\d{1,4}p? ?[*x] ?\d{1,4}[a-z]{0,2}(?: [A-Z])?$/,
  /** `FoV 1435*1435`. */
  fieldOfView: /^FoV \d{1,4}\*\d{1,4}$/,
  /** `SL 3.0`. */
  thickness: /^SL \d{1,3}(?:\.\d{1,2})?i?$/,
  /** `Tra>Cor(-7.1)>Sag(2.0)`. */
  orientation: /^(?:Tra|Cor|Sag)(?:>(?:Tra|Cor|Sag)\(-?\d{1,2}(?:\.\d{1,2})?\)){0,2}$/,
  uihOrientation: /^(?:TRA|COR|SAG)(?: ?> ?(?:TRA|COR|SAG) ?-?\d{1,2}(?:\.\d{1,2})?){0,2}$/,
  /** `A->P`. */
  uihDirection: /^(?:A->P|P->A|R->L|L->R|H->F|F->H|RO|PE)$/,
  /** `F:2S`. */
  uihParallel: /^[A-Z]?:?\d(?:\.\d{1,2})?[A-Z]?(?:x\d)?$/,
  /** `+LPH`. */
  axes: /^[+-][LRAPHF]{3}$/,
  /** `p2`, `p2 s2`. */
  parallelMode: /^(?:p\d{1,2}(?:x\d{1,2})?)?(?: ?[se]\d{1,2}){0,2}$/,
  coil: new RegExp(`^${coilCode}(?:;${coilCode}){0,15}$`),
  /** `Head_32`, `HeadNeck_64_CS`. */
  coilName:
    /^(?:CP_)?(?:Head|HeadNeck|HeadMatrix|HeadTrio|HeadShoulder|Neck|NeckMatrix|Spine|SpineMatrix|Body|BodyMatrix|Breast|BreastMatrix|Knee|TxRx_Knee|TxRxKnee|Shoulder|ShoulderLarge|ShoulderSmall|Hand|HandWrist|Foot|FootAnkle|Wrist|Extremity|Flex|FlexLarge|FlexSmall|Loop|PeripheralAngio|PA|UltraFlex|UltraFlexLarge|UltraFlexSmall|1H_Head|BC|32Ch_Head)(?:[_-](?:\d{1,2}|CS|TO|BM|MR|Coil|Rx|Tx)){0,4}$/,
  /** `X_1_1_1_6_1_1`: at least eight counters of at most four digits. */
  dimensions: /^(?:X|\d{1,3})(?:_(?:X|\d{1,4})){7,30}$/,
  imageType:
    /^(?:ORIGINAL|DERIVED|PRIMARY|SECONDARY|M|P|R|I|MB|ND|NORM|NONE|FM|FMRI|DIFFUSION|TRACEW|ADC|FA|ISO|MOSAIC|DIS2D|DIS3D|DIS3D2D|SUB|MEAN|MOCO|MFSPLIT|FILTERED|ASL|SE|T1|T2|PHASE|MAGNITUDE|SBREF|PROJECTION IMAGE|CSA MPR|MPR|MIP|CSA|WATER|FAT|IN_PHASE|OPP_PHASE)$/,
  imageHistory:
    /^(?:ChannelMixing:ND=(?:true|false)(?:_[A-Z]{3}=\d{1,2}){0,3}|(?:ACC|CC):(?:SoS|AC|ComplexAdd|Adaptive|AdaptiveCombine|\d{1,3})|ACC\d{1,2}|ACCAlgo:\d{1,3}|NormalizeAlgo:PreScan|DL:(?:true|false)|ND|NORM|DIS2D|DIS3D)$/,
  /** `TG/s3,RN/s1`. */
  prescan: /^(?:TG|RN|RG|AS|CF|SH|PS|Cal|Coil)\/[a-z]\d{1,3}(?:,(?:TG|RN|RG|AS|CF|SH|PS|Cal|Coil)\/[a-z]\d{1,3}){0,8}$/,
  geSequence:
    /^(?:epi|epiRT|epi2|epi2is|epi2alt|epi2asalt|epi2pepolar|epi2muse|epi2_\d{2}rr|epi_pepolar|epi2_pepolar|epi2_ART|epi2altoff|muse|fgre|efgre3d|fspgr|spgr|bravo|mp-rage|mprage|mpnrage|b0rf|cube|fse|fse-xl|fsexl|frfseopt|propeller|3dasl|3dfiesta|3dtof|2dtof|2dfast|vios3d|hos|hoz|hyperband|multiband|2db0map|3db0map|b0map|gre|ssfse|ssfp|swan|ideal|flex|medcon|memp|silent|silenz|fme3d)$/i,
  /** `EPI, FMRI`: imaging options as a GE console prints them. */
  geOptions: new RegExp(`^${geOption}(?:, ?${geOption}){0,12}$`),
  delay: /^(?:Minimum|None|\d{1,6}(?:\.\d{1,3})?)$/,
  aslLabeling: /^(?:3D )?(?:pulsed|continuous|pseudo-?continuous|pcasl|pasl|casl)(?: ?(?:asl|labell?ing|tagging))?$/i,
  /** `0.75\High`. */
  deepLearning: /^(?:\d(?:\.\d{1,3})?|High|Medium|Low|None|Off|On)?$/,
  decimals: new RegExp(`^(?:${decimal}(?: ${decimal}){0,8})?$`),
};

/**
 * Reads the limit of one row: `0..65535`, `terms:ROW COL`, `form:matrix`.
 * @returns null for what has its own treatment: sequences, UIDs, dates. @throws when the row is not one of these.
 */
export function parseValueLimit(text: string): ValueLimit | null {
  if (text === '' || text === 'uid' || text === 'date') return null;
  if (text.startsWith('terms:')) return { kind: 'terms', terms: new Set(text.slice(6).split(' ')) };
  if (text.startsWith('form:')) {
    const form = forms[text.slice(5)];
    if (form) return { kind: 'form', form };
  }
  const [least, most] = text.split('..').map(Number);
  if (least === undefined || most === undefined || !(least < most)) throw new Error(`No limit of values: ${text}`);
  return { kind: 'range', least, most };
}

/** Does a text, padding aside, keep to a limit? An empty one says nothing. */
export function keepsTo(limit: ValueLimit, text: string): boolean {
  if (text === '') return true;
  switch (limit.kind) {
    case 'range':
      return isPlainNumber(text) && isInRange(limit, Number(text));
    case 'terms':
      return limit.terms.has(text);
    case 'form':
      return limit.form.test(text);
    default:
      return limit satisfies never;
  }
}

export function isInRange({ least, most }: { readonly least: number; readonly most: number }, value: number): boolean {
  return value >= least && value <= most;
}

/** DS and IS as people write them (PS3.5 6.2); no other text is a number. */
export function isPlainNumber(text: string): boolean {
  return /^[+-]?(?:\d{1,16}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?$/.test(text);
}
