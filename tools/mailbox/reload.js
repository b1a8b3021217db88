// Looks for newer mails, and shows them when there are some.
const pause = 2000; // milliseconds
const { newest } = document.body.dataset;

async function look() {
  try {
    const answer = await fetch('/mails.json');
    const [mail] = await answer.json();
    if (mail && String(mail.id) !== newest) return location.reload();
  } catch {
    // The program has stopped, or is being started again: the page stays as it is.
  }
  setTimeout(look, pause);
}

setTimeout(look, pause);
