import { CopyButton, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { labels } from "../../lib/labels";
import { createToken } from "../../services/accessService";
import { toApiError } from "../../services/apiError";
import type { Role } from "../../types/access";
import { Button } from "../ui/Button";

const words = labels.tokens;
const ROLES = ["viewer", "operator", "admin"] as const;

export function NewTokenForm() {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const queryClient = useQueryClient();
  const make = useMutation({
    networkMode: "always",
    mutationFn: () => createToken(name.trim(), role),
    onSuccess: () => {
      setName("");
      return queryClient.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "" && !make.isPending) make.mutate();
  };
  const error = make.error === null ? null : toApiError(make.error);
  return (
    <form className="new-token" onSubmit={send}>
      <TextInput
        label={words.name}
        value={name}
        maxLength={100}
        error={error === null ? undefined : (error.fields[0]?.message ?? error.message)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={words.role}
        data={[...ROLES]}
        value={role}
        onChange={(event) =>
          setRole(ROLES.find((it) => it === event.currentTarget.value) ?? "viewer")
        }
      />
      <Button type="submit" waiting={make.isPending || name.trim() === ""}>
        {words.add}
      </Button>
      {make.data !== undefined && (
        <div className="made-token" role="status">
          <code className="mono">{make.data.token}</code>
          <CopyButton value={make.data.token}>
            {({ copied, copy }) => (
              <Button size="sm" onClick={copy}>
                {copied ? words.copied : words.copy}
              </Button>
            )}
          </CopyButton>
          <span className="hint">{words.once}</span>
        </div>
      )}
    </form>
  );
}
