// The phone's own screen lock in the place of a password. Both places are hidden until this browser can do it.

const can = () => 'PublicKeyCredential' in window && window.isSecureContext;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function call(name, fields = {}) {
  const answer = await fetch(`/api/passkeys/${name}`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** What the phone answered, as the server reads it. */
function written(credential) {
  const { response } = credential;
  const parts = {};
  for (const part of ['attestationObject', 'authenticatorData', 'clientDataJSON', 'signature', 'userHandle']) {
    if (response[part]) parts[part] = text(response[part]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  const id = text(credential.rawId);
  return JSON.stringify({ id, rawId: id, type: credential.type, extensions: {}, response: parts });
}

async function make() {
  const [question, options] = await call('ask_new');
  const { publicKey } = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = (publicKey.excludeCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) }));
  // Found again by the phone itself: nobody types a name to log in.
  Object.assign(publicKey.authenticatorSelection, { residentKey: 'required', requireResidentKey: true });
  const credential = await navigator.credentials.create({ publicKey });
  await call('keep_new', { question, answer: written(credential) });
  return true;
}

async function logIn() {
  const [question, options] = await call('ask_who');
  const { publicKey } = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  const credential = await navigator.credentials.get({ publicKey });
  const word = await call('log_in', { question, answer: written(credential) });
  if (word === 'nobody_left') return 'You are nobody’s parent or carer here any more. Your GP surgery can tell you why.';
  return word === 'in' || 'This did not work. Ask your GP surgery for a new invitation.';
}

const MADE_BEFORE = 'This phone’s screen lock works already.';
const STOPPED = 'Nothing was changed. You can try again, or carry on without it.';

function offer(place, act) {
  const [button, says] = [place.querySelector('button'), place.querySelector('[data-passkey-says]')];
  place.hidden = false;
  button.onclick = async () => {
    button.setAttribute('aria-disabled', 'true');
    says.textContent = '';
    try {
      const done = await act();
      if (done === true) return location.assign(Object.values(place.dataset)[0]);
      says.textContent = done;
    } catch (error) {
      says.textContent = error.name === 'InvalidStateError' ? MADE_BEFORE : STOPPED;
    }
    button.removeAttribute('aria-disabled');
  };
}

/** Offers the screen lock where a page has a place for it and the browser can. */
export function offerPasskey() {
  if (!can()) return;
  const [create, log] = ['new', 'log-in'].map((what) => document.querySelector(`[data-passkey-${what}]`));
  if (create) offer(create, make);
  // At a bare number no browser gives passkeys.
  if (log && !/^[\d.]+$/.test(location.hostname)) offer(log, logIn);
}
