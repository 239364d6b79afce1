package dev.recloser.breaker;

/** Whether a breaker may act. */
public enum Mode {
  /** Decides and acts. */
  ACTIVE,
  /** Decides and shows, never touches the engine. */
  OBSERVE,
  /** Neither decides nor acts. */
  OFF
}
