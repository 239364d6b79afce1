package dev.recloser.server.store;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The dead jobs of one engine. */
final class DeadLetterBox implements DeadLetters {

  private final String engine;
  private final DeadLetterTable table;
  private final DeadLetterWriter writer;

  DeadLetterBox(String engine, DeadLetterTable table, DeadLetterWriter writer) {
    this.engine = engine;
    this.table = table;
    this.writer = writer;
  }

  @Override
  public void put(DeadLetter letter) {
    writer.put(engine, letter);
  }

  @Override
  public JobPage page(String queue, JobQuery query) {
    var cursor = query.cursor();
    if (cursor != null && !cursor.matches("\\d{1,18}")) {
      throw new EngineException(Kind.REFUSED, "the cursor is not one of ours");
    }
    long after = cursor == null ? 0 : Long.parseLong(cursor);
    return asking(() -> table.page(engine, queue, after, query.limit()));
  }

  @Override
  public Optional<DeadLetter> take(String queue, String jobId) {
    return asking(() -> table.take(engine, queue, jobId));
  }

  @Override
  public List<DeadLetter> taken() {
    return asking(() -> table.taken(engine));
  }

  @Override
  public void forget(DeadLetter letter) {
    boolean _ = asking(() -> table.forget(engine, letter));
  }

  @Override
  public void giveBack(DeadLetter letter) {
    boolean _ = asking(() -> table.giveBack(engine, letter));
  }

  @Override
  public boolean remove(String queue, String jobId) {
    return asking(() -> table.remove(engine, queue, jobId));
  }

  @Override
  public long size(String queue) {
    return table.size(engine, queue);
  }

  @Override
  public long dropped() {
    return writer.dropped(engine);
  }

  private static <T> T asking(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException | TransactionException e) {
      throw new EngineException(
          Kind.UNREACHABLE, "the list of dead jobs in Recloser's data folder does not answer", e);
    }
  }
}
