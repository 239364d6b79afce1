import { Menu } from "@mantine/core";
import { IconCheck, IconColumns } from "@tabler/icons-react";
import { usePreferences } from "../../hooks/usePreferences";
import { labels, segmentWords } from "../../lib/labels";
import { type Column, preferences } from "../../lib/preferences";
import { type QueueView, SEGMENTS, segmentCounts, type TableFilter } from "../../lib/queueView";
import { Button } from "../ui/Button";
import { SearchField } from "../ui/SearchField";
import { Segments } from "../ui/Segments";

export type ShownColumns = Record<Column, boolean>;

type QueueTableBarProps = {
  views: QueueView[];
  marked: ReadonlySet<string>;
  filter: TableFilter;
  shown: ShownColumns;
  onFilter: (filter: TableFilter) => void;
};

function ColumnMenu({ shown }: { shown: ShownColumns }) {
  const { columns } = usePreferences();
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Button
          square
          className="wide-only"
          aria-label={labels.table.columns}
          icon={<IconColumns size={16} stroke={1.8} aria-hidden />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {(["scheduled", "retrying"] as const).map((name) => (
          <Menu.Item
            key={name}
            role="menuitemcheckbox"
            aria-checked={shown[name]}
            leftSection={
              <IconCheck size={14} stroke={2.1} opacity={shown[name] ? 1 : 0} aria-hidden />
            }
            onClick={() => preferences.set({ columns: { ...columns, [name]: !shown[name] } })}
          >
            {labels.states[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function QueueTableBar({ views, marked, filter, shown, onFilter }: QueueTableBarProps) {
  const counts = segmentCounts(views, marked);
  const engines = [...new Set(views.map((view) => view.row.engine))].sort();
  return (
    <div className="table-bar">
      <SearchField
        label={labels.table.filter}
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      <Segments
        label={labels.table.segments}
        value={filter.segment}
        options={SEGMENTS.map((value) => ({
          value,
          text: segmentWords[value],
          count: counts[value],
        }))}
        onChange={(segment) => onFilter({ ...filter, segment })}
      />
      <span className="grow" />
      {engines.length > 1 && (
        <select
          className="select"
          aria-label={labels.table.engine}
          value={filter.engine}
          onChange={(event) => onFilter({ ...filter, engine: event.currentTarget.value })}
        >
          <option value="">{labels.table.allEngines}</option>
          {engines.map((engine) => (
            <option key={engine}>{engine}</option>
          ))}
        </select>
      )}
      <ColumnMenu shown={shown} />
    </div>
  );
}
