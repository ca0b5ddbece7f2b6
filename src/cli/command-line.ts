import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../app/ui/version.ts';
import { describePin } from '../embed/pinned-profile.ts';
import { layouts } from '../pipeline/layout/layout.ts';
import { mostWorkers } from '../pipeline/pool/pool-budget.ts';
import { type SearchScope, searchScopes } from '../pipeline/text/searchable-files.ts';
import { defaultPreset, presetIds } from '../profile/preset-names.ts';
import { purposeIds } from '../profile/purposes/purposes.ts';
import { supportedOptions } from '../profile/supported-options.ts';
import { tableEdition } from '../profile/table-edition.ts';
import { profileJson } from '../report/profile-json.ts';
import { type CheckOptions, check } from './commands/check.ts';
import { type ComparisonFormat, compareProfileFiles } from './commands/compare-profile-files.ts';
import { type DeidentifyOptions, deidentify } from './commands/deidentify.ts';
import { type DetectOptions, detect } from './commands/detect.ts';
import { merge } from './commands/merge.ts';
import { type RemainsOptions, remains } from './commands/remains.ts';
import { type RulesFormat, rulesText } from './commands/rules-text.ts';
import { CommandError, exitStatus, usageError } from './exit-status.ts';
import { parseShard, type Shard } from './input/shard.ts';
import type { ProgramContext } from './program-context.ts';
import { createKeyFile } from './settings/key-file.ts';
import { leastMemory } from './settings/machine-options.ts';
import { loadProfile, type ProfileOptions, profileOf } from './settings/profile-option.ts';
import { createSpeech } from './speech.ts';
import { filesToVerify } from './verify/files-to-verify.ts';
import { verify } from './verify/verify.ts';

/**
 * Runs one command line. Nothing in here ends the process.
 * @param parameters without the program's own name
 * @returns the exit status
 */
