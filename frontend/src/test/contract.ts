/**
 * What the server says it sends, against what the page reads. Checked by the compiler alone: a field
 * that is missing, of another type, null or of more words than the page knows fails the build.
 */
import type { AuditEntry, DemoDependency, Me, NewToken, Session, TokenRow } from "../types/access";
import type { BreakerAnswer, Job, QueueDetail, QueueHistory } from "../types/detail";
import type { components } from "../types/openapi.gen";
import type { Group, Incident, PolicyField, PolicyView } from "../types/protection";
import type {
  CircuitBreakerStatus,
  CircuitBreakerStatusResponse,
  CircuitBreakerToggleResult,
  QueueManagementData,
} from "../types/queue";
import type { Redrive } from "../types/redrive";
import type { Snapshot } from "../types/snapshot";

type Sent = components["schemas"];
type Fits<What extends Read, Read> = [What, Read];

/** The schema cannot say that each piece of evidence has two numbers. */
type Paired<Row> = Omit<Row, "evidence"> & { evidence: [number, number][] };

/** The schema cannot say what a value is: that hangs on the field. */
type SentPolicy = Omit<Sent["QueuePolicy"], "fields"> & {
  fields: (Omit<Sent["Field"], "value" | "default" | "min" | "max"> &
    Pick<PolicyField, "value" | "default" | "min" | "max">)[];
};

type SentSnapshot = Omit<Sent["Snapshot"], "queues"> & {
  queues: Paired<Sent["Queue"]>[];
};

export type Contract = [
  Fits<Sent["CircuitBreakerStatus"], CircuitBreakerStatus>,
  Fits<Sent["SuccessCircuitBreakerStatus"], CircuitBreakerStatusResponse>,
  Fits<Sent["CircuitBreakerAnswer"], CircuitBreakerToggleResult>,
  Fits<Sent["QueueManagementData"], QueueManagementData>,
  Fits<SentSnapshot, Snapshot>,
  Fits<Paired<Sent["QueueDetail"]>, QueueDetail>,
  Fits<Sent["History"], QueueHistory>,
  Fits<Sent["BreakerAnswer"], BreakerAnswer>,
  Fits<SentPolicy, PolicyView>,
  Fits<Sent["Incident"], Incident>,
  Fits<Sent["Group"], Group>,
  Fits<Sent["Job"], Job>,
  Fits<Sent["Redrive"], Redrive>,
  Fits<Sent["AuditEntry"], AuditEntry>,
  Fits<Sent["Me"], Me>,
  Fits<Sent["Session"], Session>,
  Fits<Sent["Token"], TokenRow>,
  Fits<Sent["NewToken"], NewToken>,
  Fits<Sent["DemoDependency"], DemoDependency>,
];
