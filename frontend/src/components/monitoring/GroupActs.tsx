import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { groupQuery } from "../../hooks/useGroup";
import { useRole } from "../../hooks/useMe";
import { groupBlocked } from "../../lib/groups";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { toApiError } from "../../services/apiError";
import type { Group } from "../../types/protection";
import type { GroupMember } from "../../types/snapshot";
import { Button } from "../ui/Button";
import { GroupChangeDialog } from "./GroupChangeDialog";
import { GroupRemoveDialog } from "./GroupRemoveDialog";

type GroupActsProps = { view: QueueView; members: GroupMember[] };

/** What an admin can do with a group that the file does not define. */
export function GroupActs({ view, members }: GroupActsProps) {
  const role = useRole();
  const { data, error, refetch } = useQuery({
    ...groupQuery(view.row.name),
    enabled: role === "admin",
  });
  // The dialog works on the group it began with: a newer one does not change it under the hands.
  const [changed, setChanged] = useState<Group | null>(null);
  const [removing, setRemoving] = useState(false);
  const failed = error === null ? null : toApiError(error).message;
  const blocked = groupBlocked(role, data ?? null, failed);
  const unknown = data === undefined;
  return (
    <div className="group-acts">
      <Button
        size="sm"
        blocked={blocked}
        waiting={unknown}
        onClick={() => setChanged(data ?? null)}
      >
        {labels.group.change.act}
      </Button>
      <Button
        size="sm"
        look="danger-outline"
        blocked={blocked}
        waiting={unknown}
        onClick={() => setRemoving(true)}
      >
        {labels.group.remove.act}
      </Button>
      {changed !== null && (
        <GroupChangeDialog
          group={changed}
          reload={async () => {
            const now = await refetch();
            return now.isSuccess ? now.data : null;
          }}
          onClose={() => setChanged(null)}
        />
      )}
      {removing && (
        <GroupRemoveDialog view={view} members={members} onClose={() => setRemoving(false)} />
      )}
    </div>
  );
}
