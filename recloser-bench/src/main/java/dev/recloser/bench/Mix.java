package dev.recloser.bench;

/** Spreads numbers. */
final class Mix {

  private Mix() {}

  /** The finalizer of SplitMix64: each input bit changes about half of the output bits. */
  static long of(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
