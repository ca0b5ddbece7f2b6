export type Peer = { readonly name: string; readonly package: string; readonly isThere: () => boolean };
export const peers: readonly Peer[];
export function pythonPath(): string;
export function chromiumPath(): string | null;
