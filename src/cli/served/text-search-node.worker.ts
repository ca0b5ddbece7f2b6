import '../../pipeline/text/node/text-search-thread.ts';
import { onRead } from '../../pipeline/pool/node/served-bytes.ts';
import { readServed } from './served-requests.ts';

// The thread of Node that searches for text, with what it reads from servers by.
onRead(readServed);
