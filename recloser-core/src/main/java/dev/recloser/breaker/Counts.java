package dev.recloser.breaker;

/** Sums that stop at the largest number instead of overflowing. */
final class Counts {

  private Counts() {}

  static int plus(int a, int b) {
    long sum = (long) a + b;
    return sum > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) sum;
  }
}
