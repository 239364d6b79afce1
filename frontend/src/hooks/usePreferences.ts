import { useSyncExternalStore } from "react";
import { type Preferences, preferences } from "../lib/preferences";

export const usePreferences = (): Preferences =>
  useSyncExternalStore(preferences.subscribe, preferences.get);
