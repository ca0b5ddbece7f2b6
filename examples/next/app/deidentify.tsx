'use client';

import 'nescio/react';
import { useEffect, useRef, useState } from 'react';
import { projectKey, upload } from './portal';

export function Deidentify() {
  const form = useRef<HTMLElementTagNameMap['nescio-deidentify']>(null);
  const [done, setDone] = useState('');
  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    // Not as properties in JSX: React 19 listens to no events of an element that came from the server.
    form.current?.addEventListener(
      'nescio-complete',
      ({ detail }) => setDone(`${detail.handed} uploaded, ${detail.counts.held} held`),
      { signal },
    );
    form.current?.addEventListener('nescio-error', ({ detail }) => setDone(detail.code), { signal });
    void projectKey().then((key) => {
      if (!signal.aborted) form.current?.configure({ key, onFile: upload });
    });
    return () => ends.abort();
  }, []);
  return (
    <>
      <nescio-deidentify
        ref={form}
        profile="ps315-basic"
        profile-sha256="269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42"
      />
      <output>{done}</output>
    </>
  );
}
