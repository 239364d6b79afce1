package dev.recloser.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes what each queue did, second by second, in one batch every ten seconds. */
final class Recorder {

  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Journal journal;
  private Instant last = Instant.EPOCH;

  Recorder(Journal journal) {
    this.journal = journal;
  }

  void turn(Collection<Guard> guards, Instant now) {
    if (!now.isBefore(last) && now.isBefore(last.plus(EVERY))) {
      return;
    }
    last = now;
    List<Guard> busy = new ArrayList<>();
    List<Recorded> seconds = new ArrayList<>();
    for (var guard : guards) {
      var unrecorded = guard.unrecorded(now);
      if (!unrecorded.isEmpty()) {
        busy.add(guard);
        seconds.addAll(unrecorded);
      }
    }
    if (seconds.isEmpty()) {
      return;
    }
    try {
      journal.record(seconds);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, "history was not written, tried again in ten seconds: {0}", e.toString());
      return;
    }
    busy.forEach(guard -> guard.recorded(now));
  }
}
