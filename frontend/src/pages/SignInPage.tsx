import { PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { Brand } from "../components/ui/Brand";
import { Button } from "../components/ui/Button";
import { session } from "../config/session";
import { labels } from "../lib/labels";
import { safeNext } from "../lib/nextPage";
import { signIn } from "../services/accessService";
import { toApiError } from "../services/apiError";

export function SignInPage() {
  const [token, setToken] = useState("");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const next = safeNext(params.get("next"));

  const mutation = useMutation({
    networkMode: "always",
    retry: false,
    mutationFn: signIn,
    onSuccess: (answer) => {
      session.start(answer.token);
      queryClient.clear();
      void navigate(next, { replace: true });
    },
  });

  if (session.token() !== null && !mutation.isPending) return <Navigate to={next} replace />;

  const error = mutation.error === null ? null : toApiError(mutation.error);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim() !== "" && !mutation.isPending) mutation.mutate(token.trim());
  };

  return (
    <main className="sign-in">
      <form onSubmit={send}>
        <Brand environment={null} />
        <h1>{labels.signIn.title}</h1>
        <p className="text2">to {window.location.host}</p>
        {params.has("expired") && <p className="text2">{labels.signIn.expired}</p>}
        <PasswordInput
          label={labels.signIn.token}
          name="token"
          autoComplete="current-password"
          autoFocus
          value={token}
          error={
            error === null ? null : error.status === 401 ? labels.signIn.refused : error.message
          }
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" look="primary" className="sign-in-send" waiting={mutation.isPending}>
          {mutation.isPending ? labels.signIn.busy : labels.signIn.submit}
        </Button>
        <p className="hint">{labels.signIn.hint}</p>
      </form>
    </main>
  );
}
