import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { changeLines, changeOf, isSame } from "../lib/groups";
import { labels } from "../lib/labels";
import { ApiError, toApiError } from "../services/apiError";
import { deleteGroup, type GroupChange, getGroup, putGroup } from "../services/groupService";
import type { Group } from "../types/protection";
import { type Save, useSave } from "./useSave";

type NewGroup = GroupChange & { name: string };

const SLOWEST_MS = 10_000;

export const groupQuery = (name: string) =>
  queryOptions({
    queryKey: ["group", name],
    queryFn: ({ signal }) => getGroup(name, signal),
    refetchInterval: SLOWEST_MS,
    networkMode: "always",
    retry: false,
  });

const ifThere = (thrown: unknown): null => {
  if (toApiError(thrown).status === 404) return null;
  throw thrown;
};

/** Makes a group; one that is there already keeps its queues. */
async function make({ name, ...wanted }: NewGroup): Promise<Group> {
  const known = await getGroup(name).catch(ifThere);
  if (known !== null && !isSame(wanted.queues, known.queues))
    throw new ApiError("group_exists", `${labels.group.exists}: ${known.queues.join(", ")}`, {
      status: 409,
    });
  return putGroup(name, wanted);
}

/** Makes a group of queues. */
export const useGroupMake = (): Save<NewGroup> => useSave("group the queues", make);

/**
 * A group has no version the server could compare: what `base` says is read again right before.
 * What somebody else made meanwhile is overwritten only if it is what is wanted.
 */
async function change(base: Group, wanted: GroupChange): Promise<Group> {
  const { queues } = await getGroup(base.name);
  if (!isSame(base.queues, queues) && !isSame(wanted.queues, queues)) {
    const lines = changeLines(changeOf(base.queues, queues), "theirs").map((it) => `${it}.`);
    const text = [labels.group.change.meanwhile, ...lines].join(" ");
    throw new ApiError("group_changed", text, { status: 409 });
  }
  return putGroup(base.name, wanted);
}

/** Changes the queues of a group, if they still are those of `base`. */
export function useGroupChange(base: Group): Save<GroupChange> {
  const queryClient = useQueryClient();
  return useSave(
    "change the group",
    (wanted: GroupChange) => change(base, wanted),
    (group) => queryClient.setQueryData(groupQuery(base.name).queryKey, group),
  );
}

/** Removes a group; `onRemoved` runs also when its page is gone by then. */
export const useGroupRemove = (name: string, onRemoved: () => void): Save<{ reason: string }> =>
  useSave("remove the group", ({ reason }) => deleteGroup(name, reason), onRemoved);
