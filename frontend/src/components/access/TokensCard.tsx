import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePreferences } from "../../hooks/usePreferences";
import { exact, millis } from "../../lib/format";
import { labels } from "../../lib/labels";
import { deleteToken, getTokens } from "../../services/accessService";
import { toApiError } from "../../services/apiError";
import type { TokenRow } from "../../types/access";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Sheet } from "../ui/Sheet";
import { NewTokenForm } from "./NewTokenForm";

const words = labels.tokens;

function RemoveToken({ token, onClose }: { token: TokenRow; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = useMutation({
    networkMode: "always",
    mutationFn: () => deleteToken(token.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
      onClose();
    },
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={words.removeAsk}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {labels.dialog.cancel}
          </Button>
          <Button look="danger" waiting={remove.isPending} onClick={() => remove.mutate()}>
            {words.removeAsk}
          </Button>
        </>
      }
    >
      <p>
        <b>{token.name}</b>, {token.role}
      </p>
      <p className="text2">{words.removeText}</p>
      {remove.error !== null && <p className="red">{toApiError(remove.error).message}</p>}
    </Sheet>
  );
}

export function TokensCard() {
  const { timeZone } = usePreferences();
  const [removing, setRemoving] = useState<TokenRow | null>(null);
  const list = useQuery({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => getTokens(signal),
    networkMode: "always",
    retry: false,
  });
  const when = (at: string | null): string => {
    const ms = millis(at);
    return ms === null ? words.none : exact(ms, timeZone);
  };
  return (
    <Card title={words.title} aside={<span className="text3 small">{words.sub}</span>}>
      {list.error !== null && <p className="card-empty red">{toApiError(list.error).message}</p>}
      <div className="table-scroll">
        <table className="low">
          <caption className="sr-only">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.created}</th>
              <th scope="col">{words.used}</th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data?.items.map((token) => (
              <tr key={token.id}>
                <th scope="row">
                  <b>{token.name}</b>
                </th>
                <td>{token.role}</td>
                <td className="num text2">{when(token.created_at)}</td>
                <td className="num text2">{when(token.last_used_at)}</td>
                <td>
                  <div className="row-acts">
                    <Button
                      size="sm"
                      look="danger-outline"
                      aria-label={`${words.remove} ${token.name}`}
                      onClick={() => setRemoving(token)}
                    >
                      {words.remove}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NewTokenForm />
      {removing !== null && <RemoveToken token={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}
