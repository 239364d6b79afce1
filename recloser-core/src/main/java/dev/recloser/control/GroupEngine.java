package dev.recloser.control;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.Support;
import dev.recloser.engine.Support.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups as an engine with one queue each, so that breaker, policy, incidents and page treat a
 * group like a queue. Does no I/O: it gives orders, which the members' collectors carry out.
 */
final class GroupEngine implements Engine {

  private static final Duration SOON = Duration.ofSeconds(3);

  private final Groups groups;
  private final InstantSource clock;

  GroupEngine(Groups groups, InstantSource clock) {
    this.groups = groups;
    this.clock = clock;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(
        "group",
        "Breaker groups",
        Map.of(
            Capability.DISCOVER, Support.of(Level.YES),
            Capability.COUNT, Support.of(Level.YES),
            Capability.AGE, Support.of(Level.YES),
            Capability.HOLD, asTheLeast(Capability.HOLD),
            Capability.GRANT, asTheLeast(Capability.GRANT),
            Capability.OUTCOMES, Support.of(Level.PER_ATTEMPT),
            Capability.WORKERS, Support.of(Level.YES)),
        List.of());
  }

  private Support asTheLeast(Capability capability) {
    return groups.allExact(capability)
        ? Support.of(Level.EXACT)
        : Support.of(Level.BOUNDED, "As exact as the engine of each of its queues.");
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    groups.sink(sink);
  }

  @Override
  public EngineSample sample() {
    var now = clock.instant();
    List<QueueSample> samples = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (var group : groups.live()) {
      var members = groups.members(group, now);
      var sample = group.sample(members, now);
      if (sample != null) {
        samples.add(sample);
      }
      addUnheld(group, members, now, notices);
    }
    return new EngineSample(now, samples, notices);
  }

  /** Names those that run although the group is paused. */
  private static void addUnheld(
      Group group, List<Member> members, Instant now, List<String> notices) {
    var orders = group.orders();
    if (!orders.held() || now.isBefore(orders.since().plus(SOON))) {
      return;
    }
    for (var member : members) {
      var problem = member.problem(orders);
      if (problem != null && !member.foreign()) {
        notices.add(
            "Group %s is paused, but not surely %s: %s."
                .formatted(group.name(), member.id(), problem));
      }
    }
  }

  @Override
  public GateView hold(String queue, String reason) {
    var now = clock.instant();
    var group = groups.live(queue);
    return group.hold(reason, groups.members(group, now), now);
  }

  @Override
  public void grant(String queue, Grant grant) {
    var now = clock.instant();
    var group = groups.live(queue);
    group.grant(grant, groups.members(group, now), now);
  }

  @Override
  public GateView flow(String queue) {
    var now = clock.instant();
    var group = groups.live(queue);
    return group.flow(groups.members(group, now), now);
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    throw unsupported();
  }

  @Override
  public void retry(String queue, String jobId) {
    throw unsupported();
  }

  @Override
  public void remove(String queue, String jobId) {
    throw unsupported();
  }

  @Override
  public void close() {}

  private static EngineException unsupported() {
    return new EngineException(
        Kind.UNSUPPORTED, "A group has no jobs of its own; look at those of its queues.");
  }
}
