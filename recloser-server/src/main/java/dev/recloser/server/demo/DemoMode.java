package dev.recloser.server.demo;

/** How a fake dependency behaves. */
enum DemoMode {
  /** It answers. */
  UP,
  /** Every call fails at once. */
  FAIL,
  /** Every call hangs for three seconds and times out. */
  SLOW,
  /** Five seconds up, five seconds down. */
  FLAP,
  /** It takes half of what comes; the rest is turned away. */
  HALF
}
