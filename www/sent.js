/**
 * Texts that another page sends: they stand behind the # of the address, which no server gets to see.
 * @module
 */

/**
 * Gives each text that is sent, now and while the page is open, and takes it out of the address.
 * @param {(text: string) => void} take
 */
export function listenToSenders(take) {
  const look = () => {
    const [, content] = /^#text=(.+)$/s.exec(location.hash) ?? [];
    if (content === undefined) return;
    history.replaceState(null, "", location.pathname + location.search);
    try {
      take(decodeURIComponent(content));
    } catch (error) {
      // An address that was cut off in the middle of a letter is no text.
      if (!(error instanceof URIError)) throw error;
    }
  };
  addEventListener("hashchange", look);
  look();
}
