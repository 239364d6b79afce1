import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const ADMIN_TOKEN = "e2e-admin-token-0123456789abcdef";

export type Server = {
  url: string;
  brokerPort: number;
  api: (
    path: string,
    init?: { method?: string; token?: string; body?: unknown },
  ) => Promise<unknown>;
  /** `api` with a body, as a person with `curl` sends it. */
  post: (path: string, body?: unknown) => Promise<unknown>;
  /** A session of its own: it can be ended without signing anybody else out. */
  newSession: () => Promise<string>;
  /** A token of this role, made by the admin. */
  newToken: (name: string, role: "viewer" | "operator") => Promise<string>;
  kill: () => Promise<void>;
  start: () => Promise<void>;
  dispose: () => Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });

/** The server takes every RECLOSER_* as a setting of its own: those of the tests stay out. */
const serverEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("RECLOSER_")),
  ),
  RECLOSER_ADMIN_TOKEN: ADMIN_TOKEN,
});

async function untilHealthy(url: string, child: ChildProcess, deadlineMs: number): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const up = await fetch(`${url}/actuator/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The server at ${url} did not start within ${deadlineMs} ms`);
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

/** Far more than it takes: a start waits for its turn on a busy machine. */
const START_MS = 150_000;

/** Starts `java -jar recloser.jar` on free ports with its own data; it can be killed and started again. */
export async function startServer(more: readonly string[] = []): Promise<Server> {
  const jar = process.env.RECLOSER_JAR;
  if (jar === undefined) throw new Error("Set RECLOSER_JAR to the path of recloser.jar");
  // One option a line: a path in it may have spaces.
  const javaOptions = (process.env.RECLOSER_JAVA_OPTIONS ?? "")
    .split("\n")
    .filter((it) => it !== "");
  const port = await freePort();
  const brokerPort = await freePort();
  const data = await mkdtemp(join(tmpdir(), "recloser-e2e-"));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const options = [
      `--port=${port}`,
      `--broker-port=${brokerPort}`,
      `--data-dir=${data}`,
      "--demo",
      ...more,
    ];
    child = spawn(process.env.JAVA ?? "java", [...javaOptions, "-jar", jar, ...options], {
      env: serverEnvironment(),
      stdio: process.env.E2E_LOG === undefined ? "ignore" : "inherit",
    });
    await untilHealthy(url, child, START_MS).catch(async (error: unknown) => {
      await kill();
      throw error;
    });
  };

  const kill = async (): Promise<void> => {
    if (child === null) return;
    child.kill("SIGKILL");
    await ended(child);
    child = null;
  };

  const api: Server["api"] = async (path, init = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: init.method ?? "GET",
      headers: {
        Authorization: `Bearer ${init.token ?? ADMIN_TOKEN}`,
        "Content-Type": "application/json",
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    return answer.json();
  };

  const post: Server["post"] = (path, body = {}) => api(path, { method: "POST", body });

  await start();
  return {
    url,
    brokerPort,
    api,
    post,
    start,
    kill,
    newSession: async () => tokenIn(await post("/auth/sessions", { token: ADMIN_TOKEN })),
    newToken: async (name, role) => tokenIn(await post("/tokens", { name, role })),
    dispose: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function tokenIn(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "data" in answer) {
    const { data } = answer;
    if (
      typeof data === "object" &&
      data !== null &&
      "token" in data &&
      typeof data.token === "string"
    )
      return data.token;
  }
  throw new Error(`No token: ${JSON.stringify(answer)}`);
}
