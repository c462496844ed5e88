// Starts the bundle of a page that the server wrote. Until then the page is read, and its forms are sent, without it.

const SIGNS_OF_USE = ['pointerdown', 'keydown', 'focusin', 'input', 'touchstart'];

/** How long after it was loaded a page that nobody touches is left alone, in ms. */
const QUIET = 4000;

/** Fetches and compiles once the page stands; starts at the first sign of use, or when it has been quiet for a while. */
export function wake(js, wasm) {
  let fetched;
  const fetchIt = () =>
    (fetched ??= Promise.all([import(js), WebAssembly.compileStreaming(fetch(wasm, { credentials: 'same-origin' }))]));
  let started;
  const start = () =>
    (started ??= fetchIt().then(async ([bundle, module]) => {
      await bundle.default({ module_or_path: module });
      bundle.hydrate();
    })).catch(() => (started = fetched = undefined));
  // What was touched answers first; only then is the processor taken.
  const afterPaint = () => requestAnimationFrame(() => setTimeout(start));
  for (const sign of SIGNS_OF_USE) addEventListener(sign, afterPaint, { once: true, capture: true, passive: true });
  const standing = () => {
    fetchIt().catch(() => (fetched = undefined));
    setTimeout(start, QUIET);
  };
  if (document.readyState === 'complete') standing();
  else addEventListener('load', standing, { once: true });
}
