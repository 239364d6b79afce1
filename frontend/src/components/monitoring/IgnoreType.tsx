import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useRole } from "../../hooks/useMe";
import { useNotice } from "../../hooks/useNotice";
import { policyKey, usePolicySave } from "../../hooks/usePolicySave";
import { labels } from "../../lib/labels";
import { policyBlocked, withRule } from "../../lib/policy";
import type { QueueView } from "../../lib/queueView";
import { toApiError } from "../../services/apiError";
import { getPolicy } from "../../services/policyService";
import { Button } from "../ui/Button";
import { DialogError } from "../ui/DialogError";
import { Sheet } from "../ui/Sheet";

const words = labels.policy.withheld;

type IgnoreDialogProps = { view: QueueView; type: string; rule: string; onClose: () => void };

/** Says the rule before it is added; the other fields of the policy stay as they are. */
function IgnoreDialog({ view, type, rule, onClose }: IgnoreDialogProps) {
  const { engine, name, id } = view.row;
  const notify = useNotice();
  const save = usePolicySave({ engine, name });
  const policy = useQuery({
    queryKey: policyKey(id),
    queryFn: ({ signal }) => getPolicy({ engine, name }, signal),
    networkMode: "always",
    retry: false,
    staleTime: 0,
  });
  const known = policy.data;
  const change = known === undefined ? null : withRule(known, rule, `Ignore ${type}`);
  const already = known !== undefined && change === null;
  const send = (): void => {
    if (change === null) return;
    save.send(change, () => {
      notify({ tone: "ok", text: `${name}: ${type} ${words.done}` });
      onClose();
    });
  };
  return (
    <Sheet
      opened
      onClose={onClose}
      title={words.title}
      onSubmit={send}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {labels.dialog.cancel}
          </Button>
          <Button
            type="submit"
            look="primary"
            waiting={change === null || policy.isFetching || save.isPending}
            aria-busy={save.isPending || undefined}
          >
            {save.isPending ? labels.policy.saving : words.confirm}
          </Button>
        </>
      }
    >
      <p>
        <b>{type}</b> in <b>{name}</b> on {engine}
      </p>
      <p className="text2">{words.text}</p>
      <div>
        <p className="text3 small">{words.rule}</p>
        <code className="mono rule-added">{rule}</code>
      </div>
      {already && <p className="text2">{words.already}</p>}
      {policy.error !== null && (
        <DialogError text={`${labels.policy.failed}: ${toApiError(policy.error).message}`} />
      )}
      {save.error !== null && <DialogError text={save.error} />}
    </Sheet>
  );
}

/** The button for a queue of which only one job type fails. */
export function IgnoreType({ view }: { view: QueueView }) {
  const [asked, setAsked] = useState<{ type: string; rule: string } | null>(null);
  const role = useRole();
  const { withheld } = view.row.breaker;
  const rule = withheld?.ignore_rule ?? null;
  return (
    <>
      {withheld !== null && rule !== null && (
        <Button
          size="sm"
          blocked={policyBlocked(role)}
          aria-label={`${words.ignore}: ${withheld.name}`}
          onClick={() => setAsked({ type: withheld.name, rule })}
        >
          {words.ignore}
        </Button>
      )}
      {asked !== null && <IgnoreDialog view={view} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}
