// The few calls of dcmjs 0.52.2 that Nescio makes. dcmjs ships no types.
declare module 'dcmjs' {
  /** Anything that turns bytes into text; dcmjs only calls `decode` with a view of exactly the value's bytes. */
  export type TextSource = { decode(view: DataView): string };
  /** Anything that turns text into bytes; dcmjs calls it for the VRs that depend on Specific Character Set. */
  export type TextSink = { encode(text: string): Uint8Array };

  class ReadBufferStream {
    /** Only whole ArrayBuffers: the offset of a view is ignored. */
    constructor(buffer: ArrayBuffer, littleEndian: boolean);
    offset: number;
    setEndian(isLittle: boolean): void;
    setDecoder(decoder: TextSource): void;
  }

  class WriteBufferStream {
    constructor(defaultSize: number, littleEndian: boolean);
    offset: number;
    size: number;
    setEndian(isLittle: boolean): void;
    encoder: TextSink;
    getBuffer(start?: number, end?: number): ArrayBuffer;
  }

  type Writable = string | number | bigint;

  class ValueRepresentation {
    /** An unknown VR gives the one of UN and logs. */
    static createByTypeString(vr: string): ValueRepresentation;
    /** Byte that pads a value of odd length. */
    readonly padByte: number;
    readBytes(stream: ReadBufferStream, lengthBytes: number): string | number | bigint | readonly string[];
    writeBytes(
      stream: WriteBufferStream,
      values: Writable | readonly Writable[],
      options: { readonly allowInvalidVRLength: boolean },
    ): number;
  }

  export const data: {
    readonly ReadBufferStream: typeof ReadBufferStream;
    readonly WriteBufferStream: typeof WriteBufferStream;
    readonly ValueRepresentation: typeof ValueRepresentation;
  };

  type Logger = {
    setLevel(level: 'silent', persist: boolean): void;
    getLogger(name: string): Logger;
    error(message: string): void;
  };
  export const log: Logger;
}

declare module 'dcmjs/dictionary' {
  /** By tag as dcmjs writes it; the entry with an empty tag has nothing else. */
  export const dictionary: Readonly<Record<string, { readonly vr: string; readonly name: string }>>;
}
