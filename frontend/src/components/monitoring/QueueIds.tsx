import { labels } from "../../lib/labels";

/** The queues of a group, in a dialog. */
export function QueueIds({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <p className="text2">{labels.group.nobody}</p>;
  return (
    <ul className="group-queues" aria-label={labels.group.members}>
      {ids.map((id) => (
        <li key={id} className="mono">
          {id}
        </li>
      ))}
    </ul>
  );
}
