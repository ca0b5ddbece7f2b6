import { createProfile } from './create-profile.ts';
import { defaultPreset, presetIds } from './preset-names.ts';
import type { OptionName, PixelPolicy, PresetId, Profile } from './profile.ts';
import { type Purpose, purposeIds, purposes } from './purposes/purposes.ts';
import { allOptions, dateConflict, supportedOptions } from './supported-options.ts';

/** A problem is a sentence for people: what is wrong with the address and what to do. It never quotes the address. */
export type ParsedProfile = { readonly profile: Profile } | { readonly problem: string };

type Parameters = ReadonlyMap<string, string>;
type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/**
 * Reads the starting profile from a page address: `?purpose=…&profile=…&options=…&pixels=…`. A purpose sets the others, and
 * what is given beside it wins. Other parameters are left alone, `key` is refused whatever it holds.
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
  const purpose = parsePurpose(parameters.value);
  if ('problem' in purpose) return purpose;
  const preset = parsePreset(parameters.value, purpose.value);
  if ('problem' in preset) return preset;
  const pixels = parsePixels(parameters.value, purpose.value);
  if ('problem' in pixels) return pixels;
  const options = parseOptions(parameters.value, preset.value, purpose.value);
  if ('problem' in options) return options;
  // The published table takes no own rules.
  const ownRules = preset.value === 'qmenta' ? [] : (purpose.value?.ownRules ?? []);
  return { profile: { ...createProfile(preset.value, options.value, pixels.value), ownRules } };
}

/** True when an address says anything of the profile. It wins over what is remembered of an earlier visit then. */
export function setsProfile(search: string): boolean {
  const parameters = parseQuery(search);
  return (
    'problem' in parameters || ['purpose', 'profile', 'options', 'pixels'].some((name) => parameters.value.has(name))
  );
}

function parsePurpose(parameters: Parameters): Parsed<Purpose | null> {
  const given = parameters.get('purpose');
  if (given === undefined) return { value: null };
  const id = purposeIds.find((name) => name === given);
  return id
    ? { value: purposes[id] }
    : { problem: `The address names a purpose that does not exist. ${choices(purposeIds)}` };
}

function parsePreset(parameters: Parameters, purpose: Purpose | null): Parsed<PresetId> {
  const given = parameters.get('profile') ?? purpose?.preset ?? defaultPreset;
  const value = presetIds.find((id) => id === given);
  return value ? { value } : { problem: `The address asks for a profile that does not exist. ${choices(presetIds)}` };
}

const policies: readonly PixelPolicy[] = ['hold', 'clean', 'export'];

function parsePixels(parameters: Parameters, purpose: Purpose | null): Parsed<PixelPolicy> {
  const given = parameters.get('pixels') ?? purpose?.pixels ?? 'hold';
  const value = policies.find((policy) => policy === given);
  return value
    ? { value }
    : { problem: `The address has a setting for pixels that does not exist. ${choices(policies)}` };
}

function parseOptions(
  parameters: Parameters,
  preset: PresetId,
  purpose: Purpose | null,
): Parsed<readonly OptionName[]> {
  if (purpose !== null && !parameters.has('options')) return { value: preset === 'qmenta' ? [] : purpose.options };
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
  const conflict = dateConflict(known);
  if (conflict !== null) return { problem: `${conflict} in the address.` };
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
