package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import java.util.List;
import java.util.Optional;

/** A ledger that breaks where it is told to. */
final class FaultyLetters implements DeadLetters {

  private final DeadLetters letters;
  boolean down;
  boolean forgetsNothing;
  long dropped;
  Runnable afterTake = () -> {};

  FaultyLetters(DeadLetters letters) {
    this.letters = letters;
  }

  private static void failWhen(boolean broken) {
    if (broken) {
      throw new EngineException(Kind.UNREACHABLE, "the disk is full");
    }
  }

  @Override
  public void put(DeadLetter letter) {
    letters.put(letter);
  }

  @Override
  public JobPage page(String queue, JobQuery query) {
    failWhen(down);
    return letters.page(queue, query);
  }

  @Override
  public Optional<DeadLetter> take(String queue, String jobId) {
    failWhen(down);
    var letter = letters.take(queue, jobId);
    afterTake.run();
    return letter;
  }

  @Override
  public List<DeadLetter> taken() {
    failWhen(down);
    return letters.taken();
  }

  @Override
  public void forget(DeadLetter letter) {
    failWhen(down || forgetsNothing);
    letters.forget(letter);
  }

  @Override
  public void giveBack(DeadLetter letter) {
    failWhen(down);
    letters.giveBack(letter);
  }

  @Override
  public boolean remove(String queue, String jobId) {
    failWhen(down);
    return letters.remove(queue, jobId);
  }

  @Override
  public long size(String queue) {
    return letters.size(queue);
  }

  @Override
  public long dropped() {
    return dropped;
  }
}
