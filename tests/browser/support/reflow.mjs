// 400 % zoom: nothing is wider than the window, cut off, or laid over what is below (WCAG 2.2, 1.4.10 and 2.4.11).
import assert from 'node:assert/strict';

/** CSS pixels of 1280 × 1024 at 400 %. */
const zoomed = { width: 320, height: 256 };

/** Of a page at 400 %; it is left so. */
export async function assertReflows(page, where) {
  await page.setViewportSize(zoomed);
  assert.deepEqual(await page.evaluate(misfits), [], where);
}

function misfits() {
  const root = document.documentElement;
  const found = root.scrollWidth > root.clientWidth ? [`page: ${root.scrollWidth} > ${root.clientWidth}`] : [];
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const name = `${element.localName}.${element.getAttribute('class') ?? ''}`;
    if (style.position === 'sticky' || style.position === 'fixed') found.push(`${name} is ${style.position}`);
    if (element.localName === 'input') continue; // a long text is scrolled in it
    const hides = ['hidden', 'clip'].includes(style.overflowX) && element.clientWidth > 1;
    if (hides && element.scrollWidth > element.clientWidth + 1) found.push(`${name} cuts off: ${element.scrollWidth} > ${element.clientWidth}`);
  }
  return found;
}
