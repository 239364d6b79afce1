package dev.recloser.testkit.memory;

import java.util.SplittableRandom;

/** A number from 0 to 1 that depends on the seed, the job and the attempt, and on no order. */
final class Draw {

  private Draw() {}

  static double of(long seed, Run run) {
    var mixed = 31L * run.job().id().hashCode() + run.attempt();
    return new SplittableRandom(seed ^ (mixed * 0x9E3779B97F4A7C15L)).nextDouble();
  }
}
