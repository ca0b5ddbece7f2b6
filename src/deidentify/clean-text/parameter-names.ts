/** Names of parameters, folded: numbers of up to four digits behind them are their value. */
const parameterNames: ReadonlySet<string> = new Set(
  (
    'te tr ti td tm fa fov rfov bw es etl esp acc slc thk thick thickness gap b bval bvalue bvals venc pld ld bl fl res iso voxel vox ' +
    'matrix mtx sl st dir dirs ndir tof pc vnc kv kvp kev ma mas ctdi ctdivol dlp dose gtv ctv ptv itv igtv hu w l ww wl wc win width ' +
    'level delay phase ph freq temp dyn vols vol tp nex nsa avg ave averages flip angle grappa sense asset ipat pat mb sms cs caipi ' +
    'hz mhz khz gy cgy suv pitch table kernel segs seg seq iter iterations subsets gauss mm cm ms sec x by fps frame frames echo ' +
    'echoes spoke spokes rad meas tis tes trs m0 max min mean asir admire safire idose ufc fc sag cor tra rows row columns column cols jpeg resolution fd qr'
  ).split(' '),
);

/** Abbreviations that count a number before them, beside the words of imaging. */
const countedBy: ReadonlySet<string> = new Set(
  (
    'ch te tr ti td fa sl ma nt it mc ar am hb fn md st dw mm cm qt ms sec secs sek seg min mins hz khz mhz gy cgy mgy mgycm ml cc mg ' +
    'ug g gm kg kv kvp kev ma mas mbq mci mmol hu deg dir dirs vol vols fr frames sl slices views view echo echoes ech iso px um mu nm ' +
    'pct percent shot shots ch chan el rx fps bpm cells counts kcts mmhg kpa cm3 mm3 mm2 cm2 rpm gb mb bit bits m cor tra sag ax tse fse mprage in yr ' +
    'mls mcg mmhg iu umol nmol pmol mgy meq cmh2o fl ga kbq weekly puffs puff mgkg mbqkg hounsfield ' +
    'мм см сек мин мл мс мг фаз фазы сантиметр 秒 分 次 层 枚 回 초 분 sekunden minuten minutes secondes segundos secondi'
  ).split(' '),
);

/** Parameters whose values reach the numbers of years. */
const withYears: ReadonlySet<string> = new Set(
  'te tr ti td tes trs pld ld b w l ww wl wc hu ma mas kv dlp bw'.split(' '),
);

export function isYear(digits: string): boolean {
  return /^(?:19|20)\d{2}$/.test(digits);
}

/** May a number that looks like a year be the value of this parameter? @param word folded */
export function reachesYears(word: string): boolean {
  return withYears.has(word);
}

/** @param word folded */
export function isParameterName(word: string): boolean {
  return (parameterNames.has(word) && word.length > 1) || /^(?:z?i?[gcp]tv[a-z]{0,2}|prv|idl|dvh)$/.test(word);
}

/** Also one letter, where a sign stands between: `b 1000`, `W:400`. @param word folded */
export function isParameterBefore(word: string): boolean {
  return parameterNames.has(word) || isParameterName(word);
}

/** @param word folded */
export function isCountedBy(word: string): boolean {
  return countedBy.has(word) && word !== 'yr';
}
