import '../../pipeline/pool/node/deidentify-thread.ts';
import { onRead } from '../../pipeline/pool/node/served-bytes.ts';
import { readServed } from './served-requests.ts';

// The thread of Node that de-identifies, with what it reads from servers by.
onRead(readServed);
