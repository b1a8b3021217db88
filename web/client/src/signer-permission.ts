/** What the browser would say to a page that wants to reach this computer's own programs. */
export type LoopbackPermission = 'granted' | 'prompt' | 'denied' | 'unknown';

/** Of Chrome 142 to 144; later ones keep it beside the new name. */
const olderName = 'local-network-access';
/** Since Chrome 145 and in Firefox, before, and where loopback is not told from the rest of the network. */
const names = ['loopback-network', olderName, 'local-network'];

/** Asks the browser without asking the person. `unknown`: a browser that does not have this permission. */
export async function loopbackPermission(): Promise<LoopbackPermission> {
  return (await loopbackStatus())?.state ?? 'unknown';
}

/** The permission as the browser holds it, changes included; nothing where it does not have it. */
export async function loopbackStatus(): Promise<PermissionStatus | undefined> {
  for (const name of names) {
    const status = await statusOf(name);
    if (status) {
      return status;
    }
  }
  return undefined;
}

/** True where the person is asked before anything is sent. Firefox asks once something answered, so silence there is no answer of a person. */
export const asksFirst = async (): Promise<boolean> => (await statusOf(olderName)) !== undefined;

/** A page that itself comes from loopback is never asked about, whatever the query says. */
export const isNeverAsked = (): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

async function statusOf(name: string): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: name as PermissionName });
  } catch {
    return undefined; // TypeError: a name that the browser does not know
  }
}
