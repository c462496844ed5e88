// One bar above the menu in which the phone says how things stand: what is sent and what is not, a new version, news.

const lines = new Map();

function bar() {
  let bar = document.getElementById('phone-says');
  if (!bar) {
    bar = document.createElement('div');
    bar.id = 'phone-says';
    bar.className = 'phone-says';
    bar.setAttribute('role', 'status');
    document.body.append(bar);
  }
  return bar;
}

/** Says a line, or takes it back when there is no text. `act` is a button: its words and what it does. */
export function say(name, text, act) {
  if (text) lines.set(name, { text, act });
  else lines.delete(name);
  const shown = bar();
  shown.hidden = lines.size === 0;
  shown.replaceChildren(
    ...[...lines.values()].map(({ text, act }) => {
      const line = document.createElement('p');
      line.append(text);
      if (act) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button button-secondary button-small';
        button.textContent = act[0];
        button.onclick = act[1];
        line.append(' ', button);
      }
      return line;
    }),
  );
}

/** "10:42am", as everywhere in the app. */
export function clock(date) {
  const [hours, minutes] = [date.getHours(), date.getMinutes()];
  if (minutes === 0 && hours === 0) return 'midnight';
  if (minutes === 0 && hours === 12) return 'midday';
  const shown = `${hours % 12 || 12}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
  return `${shown}${hours < 12 ? 'am' : 'pm'}`;
}

/** "22 November 2026". */
export const day = (date) => date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** "10:42am" today, "22 November 2026 at 10:42am" on other days. */
export const moment = (date) =>
  date.toDateString() === new Date().toDateString() ? `today at ${clock(date)}` : `${day(date)} at ${clock(date)}`;
