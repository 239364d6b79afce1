import { useMutation } from "@tanstack/react-query";
import { useDenied, useMe } from "../../hooks/useMe";
import { useNotice } from "../../hooks/useNotice";
import { usePoll } from "../../hooks/usePoll";
import { rate } from "../../lib/format";
import { labels } from "../../lib/labels";
import { actError } from "../../lib/sentences";
import { getDemo, setDemoMode } from "../../services/accessService";
import { toApiError } from "../../services/apiError";
import type { DemoDependency, DemoMode } from "../../types/access";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

type DependencyProps = { it: DemoDependency; busy: boolean; onMode: (mode: DemoMode) => void };

function Dependency({ it, busy, onMode }: DependencyProps) {
  const denied = useDenied();
  const button = (mode: DemoMode, text: string, short = text) => (
    <Button
      size="sm"
      blocked={denied}
      waiting={busy || it.mode === mode}
      aria-pressed={mode === "up" ? undefined : it.mode === mode}
      aria-label={text.includes(it.id) ? text : `${text} ${it.id}`}
      data-short={short}
      onClick={() => onMode(mode)}
    >
      <span className="demo-text">{text}</span>
    </Button>
  );
  return (
    <li>
      <span className="grow">
        <span className="demo-name">
          <b>{it.id}</b>
          <span className={`tag ${it.mode === "up" ? "tag-green" : "tag-amber"}`}>
            {labels.demo.modes[it.mode]}
          </span>
        </span>
        <span className="line2 num">
          {rate(it.calls_per_s)}/s called, {rate(it.failed_per_s)}/s failed
        </span>
      </span>
      <span className="row">
        {button("fail", `${labels.demo.break} ${it.id}`, labels.demo.break)}
        {button("slow", labels.demo.slow)}
        {button("flap", labels.demo.flap)}
        {button("half", labels.demo.half, labels.demo.halfShort)}
        {button("up", `${labels.demo.mend} ${it.id}`, labels.demo.mend)}
      </span>
    </li>
  );
}

function Dependencies() {
  const { data, refresh } = usePoll("demo", getDemo);
  const notify = useNotice();
  const role = useMe()?.role ?? null;
  const change = useMutation({
    networkMode: "always",
    mutationFn: ({ id, mode }: { id: string; mode: DemoMode }) => setDemoMode(id, mode),
    onError: (error) =>
      notify({
        tone: "bad",
        text: actError("change the demo", toApiError(error), role, Date.now()),
      }),
    onSettled: refresh,
  });
  if (data === null || data.dependencies.length === 0) return null;
  return (
    <Card title={labels.demo.title}>
      <ul className="demo">
        {data.dependencies.map((it) => (
          <Dependency
            key={it.id}
            it={it}
            busy={change.isPending && change.variables.id === it.id}
            onMode={(mode) => change.mutate({ id: it.id, mode })}
          />
        ))}
      </ul>
    </Card>
  );
}

/** Only in a demo: the things the jobs depend on, to be broken and mended. */
export const DemoPanel = () => (useMe()?.demo === true ? <Dependencies /> : null);
