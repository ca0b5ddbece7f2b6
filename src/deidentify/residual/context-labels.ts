/** Words that announce a person's name. */
const titles =
  'mr mrs ms miss mister dr doctor doc prof professor herr frau hr fr monsieur madame mme mlle m sr sra srta senor senora signor signora sig mevr dhr pan pani name patient pat pt subject subj';

/** Words that announce a number of record. */
const recordLabels =
  'id ids pid mrn case fall name patient patientid pat patid patno patnr pt subject subj subjectid no nr num number nummer numero acc accession record chart file hosp hospital';

/** What may stand in front of a name too short to be looked for alone. */
export const titleWords: readonly string[] = titles.split(' ');
/** What may stand in front of an ID too short, or without digits, to be looked for alone. */
export const recordWords: readonly string[] = recordLabels.split(' ');
