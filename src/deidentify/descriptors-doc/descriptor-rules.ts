import type { WordLists } from '../../profile/profile.ts';
import type { TextKind } from '../clean-text/names-in-prose.ts';

/** One rule of the cleaning of descriptors, and texts that show it. */
export type DescriptorRule = {
  readonly rule: string;
  readonly why: string;
  readonly texts: readonly string[];
  /** Absent: a description. */
  readonly kind?: TextKind;
  /** What the profile lists. Absent: nothing. */
  readonly words?: WordLists;
};

/** The rules in the order in which they decide. What becomes of each text is not written here: the cleaner says it. */
export const descriptorRules: readonly DescriptorRule[] = [
  {
    rule: 'Listed words stay',
    why: 'Words of imaging by class in eighteen languages, however they are written.',
    texts: ['Ax T2 FLAIR FS', 'Columna lumbar sagital T2', 'Højre knæ', '頭部単純', '膝关节平扫'],
  },
  {
    rule: 'Inflected, compound and learned words stay',
    why: 'By stems and endings, by parts of compounds, by Greek and Latin forms.',
    texts: ['МРТ головного мозга с контрастом', 'Kniegelenkspunktion', 'Cholangiopankreatikographie'],
  },
  {
    rule: 'Numbers with a meaning stay',
    why: 'A unit, the name of a parameter, a kernel, an isotope, a size, one or two digits.',
    texts: ['ES0p59 bw2222 acc3', 'b=0, 500, 1000', 'Br40d 3mm', 'TE 105 TR 4500', '256x256', 'F18 FDG'],
  },
  {
    rule: 'Other numbers go',
    why: 'Three digits or more may be a record, a room or a year.',
    texts: ['brain 4711', 'chest 1987', 'CT #1234', '12 34 56', 'knee ２０１５'],
  },
  {
    rule: 'Dates, times and ages go',
    why: 'In every written form of the languages named, eras and figures of other scripts too.',
    texts: [
      'knee 18JUL64',
      'tórax 12 de marzo de 2015',
      '令和3年5月12日 頭部',
      '45M chest',
      'F/65 hip',
      '3 months hip',
      'forty-two yo knee',
      'second of May knee',
      'compared to CT 3/9',
      'seen Tuesday the 9th, liver',
      'bark lat 63',
      'lat 63',
      '78岁 胸部',
      'F 34Y pelvis',
      'Kopf 4. 7. 2018',
    ],
  },
  {
    rule: 'Places and subjects go',
    why: 'The number or letter of a ward, bed, room or floor; codes of subjects and sites.',
    texts: [
      'chest Ward B',
      'chest bed A4',
      'room twelve chest',
      'RAD-00871 detector',
      '4 West chest',
      '4N-22 chest',
      'lit porte thorax',
      'Blue team head',
      'neck, MVC on I-95',
      'twins A and B fetal MRI',
      'knee 22 Maple Avenue',
      'sub-0042_T1w',
      'S23 brain',
      'HC07 dti',
      'MRI3 trailer abdomen',
      'Skyra_Rm4_Tower phantom',
    ],
  },
  {
    rule: 'Homes, employers, schools and nicknames go behind the words that lead to them',
    why: 'Also where they are made of words of imaging or of the name of a maker of devices.',
    texts: [
      'lives at 77 Birchwood Ct, fell',
      'arbeitet bei Siemens, Hand',
      'lycée Montaigne, cheville',
      'goes by Skip, hip',
      'Praxis am Markt, Knie',
    ],
  },
  {
    rule: 'The weeks of a pregnancy stay',
    why: 'Beside a word of pregnancy they are a measure, as in the numbers of a report, unless the text speaks of a child that was born; the days of the last period and of birth go.',
    texts: ['28 weeks gestation', 'SSW 28+3', '妊娠28週 胎児MRI', 'fetal MRI 28 weeks'],
  },
  {
    rule: 'Names go by what stands beside them',
    why: 'Titles, lead-ins, carets, brackets, initials; the word may be one of imaging.',
    texts: [
      'CT per Dr. White',
      'Schädel Frau Dr. Klein',
      'MRI pelvis tech Page',
      'HEAD^WILLIAM',
      'CT read by Chambers',
      'Singleton PA-C pelvis',
      'CT from Reading',
      'Mount Sinai brain',
      'Sacred Heart CT',
      'Campus Mitte Thorax',
      'Panorex for Delta Dental',
      'esposa Luz, pecho',
      'Klinikum Links der Weser Thorax',
      '한 지연 흉부',
      'MRI (Green)',
      'Chip Kowalczyk abdomen',
      '胸部 林先生',
    ],
  },
  {
    rule: 'Words that lead to a name stay before none',
    why: 'So do titles that are modalities.',
    texts: ['CT per protocol', 'DR CHEST PA', 'MRS Brain', 'follow up in 12 months', 'bilan de la hanche'],
  },
  {
    rule: 'In descriptions, a word that is a name first goes by its capital',
    why: 'Nothing else tells a patient from a tissue there.',
    texts: ['Young chest', 'CHEST WHITE'],
  },
  {
    rule: 'Terms with such a word stay',
    why: 'By a list of the words beside it.',
    texts: ['White matter lesion', 'Stone protocol', 'Long axis cine'],
  },
  {
    rule: 'Names of diseases, signs and devices stay beside what makes a term of them',
    why: 'By lists of the names and of the words beside them; two names that are one term as well.',
    texts: [
      "Crohn's disease",
      'quiste de Baker',
      'Salter-Harris II fracture',
      'Stanford B dissection',
      'Typ B Stanford',
      'Judkins left 4',
    ],
  },
  {
    rule: 'Elsewhere such a name goes',
    why: 'It may be the name of the patient.',
    texts: ['Judkins knee', 'CT Hartmann Thorax'],
  },
  {
    rule: 'Scanners behind their maker, nuclides and strengths of contrast media stay',
    why: 'By lists of models, mass numbers and strengths; two capitals with points where no initials are likely; a b-value beside a word of diffusion.',
    texts: ['Siemens Vida T1', 'GE Optima 660', 'F-18 FDG', 'Rb 82 stress', 'Omnipaque 350', 'L.S. spine', 'DWI b1234'],
  },
  {
    rule: 'Without that they may be a name, an age or a number of somebody',
    why: 'A model without its maker, a letter and a number without a tracer, any other number.',
    texts: ['Vida brain', 'Philips brain', 'F-18 knee', 'Lu 177 knee', 'Omnipaque 351', 'L.S. knee', 'DWI B4417'],
  },
  {
    rule: 'In reports, names by their capital go',
    why: 'In texts of reports and annotations, words that are names first: inside a sentence, in capitals alone, in a line of names.',
    kind: 'prose',
    texts: ['Discussed with Grant today.', 'NODULE SEEN BY DR WHITE AND BROWN', 'Rose'],
  },
  {
    rule: 'Sentences stay where their words are of imaging',
    why: 'A capital that begins a sentence tells nothing.',
    kind: 'prose',
    texts: ['Nodule in the left lung. Long segment stenosis.', 'Herz und Lunge ohne Befund.'],
  },
  {
    rule: 'All other words go',
    why: 'Nobody has said that they are safe.',
    texts: ['t1_mprage_Xyzzy_sag', 'brain Qwfpgj left'],
  },
  {
    rule: 'Words that a person lists are decided by the list',
    why: 'Here `Xyzzy` is kept and `sag` removed by the profile; words of the patient, dates and numbers go whatever a list says.',
    words: { keep: ['Xyzzy', '18JUL64'], remove: ['sag'] },
    texts: ['t1_mprage_Xyzzy_sag', 'Xyzzy 18JUL64'],
  },
];
