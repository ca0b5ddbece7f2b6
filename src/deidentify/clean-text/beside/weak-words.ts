import namesToo from '../data/names-too.json' with { type: 'json' };
import vocabulary from '../data/vocabulary.json' with { type: 'json' };
import { isNameToo } from '../name-words.ts';

const everyday: ReadonlySet<string> = new Set(vocabulary.everyday.split(' '));
/** Names as well, that say what is imaged all the same. */
const ofImaging: ReadonlySet<string> = new Set(namesToo.imagingBesideName.split(' '));

/** Abbreviations of two and three letters that say what is imaged, and how: others may be initials. */
const shortTerms: ReadonlySet<string> = new Set(
  (
    'ct mr mri mra mrv us cr dx xr cxr cta ctv pet pt nm mg mmg xa rf rx irm rm tc tac tdm ptc dt bt mrt rtg usg ldk io dsa dxa kub ivu ercp ecg ekg ' +
    'кт мрт мр рг узи пэт ργ ' +
    'ap pa lat lt rt re li dex sin sx bil ax sag cor tra obl ant pos inf sup lao rao cc mlo ' +
    'ir fs gre epi tof tse fse ssh flr dwi swi adc fa bh fb ce km gd kl iv po se vr mip mpr iso ' +
    'abd pel thx lws bws hws osg isg lle rle lue rue rul rml rll lul lll ruq luq rlq llq cns tmj sij acj ivc svc lad rca lca cbd gi gu ' +
    'hip arm leg eye ear jaw toe rib fat gut hno ent knä hjerne kne nyre lår bein bras pied coude main dos pé mão olho pie ojo ' +
    'cap hals hand noga bark ucho oko ruka noha krk ' +
    'ptv gtv itv prv oar hrct fx tka tha acl pcl mcl lcl oa ra ms tb pe dvt avm ich sah sdh edh cva tia aaa gbm hcc rcc nsc ' +
    'tk pd tt ac eco wb fdg ii tap tep uz fna sol ul sax oct diz cck gy bag os dor gad non bez lge cow nac acr fl pre ln ett lwk uae od tum roi cd zvk mag opg tte asl qsm ute qa fbp mid vq ' +
    'id pv tee fov tfe dti vnc uro mpi wip mvc pz ef cad mbq lm uh cwk cca cct mt огк ed er its ips ga opt pod dni op ot iac crl avc lhc hd fod cbv aov svs csi dl sms buk goz bas fot kol mdp pw cw ffe nat mtt ttp cbf pld tib gsv psa hsa cam aip mit fmx ivh snr ou axl hb ihc ttc fff hnu spn ffs hfs hfp ffp seg ku поп сm ви eko rif icu lkw mva gsw sob r o w c f ex wo acc lmp vkb eb t vp icd pm ppm crt cvc ogt ngt jp ugi dce dsc tsm sos lsp csp tsp l ls cs'
  ).split(' '),
);
/** Those that are written in capitals or small: `PET`, not `Pet`. */
const abbreviations: ReadonlySet<string> = new Set(
  'pet mag mid tap tep tam dan don ida rif ett ray kim cam cad min max ali abe als ana tom tim tek tod'.split(' '),
);
const longestShort = 3;

/**
 * True for a word that says little of an image and may as well be a part of a name, a place or a code: of everyday language, a
 * frequent name, or two or three letters that are no abbreviation of imaging.
 * @param word folded
 * @param isTitleCase whether it is written with one capital, as abbreviations are not
 */
export function isWeakWord(word: string, isTitleCase = false): boolean {
  if (isTitleCase && abbreviations.has(word)) return true;
  if (word.length <= longestShort && /^\p{L}+$/u.test(word)) return !shortTerms.has(word) && !ofImaging.has(word);
  return everyday.has(word) || (isNameToo(word) && !ofImaging.has(word));
}

/** True for an abbreviation that says what is imaged. @param word folded */
export function isShortTermOfImaging(word: string): boolean {
  return shortTerms.has(word);
}
