// In the place of a mobile authorisation's last page, until its phone is proven.
import { html, nothing } from 'lit-html';
import { t } from '../../texts.js';
import { plainForm, submitButton, textField } from '../../views/fields.js';
import type { View } from '../../views/parts.js';
import type { PhoneProof } from '../phone-proof.js';

export function phonePanel(proof: PhoneProof, proven: () => Promise<void>): View {
  const field = (id: 'mobile' | 'code', hint: string) =>
    textField({ id, label: t(`phone.${id}`), hint, value: proof.value(id), problems: proof.problemsOf(id), set: (value) => proof.set(id, value), inputmode: 'numeric', autocomplete: id === 'code' ? 'one-time-code' : 'off', short: true });
  const { sent } = proof;
  return html`<section id="phone" aria-labelledby="phone-title">
    <h2 id="phone-title">${t('phone.title')}</h2>
    <p class="measure">${t('phone.text')}</p>
    ${plainForm(() => void proof.sendCode(), html`${field('mobile', t('phone.mobile.hint'))} ${submitButton(t(sent ? 'phone.again' : 'phone.send'), proof.busy)}`)}
    <div role="status">${sent ? html`<p class="told">${t('phone.sent', { mobile: sent.mobile, minutes: Math.round(sent.seconds / 60) })}</p>` : nothing}</div>
    ${sent ? plainForm(() => void proof.prove(proven), html`${field('code', t('phone.code.hint'))} ${submitButton(t('phone.prove'), proof.busy)}`) : nothing}
  </section>`;
}
