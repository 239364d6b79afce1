/** The bearer token of this browser. Kept outside React so that every request can read it. */

const KEY = "recloser.token";
type Listener = () => void;
const listeners = new Set<Listener>();
let memory: string | null = null;

const readStored = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return memory; // storage is off: the token lives as long as the page
  }
};

export const session = {
  token: (): string | null => readStored() ?? memory,

  start(token: string): void {
    memory = token;
    try {
      localStorage.setItem(KEY, token);
    } catch {
      // kept in memory only
    }
  },

  end(): void {
    memory = null;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // nothing was stored
    }
  },

  /** The server refused `token`. A newer one, from another tab, is left alone. */
  expire(token: string | null): void {
    if (token !== null && token !== session.token()) return;
    session.end();
    for (const listener of [...listeners]) listener();
  },

  onExpired(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
