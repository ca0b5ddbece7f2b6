/** A WebAssembly module as text: raw deflate in base64 (vite.codecs.ts). */
declare module '*.wasm?packed' {
  export const packed: string;
}

/** A model of text search, packed alike. */
declare module '*.onnx?packed' {
  export const packed: string;
}

/** The letters that its reading model knows, packed alike. */
declare module '*.txt?packed' {
  export const packed: string;
}

/** All files of a folder by name, packed alike. */
declare module '*?packed-folder' {
  export const packed: Readonly<Record<string, string>>;
}
