import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { changeLines, changeOf } from "../lib/groups";
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

/** Makes a group of queues; one that is there already keeps its own. */
export const useGroupMake = (): Save<NewGroup> =>
  useSave("group the queues", ({ name, ...wanted }) => putGroup(name, wanted, []));

/** Says what somebody else changed meanwhile. */
async function change(base: Group, wanted: GroupChange): Promise<Group> {
  try {
    return await putGroup(base.name, wanted, base.queues);
  } catch (thrown) {
    const refused = toApiError(thrown);
    if (refused.code !== "group_changed") throw refused;
    const { queues } = await getGroup(base.name);
    const lines = changeLines(changeOf(base.queues, queues), "theirs").map((it) => `${it}.`);
    const text = [labels.group.change.meanwhile, ...lines].join(" ");
    throw new ApiError(refused.code, text, { status: refused.status });
  }
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
