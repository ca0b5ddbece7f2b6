/** The file of the build that an issuer sends people back to, beside the page. */
export const returnedPage = 'signed-in.html';

/** Name of the channel on which it tells its own address to the page that waits. */
export const returnedChannel = 'nescio-signed-in';
