package dev.recloser.testkit.memory;

import java.time.Duration;

/** What goes wrong between Recloser and the engine. All is well at first. */
public final class MemoryFaults {

  /** The state of the link. Workers are not touched by it. */
  public enum Link {
    /** Calls are answered. */
    UP,
    /** Calls fail at once, the connection is lost, outcomes meanwhile too. */
    DOWN,
    /** Requests get lost: a call has no effect and fails at its time-out. Outcomes come later. */
    HANGS,
    /** Answers get lost: a call has its effect and fails at its time-out. Outcomes come later. */
    HANGS_AFTER_EFFECT
  }

  private final Runnable changed;
  private Link link = Link.UP;
  private Duration slowness = Duration.ZERO;
  private Duration outcomeDelay = Duration.ZERO;
  private boolean losesOutcomes;
  private boolean doublesOutcomes;
  private boolean explainsApart;
  private int extraStarts;

  MemoryFaults(Runnable changed) {
    this.changed = changed;
  }

  /** Changes the link. After DOWN, calls work again when the engine was opened again. */
  public void link(Link next) {
    link = next;
    changed.run();
  }

  /** Every call takes this much virtual time. */
  public void slowness(Duration perCall) {
    slowness = perCall;
  }

  /** Outcomes reach the sink this much later than the attempt ended. */
  public void outcomeDelay(Duration delay) {
    outcomeDelay = delay;
  }

  /** While true outcomes are lost; when it ends the engine says that it missed some. */
  public void losesOutcomes(boolean loses) {
    losesOutcomes = loses;
    changed.run();
  }

  /** While true every outcome comes twice. */
  public void doublesOutcomes(boolean doubles) {
    doublesOutcomes = doubles;
  }

  /** While true failures come without error text, which follows in an explanation of its own. */
  public void explainsApart(boolean apart) {
    explainsApart = apart;
  }

  /** Every grant lets this many more attempts start than it should, as a BOUNDED engine may. */
  public void extraStarts(int extra) {
    extraStarts = extra;
  }

  Link link() {
    return link;
  }

  boolean hangs() {
    return link == Link.HANGS || link == Link.HANGS_AFTER_EFFECT;
  }

  Duration slowness() {
    return slowness;
  }

  Duration outcomeDelay() {
    return outcomeDelay;
  }

  boolean losesOutcomes() {
    return losesOutcomes;
  }

  boolean doublesOutcomes() {
    return doublesOutcomes;
  }

  boolean explainsApart() {
    return explainsApart;
  }

  int extraStarts() {
    return extraStarts;
  }
}
