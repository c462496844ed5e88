// Counts puffs. An aid that nothing waits for: a phone that slept stops its timers but not its clock, so the wait is over
// when it wakes.

/** Shows the counter in the step that it counts. */
export function startCounter() {
  const place = document.querySelector('[data-puffs]');
  if (!place || !place.hidden) return;
  const [most, seconds] = [Number(place.dataset.puffs), Number(place.dataset.wait)];
  const [puff, again] = place.querySelectorAll('button');
  const says = place.querySelector('p');
  let taken = 0;
  let next = 0;
  // The status line is spoken when its words change: the seconds stand beside it, unspoken.
  const left = document.createElement('span');
  left.setAttribute('aria-hidden', 'true');
  const words = document.createElement('span');
  says.replaceChildren(words, ' ', left);
  const tell = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };
  const show = () => {
    const wait = Math.max(0, Math.ceil((next - Date.now()) / 1000));
    again.hidden = taken === 0;
    const counted = `${taken} of ${most} puffs taken.`;
    if (taken === 0) tell('');
    else if (taken >= most) tell(`${counted} No better? Call 999 now.`);
    else if (wait === 0) tell(`${counted} Take the next one now if you still need it.`);
    else tell(counted);
    left.textContent =
      taken > 0 && taken < most && wait > 0 ? `Next in ${Math.floor(wait / 60)}:${String(wait % 60).padStart(2, '0')}.` : '';
  };
  puff.onclick = () => {
    taken = Math.min(most, taken + 1);
    next = Date.now() + seconds * 1000;
    show();
  };
  again.onclick = () => {
    taken = 0;
    next = 0;
    show();
  };
  show();
  place.hidden = false;
  setInterval(show, 500);
  stayAwake();
}

/** The screen stays on while the steps are followed, where the phone allows it. */
function stayAwake() {
  const ask = () => navigator.wakeLock?.request('screen').catch(() => undefined);
  ask();
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
}
