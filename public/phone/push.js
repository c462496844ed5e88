// Reminders on this phone: asked for by a press alone, after the page has said what a reminder looks like. The page works
// without this: its list of doses needs no reminder.

const place = document.getElementById('push');
const parts = Object.fromEntries([...(place?.querySelectorAll('[data-push]') ?? [])].map((part) => [part.dataset.push, part]));

function show(name) {
  for (const [part, element] of Object.entries(parts)) element.hidden = part !== name;
}

const onHomeScreen = () => matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;

/** iPhones and iPads: an iPad calls itself a Mac, and is told by its touch screen. */
const isApple = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** Waits for the worker that shows reminders; not for ever. */
function worker() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('no worker')), 8000));
  return Promise.race([navigator.serviceWorker.getRegistration('/my').then((found) => found ?? navigator.serviceWorker.ready), late]);
}

async function post(address, fields) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return answer;
}

/** Tells the server of this phone; whether it takes it. */
async function tell(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await post(place.dataset.add, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  return answer.ok && 'Done' in (await answer.json());
}

async function turnOn() {
  // Safari and Firefox ask only while the press lasts, so this comes before anything is waited for.
  const wish = await Notification.requestPermission();
  if (wish !== 'granted') return show(wish === 'denied' ? 'denied' : 'ask');
  const { pushManager } = await worker();
  let subscription;
  try {
    subscription = await subscribe(pushManager);
    if (await tell(subscription)) return show('on');
    await subscription.unsubscribe();
    show('cannot');
  } catch {
    await subscription?.unsubscribe().catch(() => undefined);
    show('failed');
    parts.ask.hidden = false;
  }
}

async function subscribe(pushManager) {
  const wish = { userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key) };
  try {
    return await pushManager.subscribe(wish);
  } catch (error) {
    // A subscription under an older key of the server stands in the way.
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return pushManager.subscribe(wish);
  }
}

async function turnOff() {
  try {
    const { pushManager } = await worker();
    const subscription = await pushManager.getSubscription();
    if (subscription) {
      await subscription.unsubscribe();
      await post(place.dataset.remove, { endpoint: subscription.endpoint });
    }
    show('ask');
  } catch {
    show('failed');
    parts.on.hidden = false;
  }
}

async function begin() {
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!able) return show(isApple() && !onHomeScreen() ? 'home' : 'cannot');
  parts.ask.querySelector('button').addEventListener('click', turnOn);
  parts.on.querySelector('button').addEventListener('click', turnOff);
  if (Notification.permission === 'denied') return show('denied');
  if (Notification.permission !== 'granted') return show('ask');
  try {
    const subscription = await (await worker()).pushManager.getSubscription();
    // What the server forgot, or gave to nobody, is told again: this page is opened to have reminders.
    show(subscription && (await tell(subscription)) ? 'on' : 'ask');
  } catch {
    show('ask');
  }
}

if (place) begin();
