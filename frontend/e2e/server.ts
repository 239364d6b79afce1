import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const ADMIN_TOKEN = "e2e-admin-token-0123456789abcdef";

export type Server = {
  url: string;
  api: (
    path: string,
    init?: { method?: string; token?: string; body?: unknown },
  ) => Promise<unknown>;
  /** A session of its own: it can be ended without signing anybody else out. */
  newSession: () => Promise<string>;
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

async function untilHealthy(url: string, deadlineMs: number): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (Date.now() < end) {
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

/** Starts `java -jar recloser.jar` on free ports with its own data; it can be killed and started again. */
export async function startServer(): Promise<Server> {
  const jar = process.env.RECLOSER_JAR;
  if (jar === undefined) throw new Error("Set RECLOSER_JAR to the path of recloser.jar");
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
    ];
    child = spawn(process.env.JAVA ?? "java", ["-jar", jar, ...options], {
      env: { ...process.env, RECLOSER_ADMIN_TOKEN: ADMIN_TOKEN },
      stdio: process.env.E2E_LOG === undefined ? "ignore" : "inherit",
    });
    await untilHealthy(url, 60_000);
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

  await start();
  return {
    url,
    api,
    start,
    kill,
    newSession: async () => {
      const answer = await api("/auth/sessions", { method: "POST", body: { token: ADMIN_TOKEN } });
      return sessionToken(answer);
    },
    dispose: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function sessionToken(answer: unknown): string {
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
  throw new Error(`No session: ${JSON.stringify(answer)}`);
}
