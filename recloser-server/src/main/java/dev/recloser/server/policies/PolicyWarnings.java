package dev.recloser.server.policies;

import dev.recloser.control.QueueView;
import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.Support.Level;
import dev.recloser.policy.QueuePolicy;
import dev.recloser.server.policies.PolicyJson.WarningJson;
import java.util.ArrayList;
import java.util.List;

/** Says which parts of a policy are weaker with this engine, or with this queue's noise. Pure. */
final class PolicyWarnings {

  private static final double NOISE_FACTOR = 3;

  private PolicyWarnings() {}

  static List<WarningJson> of(QueuePolicy policy, EngineInfo engine, QueueView queue) {
    List<WarningJson> warnings = new ArrayList<>();
    if (queue.signs().unprotected() != null) {
      warnings.add(new WarningJson(null, queue.signs().unprotected()));
    }
    var outcomes = engine.support(Capability.OUTCOMES).level();
    boolean rules = !policy.errors().failOn().isEmpty() || !policy.errors().ignore().isEmpty();
    if (rules && (outcomes == Level.PER_ATTEMPT_NO_ERROR_TEXT || outcomes == Level.NONE)) {
      warnings.add(
          new WarningJson("ignore", engine.label() + " gives no error text to match against."));
    }
    var grant = engine.support(Capability.GRANT);
    if (grant.level() != Level.EXACT) {
      warnings.add(
          new WarningJson(
              "probe_jobs",
              grant.note() == null ? "This engine cannot let single jobs through." : grant.note()));
    }
    double noise = queue.breaker().usualFailingShare();
    if (policy.breaker().failureRatio() < NOISE_FACTOR * noise) {
      warnings.add(
          new WarningJson(
              "failure_ratio",
              "On a good day %.1f%% of the attempts fail here: below %.0f%% it may open for nothing."
                  .formatted(100 * noise, Math.min(100, 100 * NOISE_FACTOR * noise))));
    }
    return warnings;
  }
}
