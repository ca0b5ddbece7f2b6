import 'nescio/react';
import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { projectKey, upload } from './portal.ts';

function Deidentify() {
  const form = useRef<HTMLElementTagNameMap['nescio-deidentify']>(null);
  const [done, setDone] = useState('');
  useEffect(() => {
    let isGone = false;
    void projectKey().then((key) => {
      if (!isGone) form.current?.configure({ key, onFile: upload });
    });
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <>
      <nescio-deidentify
        ref={form}
        profile="ps315-basic"
        profile-sha256="269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42"
        onnescio-complete={({ detail }) => setDone(`${detail.handed} uploaded, ${detail.counts.held} held`)}
        onnescio-error={({ detail }) => setDone(detail.code)}
      />
      <output>{done}</output>
    </>
  );
}

createRoot(document.querySelector('main')!).render(
  <StrictMode>
    <Deidentify />
  </StrictMode>,
);
