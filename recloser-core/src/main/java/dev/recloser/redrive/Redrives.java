package dev.recloser.redrive;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Control;
import dev.recloser.control.ControlException;
import dev.recloser.control.QueueId;
import dev.recloser.engine.Capability;
import dev.recloser.engine.Outcome;
import dev.recloser.redrive.RedriveStatus.Plan;
import dev.recloser.redrive.RedriveStatus.Progress;
import dev.recloser.redrive.RedriveStatus.State;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All redrives: one at a time for each queue, each on its own virtual thread, so that an engine
 * that hangs delays no other. A redrive does not outlive this process: what it has not sent stays
 * dead. Thread-safe.
 */
public final class Redrives implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Redrives.class.getName());
  private static final long STEP_MILLIS = 200;
  private static final int DRY_RUNS = 20;
  private static final String RECLOSER = "recloser";
  private static final String RESTARTED = "Recloser was restarted";

  private final Control control;
  private final RedriveLog log;
  private final InstantSource clock;
  private final Map<String, RedriveRun> runs = new ConcurrentHashMap<>();

  /** The newest dry runs, as long as nobody began with them. */
  private final Map<String, Selection> dryRuns = new LinkedHashMap<>();

  private final Set<QueueId> beginning = ConcurrentHashMap.newKeySet();
  private volatile boolean threads;
  private volatile boolean closed;

  /** Redrives over this control; nothing happens before {@link #start()} or {@link #turn()}. */
  public Redrives(Control control, RedriveLog log, InstantSource clock) {
    this.control = control;
    this.log = log;
    this.clock = clock;
    control.listen(this::ended);
  }

  /** Ends what an earlier process left open; from now on redrives run by themselves. */
  public void start() {
    var now = clock.instant();
    for (var left : log.open()) {
      var ended = left.to(State.STOPPED, RESTARTED, now);
      log.write(ended, RedriveRun.entry(ended, RECLOSER, now));
    }
    threads = true;
  }

  /**
   * What a request would send now. Reads all dead jobs it may mean, at most 10,000.
   *
   * @throws ControlException like {@link Control#jobs}
   */
  public RedriveStatus dryRun(RedriveRequest request, String actor) {
    var selection = Selection.of(control, request, clock);
    var planned = planned(request, selection, actor);
    synchronized (dryRuns) {
      dryRuns.put(planned.id(), selection);
      if (dryRuns.size() > DRY_RUNS) {
        dryRuns.remove(dryRuns.keySet().iterator().next());
      }
    }
    return planned;
  }

  /**
   * Begins to send dead jobs.
   *
   * @param dryRun the id of the dry run whose jobs are to be sent, these and no others; null to
   *     look anew
   * @throws ControlException REDRIVE_RUNNING when one is under way for the queue,
   *     NOTHING_TO_REDRIVE, DRY_RUN_GONE, and like {@link Control#jobs}
   */
  public RedriveStatus begin(RedriveRequest request, @Nullable String dryRun, String actor) {
    if (!beginning.add(request.queue())) {
      throw running(request.queue());
    }
    try {
      if (openOf(request.queue())) {
        throw running(request.queue());
      }
      var selection =
          dryRun == null ? Selection.of(control, request, clock) : taken(request, dryRun);
      if (selection.jobs().isEmpty()) {
        throw new ControlException(
            ControlException.Kind.NOTHING_TO_REDRIVE,
            "No dead job of " + request.queue() + " can be sent" + why(selection) + ".",
            null);
      }
      var begun = planned(request, selection, actor).begun(clock.instant());
      return begin(begun, selection.jobs());
    } finally {
      beginning.remove(request.queue());
    }
  }

  private Selection taken(RedriveRequest request, String dryRun) {
    synchronized (dryRuns) {
      var selection = dryRuns.get(dryRun);
      if (selection == null || !selection.request().isSameChoice(request)) {
        throw new ControlException(
            ControlException.Kind.DRY_RUN_GONE,
            "There is no such dry run any more. Make it again.",
            null);
      }
      dryRuns.remove(dryRun);
      return selection;
    }
  }

  private RedriveStatus begin(RedriveStatus begun, List<String> jobs) {
    var plan = begun.plan();
    log.write(
        begun,
        new AuditEntry(
            clock.instant(),
            plan.actor(),
            "redrive_started",
            plan.queue().toString(),
            null,
            null,
            null,
            "done",
            "%,d dead jobs at %d per second".formatted(plan.eligible(), plan.perSecond())));
    var run = new RedriveRun(control, log, begun, jobs);
    runs.put(begun.id(), run);
    if (threads) {
      Thread.ofVirtual().name("redrive-" + begun.id()).start(() -> run(begun.id(), run));
    }
    return begun;
  }

  /**
   * Ends a redrive; what was sent cannot be called back. One that ended already stays as it is.
   *
   * @throws ControlException REDRIVE_NOT_FOUND
   */
  public RedriveStatus stop(String id, String actor) {
    var run = runs.get(id);
    if (run == null) {
      return get(id);
    }
    run.stop("stopped by " + actor, actor, clock.instant());
    return run.status();
  }

  /**
   * One redrive.
   *
   * @throws ControlException REDRIVE_NOT_FOUND
   */
  public RedriveStatus get(String id) {
    var run = runs.get(id);
    if (run != null) {
      return run.status();
    }
    return log.find(id)
        .orElseThrow(() ->
            new ControlException(
                ControlException.Kind.REDRIVE_NOT_FOUND,
                "No redrive " + id + ", or it is too old to be kept.",
                null));
  }

  /**
   * The newest redrives, newest first.
   *
   * @param queue only of this queue; null for all
   */
  public List<RedriveStatus> newest(@Nullable QueueId queue, int limit) {
    return log.newest(queue, limit).stream()
        .map(known -> {
          var run = runs.get(known.id());
          return run == null ? known : run.status();
        })
        .toList();
  }

  /** One step of each redrive; for tests that own the time. */
  public void turn() {
    runs.forEach(this::step);
  }

  /** Stops all redrives; what they have not sent stays dead. */
  @Override
  public void close() {
    closed = true;
    for (var run : runs.values()) {
      run.stop(RESTARTED, RECLOSER, clock.instant());
      run.close(clock.instant());
    }
  }

  private void run(String id, RedriveRun run) {
    while (!closed && runs.containsKey(id)) {
      try {
        Thread.sleep(STEP_MILLIS); // first: a step that fails is not tried again at once
        step(id, run);
      } catch (InterruptedException _) {
        return; // nobody does that
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "redrive " + id + " failed in a step and goes on", e);
      }
    }
  }

  private void step(String id, RedriveRun run) {
    var now = clock.instant();
    run.step(now);
    if (run.isOver(now)) {
      run.close(now);
      runs.remove(id);
    }
  }

  private void ended(QueueId queue, Outcome outcome) {
    for (var run : runs.values()) {
      if (run.status().plan().queue().equals(queue)) {
        run.ended(outcome);
      }
    }
  }

  private boolean openOf(QueueId queue) {
    return runs.values().stream()
        .map(RedriveRun::status)
        .anyMatch(status -> status.plan().queue().equals(queue) && status.isOpen());
  }

  private RedriveStatus planned(RedriveRequest request, Selection selection, String actor) {
    int count = selection.jobs().size();
    Integer none = reports(request.queue()) ? 0 : null;
    return new RedriveStatus(
        UUID.randomUUID().toString(),
        new Plan(
            request.queue(),
            request.contains(),
            selection.cutOff(),
            count,
            request.perSecond(),
            actor),
        State.DRY_RUN,
        null,
        selection.skipped(),
        new Progress(0, none, none, count),
        null,
        null);
  }

  private boolean reports(QueueId queue) {
    return control.snapshot().engines().stream()
        .anyMatch(
            engine -> engine.id().equals(queue.engine()) && engine.info().can(Capability.OUTCOMES));
  }

  private static String why(Selection selection) {
    return selection.skipped().isEmpty() ? "" : ": " + selection.skipped().getFirst().reason();
  }

  private static ControlException running(QueueId queue) {
    return new ControlException(
        ControlException.Kind.REDRIVE_RUNNING,
        "A redrive of " + queue + " is under way. Wait for its end, or stop it.",
        null);
  }
}
