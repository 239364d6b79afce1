package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engines.redis.RedisLink;
import dev.recloser.engines.redis.RedisUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What an open engine consists of. Except {@link #close()}, belongs to the engine's thread. */
final class Session implements AutoCloseable {

  private static final Duration ENABLE = Duration.ofMillis(300);

  /** How many jobs of each list are seen ahead while jobs fail. */
  private static final int AHEAD = 50;

  /** Of how many failing queues. */
  private static final int FAILING = 20;

  private static final long ENABLE_AGAIN_NANOS = 30_000_000_000L;

  /** A heart beats every 2 s. */
  private static final long SILENT_NANOS = 6_000_000_000L;

  private final RedisLink link;
  private final Names names;
  private final InstantSource clock;
  private final Fleet fleet = new Fleet();
  private final Ledger ledger;
  private final Holds holds;
  private final Attempts attempts;
  private final Grants grants;
  private final Events events;
  private final Control control;
  private final Control keeperControl;
  private final Keeper keeper;
  private final Discovery discovery;
  private final Unacked unacked;
  private final Sampler sampler;
  private final Jobs jobs;
  private final Redrives redrives;
  private final Gaps gaps;
  private final Map<String, Long> heartbeats = new ConcurrentHashMap<>();
  private volatile Set<String> queues = Set.of();
  private long enabledAt;
  private boolean started;

  Session(EngineSettings settings, RedisUrl url, CeleryOptions options) {
    this.link = new RedisLink(url);
    this.names = new Names(options, url.database());
    this.clock = settings.clock();
    this.holds = new Holds(link, names, new Journal(settings.dataDir()), fleet);
    DeadLetters letters = settings.deadLetters();
    var results = new Results(link);
    this.ledger = new Ledger(new Originals(), results, letters);
    this.attempts = new Attempts(names, fleet, ledger, holds::isLate, holds::isHeldNow);
    this.grants = new Grants(holds.lists(), attempts, clock);
    this.events = new Events(link, names, new Ears(), clock);
    this.control = new Control(link, names, this::ownSubscriptions, fleet, clock);
    this.keeperControl = new Control(link, names, this::ownSubscriptions, fleet, clock);
    this.keeper = new Keeper(keeperControl, fleet, holds, grants, events);
    this.discovery = new Discovery(link, names);
    this.unacked = new Unacked(link, names, attempts);
    this.sampler =
        new Sampler(
            control,
            fleet,
            holds,
            attempts,
            new Sampler.Looks(discovery, new Waiting(link, names, attempts), unacked, letters));
    this.jobs =
        new Jobs(
            link,
            names,
            letters,
            new Revocations(control, unacked),
            new Taken(control, unacked, attempts, clock));
    this.gaps = new Gaps(control, results, attempts, clock);
    this.redrives = new Redrives(link, names, letters, attempts, clock);
  }

  private long ownSubscriptions() {
    return events.isListening() ? 1 : 0;
  }

  Holds holds() {
    return holds;
  }

  Grants grants() {
    return grants;
  }

  Attempts attempts() {
    return attempts;
  }

  Fleet fleet() {
    return fleet;
  }

  Discovery discovery() {
    return discovery;
  }

  Control control() {
    return control;
  }

  Keeper keeper() {
    return keeper;
  }

  Jobs jobs() {
    return jobs;
  }

  Redrives redrives() {
    return redrives;
  }

  /** Connects, and listens before it asks anything, so that no worker starts unseen. */
  void open(OutcomeSink sink) {
    link.call("the connection", redis -> redis.ping());
    attempts.to(sink);
    grants.withdrawAll();
    if (!started) {
      started = true;
      ledger.start(this::lookCloser);
      events.start();
      long patience = System.nanoTime() + ENABLE.toNanos();
      while (!events.isListening() && System.nanoTime() - patience < 0) {
        Thread.onSpinWait();
      }
      keeper.start();
    }
  }

  /** Holds what has to be held and brings home what an earlier life left in between. */
  void resume(Map<String, String> reasons) {
    if (reasons.isEmpty()) {
      fleet.refresh(control, ENABLE);
    } else {
      holds.hold(control, reasons);
    }
    var all = new TreeSet<>(discovery.queues());
    all.addAll(reasons.keySet());
    queues = Set.copyOf(all);
    for (String queue : stranded(all)) {
      holds.lists().unpark(queue);
      holds.lists().emptyGate(queue);
    }
    enableEvents();
  }

  private List<String> stranded(Set<String> all) {
    var found = new ArrayList<String>();
    for (String queue : all) {
      var keys = new ArrayList<>(names.lists(Names.gate(queue)));
      keys.addAll(names.lists(Names.parked(queue)));
      String[] array = keys.toArray(new String[0]);
      if (link.call("the look for stranded jobs", redis -> redis.exists(array)) > 0) {
        found.add(queue);
      }
    }
    return found;
  }

  /** Sees jobs of queues that fail before a worker took them, and those that workers hold. */
  private int lookCloser(Set<String> failing) {
    int jobs = 0;
    try {
      for (String queue : failing.stream().limit(FAILING).toList()) {
        for (int step = 0; step < holds.lists().steps(); step++) {
          for (String raw : holds.lists().head(queue, step, 0, AHEAD)) {
            Message.of(raw).ifPresent(job -> attempts.found(queue, job));
            jobs++;
          }
        }
      }
      return jobs + (int) unacked.look(clock.instant()).size();
    } catch (EngineException _) {
      return jobs; // the engine's thread meets the same Redis and reports it
    }
  }

  private void enableEvents() {
    enabledAt = System.nanoTime();
    keeper.enableEvents(control, ENABLE);
  }

  EngineSample sample() {
    Instant now = clock.instant();
    if (System.nanoTime() - enabledAt > ENABLE_AGAIN_NANOS) {
      enableEvents();
    }
    redrives.settle();
    gaps.look();
    EngineSample sample = sampler.sample(names, now, List.of());
    var found = new TreeSet<String>();
    sample.queues().forEach(queue -> found.add(queue.queue()));
    queues = Set.copyOf(found);
    var notices = new ArrayList<>(sample.notices());
    notices.addAll(holds.notices());
    notices.addAll(notices());
    return new EngineSample(now, sample.queues(), notices);
  }

  private List<String> notices() {
    var notices = new ArrayList<String>();
    for (String host : fleet.twins()) {
      notices.add("More than one worker is named " + host + ": give each its own name (-n).");
    }
    heartbeats.forEach((host, at) -> {
      if (System.nanoTime() - at < SILENT_NANOS && !fleet.knows(host)) {
        notices.add(
            "Worker "
                + host
                + " does not answer remote control, so it cannot be held: restart it, or set"
                + " worker_enable_remote_control.");
      }
    });
    if (control.silent() > 0) {
      notices.add(control.silent() + " listeners of remote control do not answer.");
    }
    for (String host : keeper.deafToEvents()) {
      if (fleet.knows(host)) {
        notices.add("Worker " + host + " cannot send events: start it with -E.");
      }
    }
    for (String queue : grants.starved()) {
      notices.add("The probe of " + queue + " waits: each waiting job may be on its last attempt.");
    }
    attempts
        .leaks()
        .forEach((queue, count) ->
            notices.add(
                count
                    + " attempts of "
                    + queue
                    + " were run by workers that started during its hold."));
    if (ledger.lost() > 0) {
      notices.add(
          ledger.lost() + " dead jobs were not written down: the place for them was down or slow.");
    }
    if (!attempts.ambiguous().isEmpty()) {
      notices.add(
          "It is not known which queue these tasks come from: "
              + String.join(", ", attempts.ambiguous())
              + ". Set task_send_sent_event, or let each worker serve one queue.");
    }
    return notices;
  }

  @Override
  public void close() {
    attempts.to(null);
    events.close();
    try (link;
        ledger) {
      keeper.close();
      control.close();
      keeperControl.close();
    } catch (EngineException _) {
      // Redis is away: an empty list and two set members stay behind, and open() brings back jobs
    }
  }

  private final class Ears implements Events.Listener {
    @Override
    public void arriving(String host, long pid) {
      if (!host.isEmpty()) {
        heartbeats.remove(host);
        holds.arrives(host);
        keeper.arriving(host, pid);
      }
    }

    @Override
    public void event(JsonNode event, Instant at) {
      String type = event.path("type").asString("");
      String host = event.path("hostname").asString("");
      if (type.startsWith("task-")) {
        attempts.event(event, at);
      } else if (type.equals("worker-heartbeat")) {
        fleet.beat(host, event, at);
        if (heartbeats.put(host, System.nanoTime()) == null && !fleet.knows(host)) {
          keeper.arriving(host, event.path("pid").asLong(0)); // its start was missed
        }
      } else if (type.equals("worker-offline")) {
        heartbeats.remove(host);
        fleet.gone(host);
        attempts.left(host);
      }
    }

    @Override
    public void missed(String why) {
      attempts.missed(queues, why);
    }
  }
}
