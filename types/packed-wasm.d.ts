/** A WebAssembly module as text: raw deflate in base64 (vite.codecs.ts). */
declare module '*.wasm?packed' {
  export const packed: string;
}
