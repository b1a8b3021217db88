/** Base64 of RFC 4648 §4, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192)); // a call takes only so many arguments
  }
  return btoa(text);
}

/** Throws a DOMException for text that is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text);
  const decoded = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    decoded[at] = bytes.charCodeAt(at);
  }
  return decoded;
}
