import { isBusiness, type Business } from './guides.js';

/** What an address shows. */
export type Route =
  | { readonly name: 'entrance' | 'unknown' | 'filings' | AccountPage }
  | { readonly name: 'guide' | 'file'; readonly business: Business }
  | { readonly name: 'filing'; readonly filing: string }
  | { readonly name: 'page'; readonly filing: string; readonly page: string }
  | { readonly name: 'document'; readonly filing: string; readonly document: string };

export type AccountPage = 'register' | 'activate' | 'reset' | 'forgot' | 'login' | 'account';
const accountPages: readonly string[] = ['register', 'activate', 'reset', 'forgot', 'login', 'account'] satisfies readonly AccountPage[];
const isAccountPage = (name: string): name is AccountPage => accountPages.includes(name);

/** Goes on where a filing was left: its first page with something to do. */
export const resumePage = 'continue';

export const pathTo = {
  filing: (filing: string) => `/filings/${encodeURIComponent(filing)}`,
  page: (filing: string, page: string) => `/filings/${encodeURIComponent(filing)}/${page}`,
  document: (filing: string, document: string) => `/filings/${encodeURIComponent(filing)}/documents/${document}`,
  file: (business: Business) => `/file/${business}`,
};

export function routeOf(path: string): Route {
  const [first, second, third, fourth, ...rest] = path.split('/').filter((part) => part !== '').map(decode);
  if (first === undefined) {
    return { name: 'entrance' };
  }
  if (second === undefined && isAccountPage(first)) {
    return { name: first };
  }
  if ((first === 'guides' || first === 'file') && second !== undefined && isBusiness(second) && third === undefined) {
    return { name: first === 'file' ? 'file' : 'guide', business: second };
  }
  if (first === 'filings' && rest.length === 0) {
    if (second === undefined) return { name: 'filings' };
    if (third === undefined) return { name: 'filing', filing: second };
    if (third === 'documents' && fourth !== undefined) return { name: 'document', filing: second, document: fourth };
    if (fourth === undefined) return { name: 'page', filing: second, page: third };
  }
  return { name: 'unknown' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a broken escape is no filing's number, and the portal will say so
  }
}

/** Links within the site are followed without loading the page anew; everything else is left to the browser. */
export function interceptLinks(follow: (url: URL) => void): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href, location.href);
    if (url.origin === location.origin) {
      event.preventDefault();
      follow(url);
    }
  });
}
