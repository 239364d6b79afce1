import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRole } from "../../hooks/useMe";
import { actBlocked, actWords, type BreakerAct, otherActs } from "../../lib/breakerActs";
import { labels } from "../../lib/labels";
import type { QueueView } from "../../lib/queueView";
import { Button } from "../ui/Button";

type BreakerMenuProps = { view: QueueView; size?: "md" | "sm"; onAct: (act: BreakerAct) => void };

export function BreakerMenu({ view, size = "sm", onAct }: BreakerMenuProps) {
  const role = useRole();
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      width={230}
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Button
          look={size === "sm" ? "ghost" : "plain"}
          size={size}
          square
          aria-label={`${labels.table.more} ${view.row.name}`}
          icon={<IconDots size={16} stroke={2.1} aria-hidden />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {otherActs(view).map((act) => {
          const blocked = actBlocked(act, view, role);
          return (
            <Menu.Item
              key={act}
              aria-disabled={blocked !== null || undefined}
              className={blocked === null ? "" : "menu-blocked"}
              closeMenuOnClick={blocked === null}
              onClick={() => {
                if (blocked === null) onAct(act);
              }}
            >
              {actWords[act]}
              {blocked !== null && <span className="menu-why">{blocked}</span>}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
