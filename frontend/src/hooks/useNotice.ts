import { createContext, useContext } from "react";

export type Notice = { tone: "ok" | "bad"; text: string };
export type Notify = (notice: Notice) => void;

/** Shows how an act ended, after its dialog is gone. */
export const NoticeContext = createContext<Notify>(() => undefined);

export const useNotice = (): Notify => useContext(NoticeContext);
