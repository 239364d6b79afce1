import { IconBinaryTree } from "@tabler/icons-react";
import { Link } from "react-router";
import { GROUPS, groupWord } from "../../lib/groups";
import { labels } from "../../lib/labels";
import { queueHref } from "../../lib/queueView";

/** Which group guards a queue, in its row. */
export const GroupTag = ({ group }: { group: string }) => (
  <Link to={queueHref(GROUPS, group)} className="tag group-tag">
    {groupWord(group)}
  </Link>
);

/** The same on the page of the queue. */
export const GroupNote = ({ group }: { group: string }) => (
  <div className="banner">
    <IconBinaryTree size={18} stroke={1.8} aria-hidden className="text2" />
    <p>
      {labels.group.member}{" "}
      <Link to={queueHref(GROUPS, group)}>
        <b>{group}</b>
      </Link>
      : <span className="text2">the group's breaker {labels.group.memberText}</span>
    </p>
  </div>
);
