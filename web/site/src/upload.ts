// A file on its way to the portal, by uploads that are resumed (draft-ietf-httpbis-resumable-upload): what is cut off goes on where it was.
import { portal, PortalError, type Received, type Sending, type UploadState } from './portal.js';

const pieceBytes = 1024 * 1024;
/** Milliseconds before the same is tried again. When all are over it is given up; progress starts them anew. */
const pauses: readonly number[] = [500, 1000, 2000, 4000, 8000, 16_000];

/**
 * @param onSent bytes that the portal has, or that are on their way to it
 * @throws PortalError the portal refused the file, or could not be reached for long: it keeps what arrived for a day
 */
export async function upload(to: Sending, file: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Received> {
  const pauseFor = patience(signal);
  let at: UploadState | undefined;
  let sure = true; // nothing was sent since it was told
  for (;;) {
    try {
      at = !at ? await portal.beginUpload(to, file.size, signal) : sure ? at : await portal.uploadState(at, signal);
      const { offset } = at;
      onSent(offset);
      if (at.complete) {
        return await portal.received(to);
      }
      sure = false;
      const end = Math.min(offset + pieceBytes, file.size);
      const answer = await portal.continueUpload(at, file.slice(offset, end), end === file.size, (bytes) => onSent(offset + bytes), signal);
      if ('sha256' in answer) {
        return answer;
      }
      at = answer;
      sure = true;
    } catch (error) {
      if (signal.aborted || !(error instanceof PortalError) || !worthTrying(error, at)) {
        throw error;
      }
      await pauseFor(error, at?.offset ?? 0);
      at = error.status === 404 ? undefined : at; // given up over there: from the beginning
    }
  }
}

// Whatever did not get through, or was answered without the answer getting through.
const worthTrying = (error: PortalError, at: UploadState | undefined): boolean =>
  error.passing || error.has('upload.offset', 'upload.completed', 'upload.content_digest') || (error.status === 404 && at !== undefined);

/** Waits, longer each time that nothing has got on; at most until the network is there again. Throws the error when it is enough. */
function patience(signal: AbortSignal): (error: PortalError, reached: number) => Promise<void> {
  let failed = 0;
  let farthest = -1;
  return async (error, reached) => {
    failed = reached > farthest ? 0 : failed + 1;
    farthest = Math.max(farthest, reached);
    const pause = pauses[failed];
    if (pause === undefined) {
      throw error;
    }
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener('online', go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, pause);
      addEventListener('online', go);
      signal.addEventListener('abort', go);
    });
    signal.throwIfAborted();
  };
}
