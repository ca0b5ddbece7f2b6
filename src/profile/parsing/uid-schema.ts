import { text } from './schema-parts.ts';

export const uid = text(/^(?=.{1,64}$)(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+$/, 'a UID (PS3.5 9.1)');
