import { type GroupChange, putGroup } from "../services/groupService";
import { type Save, useSave } from "./useSave";

/** Makes a group of queues. */
export const useGroupMake = (): Save<GroupChange & { name: string }> =>
  useSave("group the queues", ({ name, ...change }) => putGroup(name, change));
