export type Role = "viewer" | "operator" | "admin";

export type Session = { token: string; actor: string; role: Role; expires_at: string | null };

export type Me = {
  actor: string;
  role: Role;
  expires_at: string | null;
  environment: string;
  version: string;
  demo: boolean;
};

export type TokenRow = {
  id: string;
  name: string;
  role: Role;
  created_at: string;
  last_used_at: string | null;
};

export type NewToken = { id: string; name: string; role: Role; token: string };

export type AuditEntry = {
  id: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  reason: string | null;
  before: string | null;
  after: string | null;
  result: "done" | "no_change" | "denied" | "conflict" | "failed";
  detail: string | null;
};

export type DemoMode = "up" | "fail" | "slow" | "flap" | "half";

export type DemoDependency = {
  id: string;
  queue: string;
  mode: DemoMode;
  since: string | null;
  calls_per_s: number;
  failed_per_s: number;
};