export async function runCommandLine(parameters: readonly string[], context: ProgramContext): Promise<number> {
  let status: number = exitStatus.done;
  const program = createProgram(context, (result) => {
    status = result;
  });
  try {
    await program.parseAsync([...parameters], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    // The text of any other error may quote a path or a value.
    const message = error instanceof CommandError ? error.message : 'An unexpected error ended the program.';
    context.streams.err.write(`nescio: ${message}\n`);
    return error instanceof CommandError ? error.status : exitStatus.ownError;
  }
}

function createProgram(context: ProgramContext, end: (status: number) => void): Command {
  const { out, err } = context.streams;
  const program = new Command('nescio')
    .description(
      'De-identifies DICOM files on this machine. Nothing is sent anywhere, but to a server or a store that IN or OUT names.',
    )
    .version(`nescio ${VERSION}, rules of PS3.15 Table E.1-1, edition ${tableEdition}`, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .showHelpAfterError('(nescio --help shows what there is)')
    .addHelpText('after', exitStatuses);
  addDeidentify(program, context, end);
  addKey(program);
  addCheck(program, context, end);
  addRemains(program, context, end);
  addDetect(program, context, end);
  addMerge(program, context);
  addVerify(program, context);
  addProfile(program, context);
  addRules(program, context);
  return program;
}

function addDeidentify(program: Command, context: ProgramContext, end: (status: number) => void): void {
  const command = program
    .command('deidentify')
    .description('De-identify files, folders and archives, and write what may go out.')
    .usage('[options] IN... OUT')
    .argument(
      '<paths...>',
      'IN..., then OUT: a new or empty folder, a new file .zip, - for a tar on standard output, the address of a DICOMweb server, or s3://bucket/prefix',
    )
    .option('--key <file>', 'the project key, or fd:N for an open descriptor; else NESCIO_KEY_FILE, else a new one')
    .option('--patients <csv>', patientsMeaning)
    .option('--shard <i/n>', 'part i of n, from 0; all parts write into one folder, each with --key', shardOption)
    .addOption(
      new Option('--layout <name>', 'names of outputs: keyed, a media directory for CDs, or as BIDS').choices(layouts),
    )
    .option('--resume', 'go on with a run into OUT that was stopped; needs --key')
    .option('--journal <folder>', 'where the journal of a run to a server or a store lies; else the working directory')
    .option('--records <folder>', 'write what became of each file there; it identifies patients')
    .option('--held-dir <folder>', 'write there what held images would be, so that somebody can look at them')
    .addHelpText('after', deidentifyExamples)
    .action(async (paths: readonly string[], options: DeidentifyOptions) => {
      const out = paths.at(-1);
      const least = options.manifest === undefined ? 2 : 1;
      if (paths.length < least || out === undefined) throw usageError('Name what goes in, and then OUT.');
      end(await deidentify(paths.slice(0, -1), out, options, context));
    });
  addRunOptions(command);
}

/** What every command has that decides about files. */
function addRunOptions(command: Command, search: SearchScope = 'none'): void {
  addProfileOptions(command)
    .addOption(new Option('--pixels <policy>', 'images that may show text').choices(['hold', 'clean', 'export']))
    .addOption(
      new Option('--search <scope>', 'search images for text: all, those where some is likely, or none')
        .choices(searchScopes)
        .default(search),
    )
    .option('--manifest <file>', 'a list of further inputs, one path a line; - is standard input')
    .option('--sign-in <file>', 'how to sign in to a server; else NESCIO_SIGN_IN_FILE')
    .option('--decisions <file>', 'what a person decided in the page about these files, under the same key')
    .option('--allow-held', 'end with 0 although files are held')
    .addOption(new Option('--log <form>', 'what is said of files').choices(['json', 'text', 'none']).default('text'))
    .option('--log-paths', 'name input paths in the log; they may identify patients')
    .option('--workers <n>', 'threads; one a core without it', wholeNumber(1, mostWorkers))
    .option(
      '--max-memory <mb>',
      'megabytes for threads and for files in work; of the machine without it',
      wholeNumber(leastMemory, Number.MAX_SAFE_INTEGER),
    );
}

function addProfileOptions(command: Command): Command {
  return command
    .addOption(new Option('--purpose <name>', 'what the output is for').choices(purposeIds))
    .option('--profile <file|name>', 'a profile file, or the name of a preset')
    .option('--options <names>', `further options of PS3.15, with commas: ${supportedOptions.join(', ')}`);
}

function addKey(program: Command): void {
  program
    .command('key')
    .description('Project keys.')
    .command('new')
    .description('Make a new project key in a file that only you can read.')
    .argument('<file>')
    .action((file: string) => void createKeyFile(file));
}

function addCheck(program: Command, context: ProgramContext, end: (status: number) => void): void {
  const command = program
    .command('check')
    .usage('[options] IN...')
    .description('Say what would become of files. Nothing is written, and no key is needed, but for --detect.')
    .argument('[paths...]', 'files, folders and archives')
    .option('--key <file>', 'the project key, which --decisions needs')
    .option('--patients', 'print a table of the patients, to be filled in for a profile that takes new IDs from one')
    .option('--patient-table <csv>', patientsMeaning)
    .option('--detect', 'search for text, and write a plan of the run: decisions and what it will cost; needs --key')
    .option('--out <folder>', 'the new folder of that plan; it identifies patients')
    .action(async (paths: readonly string[], options: CheckOptions) => {
      end(await check(paths, options, context));
    });
  addRunOptions(command);
}

function addRemains(program: Command, context: ProgramContext, end: (status: number) => void): void {
  const command = program
    .command('remains')
    .usage('[options] IN...')
    .description(
      'List every value that would stand in the outputs of these originals. The list holds the values themselves.',
    )
    .argument('[paths...]', 'files, folders and archives')
    .option('--key <file>', 'the project key, which --decisions needs')
    .option('--patients <csv>', patientsMeaning)
    .addOption(new Option('--format <form>', 'what is printed').choices(['csv', 'json']).default('csv'))
    .action(async (paths: readonly string[], options: RemainsOptions) => {
      end(await remains(paths, options, context));
    });
  addRunOptions(command);
}

function addDetect(program: Command, context: ProgramContext, end: (status: number) => void): void {
  const command = program
    .command('detect')
    .usage('[options] IN... --key FILE --out FILE')
    .description('Search images for text, and write what was found as decisions for runs that do not search.')
    .argument('[paths...]', 'files, folders and archives')
    .requiredOption('--out <file>', 'the new file of decisions; it says where names stand in images')
    .option('--key <file>', 'the project key of those runs')
    .option('--patients <csv>', patientsMeaning)
    .action(async (paths: readonly string[], options: DetectOptions) => {
      end(await detect(paths, options, context));
    });
  addRunOptions(command, 'all');
}

function addMerge(program: Command, context: ProgramContext): void {
  program
    .command('merge')
    .usage('FOLDER... OUT')
    .description('Make the records of one or several runs into records.zip, receipt.zip and outputs.csv.')
    .argument('<paths...>', 'folders that --records wrote, then OUT, a new or empty folder')
    .action(async (paths: readonly string[]) => {
      const out = paths.at(-1);
      if (paths.length < 2 || out === undefined) throw usageError('Name folders of records, and then OUT.');
      await merge(paths.slice(0, -1), out, context.signal, createSpeech(context.streams));
    });
}

function addVerify(program: Command, context: ProgramContext): void {
  program
    .command('verify')
    .description(
      'See whether a folder, a ZIP, a server or a store holds the files that were put out, byte by byte. Ends with 1 when it does not.',
    )
    .argument('<out>', 'the folder, the ZIP, the address of a DICOMweb server, or s3://bucket/prefix')
    .argument('<receipt>', 'receipt.zip or records.zip that merge made, or outputs.csv')
    .option('--sign-in <file>', 'how to sign in to a server; else NESCIO_SIGN_IN_FILE')
    .action(async (out: string, receipt: string, { signIn }: { readonly signIn?: string }) => {
      await verify(await filesToVerify(out, signIn, context), receipt, createSpeech(context.streams));
    });
}

function addProfile(program: Command, { streams }: ProgramContext): void {
  const profile = program.command('profile').description('Profiles: what a run does with each attribute.');
  profile
    .command('show')
    .description('Print a profile as JSON, with its SHA-256. The file is one that --profile takes.')
    .argument('[file|name]', `a profile file, or one of ${presetIds.join(', ')}`, defaultPreset)
    .action((named: string) => void streams.out.write(profileJson(loadProfile(named))));
  profile
    .command('compare')
    .description('Say what two profiles do differently. Ends with 1 when they differ.')
    .argument('<a>', 'a profile file, or the name of a preset')
    .argument('<b>')
    .addOption(new Option('--format <form>').choices(['text', 'csv', 'json']).default('text'))
    .action((a: string, b: string, { format }: { readonly format: ComparisonFormat }) => {
      const compared = compareProfileFiles(a, b, format);
      streams.out.write(compared.text);
      if (!compared.isSame) throw new CommandError('The profiles differ.');
    });
  profile
    .command('validate')
    .description('Say whether a profile file can be used, and what is wrong with it.')
    .argument('<file>')
    .action((file: string) => void streams.out.write(`${describePin(loadProfile(file)).sha256}\n`));
}

function addRules(program: Command, { streams }: ProgramContext): void {
  const command = program
    .command('rules')
    .description('Print what a profile does with each attribute.')
    .addOption(new Option('--format <form>').choices(['table', 'csv', 'json']).default('table'));
  addProfileOptions(command).action((options: ProfileOptions & { readonly format: RulesFormat }) => {
    streams.out.write(rulesText(profileOf(options), options.format));
  });
}

function shardOption(text: string): Shard {
  const shard = parseShard(text);
  if (shard !== null) return shard;
  throw new InvalidArgumentError('It is i/n, both whole numbers, i from 0 to one less than n.');
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const limit = most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most}`;
    throw new InvalidArgumentError(`It is a whole number from ${least} ${limit}.`);
  };
}

const patientsMeaning = 'new patient IDs, for a profile that takes them from a table';

const deidentifyExamples = `
Examples:
  nescio deidentify study/ clean/                       a new key comes to be beside clean/, as clean.key.json
  nescio deidentify a.zip b/ clean.zip --key key.json   the same key, so the same pseudonyms as before
  nescio deidentify study/ - --key key.json | tar x     a tar on standard output
  nescio deidentify study/ clean/ --key clean.key.json --resume   go on with what was stopped
  nescio deidentify study/ https://pacs.example.org/dicom-web --key key.json --sign-in sign-in.json   to a server
  nescio deidentify s3://scans/study s3://clean/study --key key.json   from one object store to another
  find /pacs -newer last -type f | nescio deidentify --manifest - clean/ --key key.json   paths from elsewhere
`;

const exitStatuses = `
Ends with 0 when all files went out or were skipped, 1 on an error of its own, 2 for a command that makes no sense,
3 when files are held, 4 when files failed, 5 when it was stopped; of several the highest.
`;
