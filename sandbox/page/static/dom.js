/** Makes an element. Texts become text nodes, never markup. `on…` keys are listeners, others attributes. */
export const h = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== undefined && child !== null && child !== false),
  );
  return element;
};

export const byId = (id) => document.getElementById(id);

const known = new WeakMap();

/** Makes the parent's children those of `items`; one that did not change stays in place, as does one that is pressed. */
export const keep = (parent, items, { key, make }) => {
  const before = new Map([...parent.children].map((child) => [known.get(child)?.key, child]));
  const wanted = items.map((item) => {
    const [id, content] = [key(item), JSON.stringify(item)];
    const old = before.get(id);
    if (old && (known.get(old)?.content === content || old.matches(":active"))) return old;
    const element = make(item);
    known.set(element, { key: id, content });
    return element;
  });
  if (wanted.length === parent.children.length && wanted.every((child, n) => parent.children[n] === child))
    return false;
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  for (const [n, child] of wanted.entries())
    if (parent.children[n] !== child) parent.insertBefore(child, parent.children[n] ?? null);
  return true;
};

const shown = new WeakMap();

/**
 * Draws again only when what it shows has changed; typed text and focus would be lost otherwise. What is being pressed
 * stays until it is let go, and is drawn with the next look. Tells whether it did.
 */
export const redraw = (parent, state, draw) => {
  const content = JSON.stringify(state);
  if (shown.get(parent) === content || parent.querySelector(":active")) return false;
  shown.set(parent, content);
  parent.replaceChildren(...draw());
  return true;
};

export const timeOf = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** As high as what is typed, up to a few lines. */
export const fitHeight = (input) => {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
};
