import { API_BASE, API_PREFIX } from "./env";
import { session } from "./session";

const isSignIn = (path: string, method: string): boolean =>
  path === "/auth/sessions" && method === "POST";

/**
 * The one way to the server: adds the base address and the Authorization header.
 * A 401 ends the session; whoever listens (the router) leads to sign-in and back.
 */
export const api = {
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("Accept")) headers.set("Accept", "application/json");
    const token = session.token();
    if (token !== null) headers.set("Authorization", `Bearer ${token}`);

    const response = await fetch(`${API_BASE}${API_PREFIX}${path}`, {
      ...init,
      headers,
      cache: "no-store",
      credentials: "omit",
    });

    if (response.status === 401 && !isSignIn(path, init.method ?? "GET")) session.expire(token);
    return response;
  },
};
