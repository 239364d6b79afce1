import { Link } from "react-router";
import { labels } from "../../lib/labels";
import { type QueueView, queueHref } from "../../lib/queueView";
import type { GroupMember } from "../../types/snapshot";
import { Card } from "../ui/Card";
import { GroupActs } from "./GroupActs";

const words = labels.group;

function Member({ member }: { member: GroupMember }) {
  const cut = member.id.indexOf("/");
  return (
    <li>
      <Link to={queueHref(member.id.slice(0, cut), member.id.slice(cut + 1))} className="clip">
        {member.id}
      </Link>
      {member.problem !== null && <span className="amber">{member.problem}</span>}
      <span className="tag">{member.paused ? words.paused : words.flows}</span>
    </li>
  );
}

/** The queues that share this breaker, and which of them do not follow it. */
export function GroupMembers({ view, members }: { view: QueueView; members: GroupMember[] }) {
  return (
    <Card
      title={words.members}
      className="group-card"
      badge={<span className="tag">{members.length}</span>}
      aside={<GroupActs view={view} members={members} />}
    >
      {members.length === 0 ? (
        <p className="card-empty">{words.nobody}</p>
      ) : (
        <ul className="lines group-members">
          {members.map((member) => (
            <Member key={member.id} member={member} />
          ))}
        </ul>
      )}
    </Card>
  );
}
