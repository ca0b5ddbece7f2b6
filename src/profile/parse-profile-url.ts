import { createProfile } from './create-profile.ts';
import { defaultPreset, presetIds } from './preset-names.ts';
import type { OptionName, PixelPolicy, PresetId, Profile } from './profile.ts';
import { allOptions, supportedOptions } from './supported-options.ts';

/** A problem is a sentence for people: what is wrong with the address and what to do. It never quotes the address. */
export type ParsedProfile = { readonly profile: Profile } | { readonly problem: string };

type Parameters = ReadonlyMap<string, string>;
type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/**
 * Reads the starting profile from a page address: `?profile=…&options=…&pixels=…`. Other parameters are left alone,
 * `key` is refused whatever it holds.
 * @param search the query of the address, with or without its question mark
 */
export function parseProfileUrl(search: string): ParsedProfile {
  const parameters = parseQuery(search);
  if ('problem' in parameters) return parameters;
  if ([...parameters.value.keys()].some((name) => name.toLowerCase() === 'key')) {
    return {
      problem:
        'A project key never travels in an address, where histories and logs keep it. Remove key= from the address, and load the key from its file instead.',
    };
  }
  const preset = parsePreset(parameters.value);
  if ('problem' in preset) return preset;
  const pixels = parsePixels(parameters.value);
  if ('problem' in pixels) return pixels;
  const options = parseOptions(parameters.value, preset.value);
  if ('problem' in options) return options;
  return { profile: createProfile(preset.value, options.value, pixels.value) };
}

function parsePreset(parameters: Parameters): Parsed<PresetId> {
  const given = parameters.get('profile') ?? defaultPreset;
  const value = presetIds.find((id) => id === given);
  return value ? { value } : { problem: `The address asks for a profile that does not exist. ${choices(presetIds)}` };
}

function parsePixels(parameters: Parameters): Parsed<PixelPolicy> {
  const given = parameters.get('pixels') ?? 'hold';
  if (given === 'hold' || given === 'export') return { value: given };
  return { problem: `The address has a setting for pixels that does not exist. ${choices(['hold', 'export'])}` };
}

function parseOptions(parameters: Parameters, preset: PresetId): Parsed<readonly OptionName[]> {
  const given = (parameters.get('options') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (given.length > 0 && preset === 'qmenta') {
    return {
      problem:
        'The profile qmenta is the published table as it is and takes no options. Remove options= from the address.',
    };
  }
  const known = allOptions.filter((name) => given.includes(name));
  if (given.some((name) => !allOptions.some((option) => option === name))) {
    return { problem: `The address asks for an option that does not exist. ${choices(allOptions)}` };
  }
  if (known.includes('retainFullDates') && known.includes('retainModifiedDates')) {
    // PS3.15 E.3.6: dates are either kept or modified.
    return { problem: 'retainFullDates and retainModifiedDates exclude each other. Keep one of them in the address.' };
  }
  const missing = known.filter((name) => !supportedOptions.includes(name));
  if (missing.length > 0) {
    return { problem: `Not available yet: ${missing.join(', ')}. Remove it from options= in the address.` };
  }
  return { value: known };
}

function choices(names: readonly string[]): string {
  return `Choose from: ${names.join(', ')}.`;
}

/** The first occurrence of each name counts, as for URLSearchParams.get. */
function parseQuery(search: string): Parsed<Parameters> {
  const parameters = new Map<string, string>();
  try {
    for (const part of search.replace(/^\?/, '').split('&')) {
      const [name = '', ...rest] = part.split('=').map((text) => decodeURIComponent(text.replaceAll('+', ' ')));
      if (name !== '' && !parameters.has(name)) parameters.set(name, rest.join('='));
    }
  } catch {
    return {
      problem: 'The address is damaged: a percent sign is not followed by two hex digits. Open the page without it.',
    };
  }
  return { value: parameters };
}
