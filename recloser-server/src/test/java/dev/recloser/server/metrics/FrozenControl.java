package dev.recloser.server.metrics;

import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.Control;
import dev.recloser.control.GroupAdmin;
import dev.recloser.control.History;
import dev.recloser.control.OutcomeListener;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Resent;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.policy.PolicyBook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A control with one snapshot for ever, that refuses all else. */
record FrozenControl(Snapshot snapshot) implements Control {

  @Override
  public QueueView.Detail queue(QueueId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public History history(QueueId id, Duration back) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PolicyBook.Resolved policy(QueueId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CommandResult command(QueueId id, Command.Order order) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CommandResult openMain(String actor, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CommandResult closeMain(String actor, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public GroupAdmin groups() {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobPage jobs(QueueId id, JobQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void retry(QueueId id, String jobId, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Resent> resend(QueueId id, List<String> jobs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void listen(OutcomeListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(QueueId id, String jobId, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    // holds nothing
  }
}
