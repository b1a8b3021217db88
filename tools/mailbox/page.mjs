// The page, written out as HTML: what comes from a mail is text and nothing else.

export const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

// An address ends before white space, quotation marks and Chinese punctuation; a full stop or bracket at its end is the sentence's.
const address = /https?:\/\/[^\s<>"'，。；：、！？（）《》“”【】]+/g;

/** Text as HTML with its web addresses as links. */
export function withLinks(text) {
  let html = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const link = escape(found.replace(/[.,;:!?)\]]+$/, ''));
    const rest = escape(found.slice(found.replace(/[.,;:!?)\]]+$/, '').length));
    html += `${escape(text.slice(done, index))}<a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a>${rest}`;
    done = index + found.length;
  }
  return html + escape(text.slice(done));
}

const clock = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Asia/Shanghai', hourCycle: 'h23' });

const english = (text) => `<span lang="en">${text}</span>`;

function article({ id, received, deliveries, from, to, subject, text }) {
  const times = deliveries > 1 ? `<dt>次数 ${english('Delivered')}</dt><dd>${deliveries}</dd>` : '';
  return `<article aria-labelledby="mail-${id}">
<h2 id="mail-${id}">${escape(subject) || `无主题 ${english('No subject')}`}</h2>
<dl>
<dt>收件人 ${english('To')}</dt><dd>${escape(to.join(', '))}</dd>
<dt>发件人 ${english('From')}</dt><dd>${escape(from)}</dd>
<dt>时间 ${english('Received')}</dt><dd><time datetime="${received}">${clock.format(new Date(received))}</time></dd>
${times}</dl>
<div class="text">${withLinks(text.trim())}</div>
</article>`;
}

export function page(mails) {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示邮箱 Demonstration mailbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/reload.js"></script>
</head>
<body data-newest="${mails[0]?.id ?? 0}">
<header>
<h1>演示邮箱 ${english('Demonstration mailbox')}</h1>
<p>门户发出的邮件都停在这里，不会寄到任何真实邮箱；程序停止后即清空。</p>
<p lang="en">Every mail that the portal sends ends up here. None leaves this machine, and all are gone when the program stops.</p>
</header>
<main>
${mails.map(article).join('\n') || `<p class="none">还没有邮件。有新邮件时，本页会自己更新。<br>${english('No mail yet. The page shows new ones by itself.')}</p>`}
</main>
</body>
</html>
`;
}
