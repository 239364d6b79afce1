import { createContext, useContext } from "react";

export type Announce = (sentence: string) => void;

/** Says a sentence to screen readers, politely. */
export const AnnounceContext = createContext<Announce>(() => undefined);

export const useAnnounce = (): Announce => useContext(AnnounceContext);
