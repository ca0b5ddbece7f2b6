// The pure layers compile without the DOM. These two are the only platform objects they use: both are
// synchronous, deterministic and the same in browsers, workers and Node.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBufferView | ArrayBuffer): string;
}
declare class TextEncoder {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
