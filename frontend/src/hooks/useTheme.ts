import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";

export type ThemeChoice = "auto" | "light" | "dark";

export function useTheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme("light", { getInitialValueInEffect: false });
  return { choice: colorScheme, shown, choose: setColorScheme };
}
