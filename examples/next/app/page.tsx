import { connection } from 'next/server';
import { Deidentify } from './deidentify';

export default async function Page() {
  // Rendered for each request, because each has a nonce of its own.
  await connection();
  return <Deidentify />;
}
