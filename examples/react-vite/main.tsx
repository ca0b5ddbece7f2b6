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
        onnescio-complete={({ detail }) => setDone(`${detail.handed} uploaded, ${detail.counts.held} held`)}
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
