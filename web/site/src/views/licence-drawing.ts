import { html, svg, type SVGTemplateResult } from 'lit-html';
import { t } from '../texts.js';
import type { View } from './parts.js';

/** A line of what is printed, not to be read. */
const line = (x: number, y: number, width: number): SVGTemplateResult => svg`<rect x=${x} y=${y} width=${width} height="6" rx="3" class="licence-line" />`;

/** Where the enterprise code stands on a business licence (营业执照). The words in it are the licence's own, whatever the page's language. */
export function licenceDrawing(): View {
  return html`<svg class="licence" viewBox="0 0 400 270" role="img" aria-label=${t('code.drawing')} lang="zh-CN">
    <rect x="2" y="2" width="396" height="266" rx="6" class="licence-paper" />
    <rect x="10" y="10" width="380" height="250" rx="3" class="licence-border" />
    <rect x="20" y="20" width="196" height="54" rx="4" class="licence-mark" />
    <text x="118" y="40" class="licence-label">统一社会信用代码</text>
    <text x="118" y="63" class="licence-code" textLength="176" lengthAdjust="spacingAndGlyphs">91120000PDY00001X7</text>
    <rect x="332" y="20" width="48" height="48" class="licence-border" />
    <path d="M338 26h12v12h-12zM362 26h12v12h-12zM338 50h12v12h-12zM356 44h6v6h-6zM366 52h8v8h-8z" class="licence-square" />
    <text x="200" y="108" class="licence-title">营业执照</text>
    <text x="200" y="126" class="licence-copy">（副　本）</text>
    ${[142, 164, 186, 208, 230].map((y, index) => [line(28, y, 44), line(84, y, [104, 84, 96, 70, 100][index]!), line(212, y, 44), line(268, y, [70, 92, 64, 84, 50][index]!)])}
    <circle cx="338" cy="222" r="24" class="licence-seal" />
  </svg>`;
}
