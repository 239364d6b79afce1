import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  virtualColor,
} from "@mantine/core";

export const colorSchemeManager = localStorageColorSchemeManager({ key: "recloser.theme" });

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  primaryColor: "ctl",
  colors: { ctl: virtualColor({ name: "ctl", light: "dark", dark: "gray" }) },
  autoContrast: true,
  cursorType: "pointer",
  respectReducedMotion: true,
  defaultRadius: 6,
  components: {
    Tooltip: { defaultProps: { openDelay: 200 } },
    Menu: { defaultProps: { radius: 8 } },
  },
});

const shared = {
  "--mantine-color-body": "var(--bg)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--text3)",
  "--mantine-color-placeholder": "var(--text3)",
  "--mantine-color-default-border": "var(--border2)",
  "--mantine-color-error": "var(--red)",
};

/** Mantine's colours are ours: see styles/tokens.css. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
