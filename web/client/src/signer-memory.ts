// Under this name localStorage says that a host answered this page before: a host that does not run now can then be told from one
// that was never installed. Nothing of the host, the key or the person is kept.
const name = 'ekey.signer';

export function rememberHost(): void {
  try {
    localStorage.setItem(name, 'seen');
  } catch {
    // Storage is full, forbidden or not there: the next visit says that nothing was found.
  }
}

export function hostWasSeen(): boolean {
  try {
    return localStorage.getItem(name) === 'seen';
  } catch {
    return false;
  }
}
