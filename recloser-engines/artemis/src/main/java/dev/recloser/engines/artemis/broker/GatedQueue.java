package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.Outcome.Kind;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A broker queue with a gate. Held, it is paused for the broker as well (durably, visible to every
 * management tool); a grant lets the broker's delivery loop see an open queue until its permits are
 * taken. The loop asks {@link #isPaused} with this queue locked before each hand-over, and one
 * thread at a time delivers, so grants are exact.
 *
 * <p>It also sees every way a delivery can end, in every protocol, and reports one outcome for each
 * (Artemis 2.55.0: {@code QueueImpl}, {@code RefsOperation}, {@code ServerConsumerImpl}).
 */
public final class GatedQueue extends QueueImpl {

  private final Runs runs;
  private final Setting setting;
  private final LongAdder failures = new LongAdder();
  private final JobChoice choice = new JobChoice();

  // The three below are guarded by this queue's monitor, like QueueImpl's own pause flag; the
  // constructor of QueueImpl may call pause(), so they have no initializers.
  private boolean gated;
  private boolean foreignPause;
  private boolean foreignPauseStored;

  /** Written under the monitor; read without it by the delivery thread at each hand-over. */
  private volatile @Nullable Permits permits;

  GatedQueue(QueueParts parts, Setting setting) {
    this.runs = new Runs();
    this.setting = setting;
    super(
        parts.configuration(),
        parts.filter(),
        parts.pageSubscription() == null ? null : parts.pageSubscription().getPagingStore(),
        parts.pageSubscription(),
        parts.scheduledExecutor(),
        parts.postOffice(),
        parts.storageManager(),
        parts.addressSettings(),
        parts.executor(),
        parts.server(),
        parts.factory());
  }

  /**
   * What a queue needs beside the broker.
   *
   * @param outcomes where ended runs go
   * @param holds who owns a pause
   */
  record Setting(Outcomes outcomes, Holds holds) {}

  // The gate

  /** Shuts the gate; no hand-over is under way when this returns. */
  public GateView hold(String reason) {
    synchronized (this) {
      if (!gated) {
        foreignPause = super.isPaused();
        foreignPauseStored = foreignPause && isPersistedPause();
      }
      permits = null;
      gated = true;
      setting.holds().write(name(), new Holds.Hold(foreignPauseStored, reason));
    }
    // Waits for the hand-over in transit; writes to the journal only when no pause is stored yet.
    super.pause(!isPersistedPause());
    return gate();
  }

  /** Takes over a hold of an earlier life of the broker, or shuts the gate anew. */
  void restore(boolean wanted) {
    var known = setting.holds().read(name());
    if (known.isPresent() && super.isPaused()) {
      synchronized (this) {
        gated = true;
        foreignPause = known.get().foreignPause();
        foreignPauseStored = foreignPause;
      }
    } else if (known.isPresent()) {
      setting.holds().remove(name());
    }
    if (wanted) {
      hold(known.map(Holds.Hold::reason).orElse("held before the broker started"));
    }
  }

  /** Lets a few jobs through. */
  public synchronized void grant(Grant grant) {
    if (!gated || !super.isPaused()) {
      throw new EngineException(
          EngineException.Kind.REFUSED, "queue " + name() + " is not held by Recloser; hold it");
    }
    if (foreignPause) {
      throw new EngineException(
          EngineException.Kind.REFUSED,
          "queue " + name() + " is also paused by somebody else; resume it at the broker first");
    }
    Permits before = permits;
    // Idle workers that took no permit may want none but those (a worker with a selector).
    permits =
        before != null && before.untouched() && getDeliveringCount() == 0
            ? Permits.forAny(grant)
            : Permits.forFresh(grant, Math.min(choice.toPassOver(), freshWaiting() - 1));
    resetAllIterators();
    forceDelivery();
  }

  /** Opens the gate; a pause that somebody else set stays. */
  public synchronized GateView flow() {
    if (gated) {
      gated = false;
      permits = null;
      choice.flows();
      resetAllIterators();
      if (!foreignPause) {
        super.resume();
      } else if (!foreignPauseStored && isPersistedPause()) {
        super.resume();
        super.pause(false);
      }
      setting.holds().remove(name());
    }
    return gate();
  }

  /** The broker's own flag, and whose it is. */
  public synchronized GateView gate() {
    if (!super.isPaused()) {
      return GateView.FLOWING;
    }
    return new GateView(true, gated ? GateView.Owner.RECLOSER : GateView.Owner.EXTERNAL);
  }

  @Override
  public synchronized boolean isPaused() {
    if (!gated) {
      return super.isPaused();
    }
    Permits now = permits;
    return now == null || !now.anyLeft() || foreignPause;
  }

  /** Somebody else pauses: management, not {@link #hold}. */
  @Override
  public synchronized void pause(boolean persist) {
    if (gated) {
      foreignPause = true;
      foreignPauseStored |= persist;
      setting.holds().write(name(), new Holds.Hold(foreignPauseStored, "held and paused"));
    }
    super.pause(persist);
  }

  /** Somebody else resumes. The gate stays shut until Recloser decides; {@link #gate} shows it. */
  @Override
  public synchronized void resume() {
    if (gated && foreignPause) {
      foreignPause = false;
      foreignPauseStored = false;
      setting.holds().write(name(), new Holds.Hold(false, "held"));
    }
    super.resume();
  }

  // Runs

  /** Whether a job may be handed out: a held queue passes over some, see {@link JobChoice}. */
  boolean mayStart(MessageReference job) {
    Permits now = permits;
    if (now == null || isForAny(now) || job.getMessage().getGroupID() != null) {
      return true;
    }
    if (choice.isSuspect(job.getMessageID())) {
      return freshWaiting() <= 0;
    }
    return !now.passesOver(job.getMessageID());
  }

  private boolean isForAny(Permits now) {
    return now.forAny() || (now.grant().spendsAttempt() && choice.isHeadsTurn());
  }

  private long freshWaiting() {
    long waiting = getMessageCount() - getDeliveringCount() - getScheduledCount();
    return waiting - choice.suspectsWaiting(setting.outcomes().clock().millis(), runs::contains);
  }

  /** A job is handed to a worker: takes a permit and remembers the run. */
  void started(MessageReference job, Run.Worker worker) {
    Permits now = permits;
    boolean ofHead = now != null && isForAny(now);
    if (now != null) {
      now.take();
      if (now.grant().spendsAttempt()) {
        choice.rampStarted();
      }
    }
    if (isNonDestructive()) {
      return;
    }
    runs.begin(
        job.getMessageID(),
        new Run(
            JobIds.of(job.getMessage()),
            job.getDeliveryCount(),
            worker,
            setting.outcomes().clock().instant(),
            now == null ? 0 : now.grant().id(),
            now == null || now.grant().spendsAttempt(),
            ofHead,
            false));
  }

  /**
   * The connection of a worker broke. The job it got first was being run as far as anybody can
   * know, the others may have been prefetched only: one vanished worker is one failure.
   */
  void workerLost(List<MessageReference> inHand) {
    inHand.stream().skip(1).forEach(job -> runs.lost(job.getMessageID()));
  }

  /**
   * A delivery ended without an acknowledgement. The delivery count tells how: unchanged, the run
   * failed; taken back by one, the job was given back unharmed.
   */
  @Override
  public Pair<Boolean, Boolean> checkRedelivery(MessageReference job, long now, boolean ignoreDelay)
      throws Exception {
    Run run = runs.end(job.getMessageID());
    if (run == null) {
      return super.checkRedelivery(job, now, ignoreDelay);
    }
    boolean counted = job.getDeliveryCount() >= run.attempt();
    boolean failedProbe = counted && !run.spendsAttempt();
    if (failedProbe) {
      job.decrementDeliveryCount(); // a probe is never a job's last attempt
      choice.probeFailed();
    }
    var result = super.checkRedelivery(job, now, ignoreDelay && !failedProbe);
    boolean dead = !result.getA();
    if (counted && !dead) {
      choice.failed(job.getMessageID(), job.getScheduledDeliveryTime());
    }
    report(run, counted && !run.lost() ? Kind.FAILURE : Kind.IGNORED, dead);
    return result;
  }

  /** A job is gone for good, after its commit: acknowledged, rejected or expired. */
  @Override
  public void postAcknowledge(MessageReference job, AckReason reason, boolean delivering) {
    Run run = runs.end(job.getMessageID());
    choice.ended(job.getMessageID());
    super.postAcknowledge(job, reason, delivering);
    if (run == null) {
      return;
    }
    if (run.ofHead() && reason == AckReason.NORMAL) {
      choice.headSucceeded();
    }
    switch (reason) {
      case NORMAL -> report(run, run.worker().tellsFailure() ? Kind.SUCCESS : Kind.IGNORED, false);
      case KILLED -> report(run, Kind.FAILURE, true);
      case EXPIRED, REPLACED -> report(run, Kind.IGNORED, false);
    }
  }

  /** A worker rejected a job (AMQP): dead at once, unless the job was a probe. */
  @Override
  public boolean sendToDeadLetterAddress(Transaction tx, MessageReference job) throws Exception {
    Run run = runs.find(job.getMessageID());
    if (run != null && !run.spendsAttempt()) {
      cancel(job, setting.outcomes().clock().millis());
      return false;
    }
    return super.sendToDeadLetterAddress(tx, job);
  }

  /** A consumer that acknowledges before it gets the job: its result can never be known. */
  @Override
  public void acknowledge(MessageReference job, ServerConsumer consumer) throws Exception {
    if (consumer != null) {
      runs.endEarly(job.getMessageID());
    }
    super.acknowledge(job, consumer);
  }

  /** Failed attempts since the broker started. */
  public long failures() {
    return failures.sum();
  }

  private void report(Run run, Kind kind, boolean lastAttempt) {
    if (kind == Kind.FAILURE) {
      failures.increment();
    }
    setting.outcomes().ended(name(), run, kind, lastAttempt);
  }

  /** Its name. */
  public String name() {
    return getName().toString();
  }
}
