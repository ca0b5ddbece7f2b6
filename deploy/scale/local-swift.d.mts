export const accessKey: string;

export function startSwift(
  folder: string,
  settings: { readonly port: number; readonly secret: string },
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;

export function allowOrigin(port: number, bucket: string, origin: string): Promise<void>;
