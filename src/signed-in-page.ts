import { returnedChannel } from './destinations/sign-in/returned-page.ts';

// An issuer has sent the person back here. The page that waits is told the address, which works once and for that page alone.
const address = location.href;
// It does not stay in the history.
history.replaceState(null, '', location.pathname);
const channel = new BroadcastChannel(returnedChannel);
channel.postMessage(address);
channel.close();
// Where the browser does not let a page close this window, the person reads that it can be closed.
window.close();
