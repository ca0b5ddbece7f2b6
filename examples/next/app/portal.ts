/** The project's 32 bytes. Only people who are signed in to the portal get them. */
export async function projectKey(): Promise<Uint8Array> {
  const response = await fetch('project.key');
  if (!response.ok) throw new Error(`The portal answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The portal's own upload. */
export async function upload(file: File): Promise<void> {
  const response = await fetch('upload', { method: 'POST', body: file });
  if (!response.ok) throw new Error(`The portal answered ${response.status}.`);
}
