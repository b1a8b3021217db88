import { isBusiness, type Business } from './guides.js';

/** What an address shows. */
export type Route =
  | { readonly name: 'entrance' }
  | { readonly name: 'start' }
  | { readonly name: 'page'; readonly page: string }
  | { readonly name: 'check' }
  | { readonly name: 'record'; readonly filing: string }
  | { readonly name: 'guide'; readonly business: Business }
  | { readonly name: 'unknown' };

export function routeOf(path: string): Route {
  const [first, second, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) {
    return { name: 'entrance' };
  }
  if (first === 'renewal' && rest.length === 0) {
    if (second === undefined) return { name: 'start' };
    return second === 'check' ? { name: 'check' } : { name: 'page', page: second };
  }
  if (first === 'filings' && second !== undefined && rest.length === 0) {
    return { name: 'record', filing: decode(second) };
  }
  if (first === 'guides' && second !== undefined && isBusiness(second) && rest.length === 0) {
    return { name: 'guide', business: second };
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
