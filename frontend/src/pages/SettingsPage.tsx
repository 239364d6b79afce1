import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { TokensCard } from "../components/access/TokensCard";
import { ConnectionLost } from "../components/monitoring/ConnectionLost";
import { Button } from "../components/ui/Button";
import { Card, PageHead } from "../components/ui/Card";
import { Segments } from "../components/ui/Segments";
import { session } from "../config/session";
import { useMe } from "../hooks/useMe";
import { usePreferences } from "../hooks/usePreferences";
import { useSnapshot } from "../hooks/useSnapshot";
import { useTheme } from "../hooks/useTheme";
import { exact, millis } from "../lib/format";
import { labels, roleRights } from "../lib/labels";
import { preferences } from "../lib/preferences";
import { signOut } from "../services/accessService";

const words = labels.settings;

function Look() {
  const { choice, choose } = useTheme();
  const { timeZone, singleKeys } = usePreferences();
  return (
    <Card title={words.look} aside={<span className="text3 small">{words.sub}</span>}>
      <div className="settings">
        <span>{words.theme}</span>
        <Segments
          label={words.theme}
          value={choice}
          options={[
            { value: "auto", text: words.system },
            { value: "light", text: words.light },
            { value: "dark", text: words.dark },
          ]}
          onChange={choose}
        />
        <span>{words.timeZone}</span>
        <Segments
          label={words.timeZone}
          value={timeZone}
          options={[
            { value: "utc", text: words.utc },
            { value: "local", text: words.local },
          ]}
          onChange={(next) => preferences.set({ timeZone: next })}
        />
        <span>
          {words.keys}
          <span className="line2 block">{words.keysHint}</span>
        </span>
        <Switch
          aria-label={words.keys}
          checked={singleKeys}
          onChange={(event) => preferences.set({ singleKeys: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
}

function You() {
  const me = useMe();
  const { timeZone } = usePreferences();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = async (): Promise<void> => {
    await signOut().catch(() => undefined); // the token is forgotten here in any case
    session.end();
    queryClient.clear();
    await navigate("/sign-in", { replace: true });
  };
  const ends = millis(me?.expires_at ?? null);
  return (
    <Card title={words.you}>
      <dl className="facts settings-facts">
        <dt>{words.actor}</dt>
        <dd>{me?.actor ?? "-"}</dd>
        <dt>{words.role}</dt>
        <dd>{me?.role ?? "-"}</dd>
        <dt>{words.rights}</dt>
        <dd>{me === null ? "-" : roleRights[me.role]}</dd>
        <dt>{words.ends}</dt>
        <dd className="num">{ends === null ? words.noEnd : exact(ends, timeZone)}</dd>
        <dt>{words.environment}</dt>
        <dd>{me?.environment ?? "-"}</dd>
        <dt>{words.version}</dt>
        <dd className="mono">{me?.version ?? "-"}</dd>
      </dl>
      <div className="card-foot">
        <Button onClick={() => void leave()}>{words.signOut}</Button>
      </div>
    </Card>
  );
}

export function SettingsPage() {
  const { connection } = useSnapshot();
  const me = useMe();
  if (connection.kind === "lost") return <ConnectionLost connection={connection} />;
  return (
    <>
      <PageHead title={words.title} />
      <div className="settings-cards">
        <Look />
        <You />
      </div>
      {me?.role === "admin" && <TokensCard />}
    </>
  );
}
